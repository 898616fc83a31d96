#include "ui/compare/compareheads.h"

#include "app/wording/comparewords.h"
#include "ui/base/badge.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/tinted.h"
#include "ui/compare/comparedelegate.h"
#include "ui/view/tone.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString details(const Attempt& attempt)
{
    QStringList parts {wording::comparedHead(attempt)};
    const auto& candidates = attempt.response.candidates;
    const auto withPictures = std::ranges::count_if(
        candidates, [](const Candidate& candidate) { return !candidate.images().isEmpty(); });
    if (withPictures > 1)
        parts << CompareHeads::tr("picture of the first of %n candidates", nullptr, int(candidates.size()));
    else if (candidates.size() > 1)
        parts << CompareHeads::tr("%n candidates", nullptr, int(candidates.size()));
    if (attempt.simulated)
        parts << CompareHeads::tr("simulated");
    if (attempt.importedFrom)
        parts << CompareHeads::tr("imported");
    return parts.join(u" · "_s);
}

void paintHeadGround(QPainter& painter, QRect rect, const QPalette& palette)
{
    painter.fillRect(rect, color(palette, Role::Pane));
    painter.setPen(color(palette, Role::Line));
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());
    painter.drawLine(rect.topRight(), rect.bottomRight());
}

} // namespace

CompareHeads::CompareHeads(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setMinimumSectionSize(leastColumn);
    setSectionResizeMode(Stretch);
    connect(this, &QHeaderView::sectionResized, this, &CompareHeads::place);
}

QWidget* CompareHeads::makeHead(const Comparison& comparison, int column)
{
    const Attempt& attempt = comparison.columns.at(column).attempt;
    const QString name = wording::comparedName(attempt);
    auto* head = new QWidget(viewport());
    auto* badge = new Badge;
    badge->show(wording::comparedBadge(attempt), toneOf(attempt).ink);
    auto* baseline = new QRadioButton(tr("Baseline"));
    baseline->setAutoExclusive(false);
    baseline->setChecked(column == comparison.baseline);
    baseline->setAccessibleName(tr("Compare with %1 as the baseline").arg(name));
    baseline->setObjectName(u"baseline%1"_s.arg(column));
    // Choosing what is chosen must not take the mark away.
    connect(baseline, &QRadioButton::clicked, this, [this, baseline, column] {
        baseline->setChecked(true);
        emit baselineChosen(column);
    });
    auto* restore = new IconButton(u"pencil"_s, tr("Restore %1 to the editor…").arg(name));
    restore->setObjectName(u"restore%1"_s.arg(column));
    restore->setEnabled(comparison.columns.at(column).requestKnown);
    connect(restore, &QToolButton::clicked, this, [this, column] { emit restoreRequested(column); });
    auto* remove = new IconButton(u"cross"_s, tr("Leave %1 out").arg(name));
    remove->setObjectName(u"remove%1"_s.arg(column));
    connect(remove, &QToolButton::clicked, this, [this, column] { emit removeRequested(column); });
    auto* first = new QHBoxLayout;
    first->setSpacing(4);
    first->addWidget(badge, 0, Qt::AlignVCenter);
    first->addStretch(1);
    first->addWidget(baseline);
    first->addWidget(restore);
    first->addWidget(remove);
    auto* words = new ElidedLabel(details(attempt));
    words->setToolTip(attempt.sentAt.isValid()
                          ? attempt.sentAt.toLocalTime().toString(u"yyyy-MM-dd hh:mm:ss t"_s)
                          : QString());
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(CompareDelegate::sidePadding, 5, 4, 5);
    layout->setSpacing(2);
    layout->addLayout(first);
    layout->addWidget(words);
    remove->setVisible(comparison.columns.size() > 2);
    return head;
}

void CompareHeads::showAttempts(const Comparison& comparison)
{
    qDeleteAll(m_heads);
    m_heads.clear();
    for (int i = 0; i < comparison.columns.size(); ++i) {
        m_heads.append(makeHead(comparison, i));
        m_heads.constLast()->show();
    }
    updateGeometry();
    place();
}

QSize CompareHeads::sizeHint() const
{
    int height = fontMetrics().height() * 2 + 20;
    for (const auto* head : m_heads)
        height = std::max(height, head->sizeHint().height());
    return {leastColumn, height};
}

void CompareHeads::place()
{
    for (int i = 0; i < m_heads.size() && i < count(); ++i)
        m_heads.at(i)->setGeometry(sectionViewportPosition(i), 0, sectionSize(i) - 1, height() - 1);
}

void CompareHeads::updateGeometries()
{
    QHeaderView::updateGeometries();
    place();
}

void CompareHeads::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    Q_UNUSED(section)
    paintHeadGround(*painter, rect, palette());
}

CompareRows::CompareRows(QWidget* parent)
    : QHeaderView(Qt::Vertical, parent)
{
    setSectionsClickable(false);
    setSectionResizeMode(Fixed);
    setMinimumSectionSize(spacing::rowHeight);
}

void CompareRows::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    // Below the last row, where the style would show the ground of a head.
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect().adjusted(0, length() - offset(), 0, 0), color(palette(), Role::Pane));
}

void CompareRows::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    paintHeadGround(*painter, rect, palette());
    painter->setPen(color(palette(), Role::Mute));
    painter->drawText(rect.adjusted(CompareDelegate::sidePadding, CompareDelegate::topPadding, -4, -4),
                      Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                      model()->headerData(section, Qt::Vertical).toString());
    painter->restore();
}

} // namespace safelight
