#include "ui/advice/checksview.h"

#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int markSize = 16;

} // namespace

ChecksView::ChecksView(QWidget* parent)
    : QWidget(parent)
{
    auto* title = new QLabel(tr("Did it work?"));
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 1);
    grid->addWidget(title, 0, 0, 1, 2);
    int line = 1;
    for (Row& row : m_rows) {
        row = {new IconLabel(markSize), new WrapLabel};
        grid->addWidget(row.mark, line, 0, Qt::AlignTop);
        grid->addWidget(row.text, line, 1);
        ++line;
    }
    setAccessibleName(title->text());
}

void ChecksView::showChecks(const Checks& checks)
{
    // Each in words for both outcomes: the mark alone would not say which way it is meant.
    const std::array passed {checks.noBlockReason, checks.finishStop, checks.hasContent};
    const std::array good {tr("No block reason"), tr("Finish reason STOP"), tr("Not empty")};
    const std::array bad {tr("The prompt was blocked"), tr("Finish reason is not STOP"), tr("Empty")};
    QStringList spoken;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows.at(i).mark->showIcon(passed.at(i) ? u"check"_s : u"cross"_s,
                                    passed.at(i) ? Role::Good : Role::Bad);
        m_rows.at(i).text->setText(passed.at(i) ? good.at(i) : bad.at(i));
        spoken << (passed.at(i) ? tr("%1: passed") : tr("%1: not passed")).arg(good.at(i));
    }
    setAccessibleDescription(spoken.join(u"; "_s));
}

} // namespace safelight
