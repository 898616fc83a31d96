#include "ui/advice/remedycard.h"

#include "app/wording/advicewords.h"
#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QToolButton>

#include <algorithm>

namespace safelight {

namespace {

QString buttonText(RemedyKind kind)
{
    switch (kind) {
    case RemedyKind::Repeat:
    case RemedyKind::Wait:
        return RemedyCard::tr("Run");
    case RemedyKind::OpenSettings:
        return RemedyCard::tr("Open…");
    case RemedyKind::Explain:
        return {};
    default:
        return RemedyCard::tr("Apply…");
    }
}

} // namespace

RemedyCard::RemedyCard(const Remedy& remedy, bool usable, QWidget* parent)
    : QFrame(parent)
    , m_remedy(remedy)
{
    setProperty("card", true);
    const QString title = wording::remedyTitle(remedy.id);
    auto* name = new WrapLabel(title);
    QFont strong = name->font();
    strong.setWeight(QFont::DemiBold);
    name->setFont(strong);
    name->setProperty("muted", !remedy.helps);
    auto* why = mutedLabel(wording::remedyWhy(remedy));
    why->setProperty("muted", !remedy.helps);
    why->setToolTip(tr("Source: %1").arg(remedy.source));
    if (usable && remedy.helps)
        buildButton(title);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(11, 8, 8, 9);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(0, 1);
    grid->addWidget(name, 0, 0, Qt::AlignVCenter);
    if (m_button)
        grid->addWidget(m_button, 0, 1, Qt::AlignTop);
    grid->addWidget(why, 1, 0, 1, 2);
    setAccessibleName(title);
    setAccessibleDescription(why->text());
}

void RemedyCard::buildButton(const QString& title)
{
    const QString text = buttonText(m_remedy.action.kind);
    if (text.isEmpty())
        return;
    m_button = new QToolButton(this);
    m_button->setText(text);
    m_button->setProperty("framed", true);
    m_button->setFocusPolicy(Qt::StrongFocus);
    // Small, as it stands beside a title in a narrow column.
    m_button->setFixedSize(m_button->fontMetrics().horizontalAdvance(text) + 22,
                           std::max(spacing::target, m_button->fontMetrics().height() + 10));
    // Many buttons are called "Apply": alone, each must say what it applies.
    m_button->setAccessibleName(tr("%1: %2").arg(title, text));
    m_button->setObjectName(m_remedy.id);
    connect(m_button, &QToolButton::clicked, this, [this] { emit chosen(m_remedy); });
}

} // namespace safelight
