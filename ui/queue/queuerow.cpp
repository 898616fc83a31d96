#include "ui/queue/queuerow.h"

#include "ui/base/elidedlabel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int stateWidth = 110;

QString stateName(QueueEntry::State state)
{
    switch (state) {
    case QueueEntry::State::Waiting:
        return QueueRow::tr("Waiting");
    case QueueEntry::State::Running:
        return QueueRow::tr("Running");
    case QueueEntry::State::Retrying:
        return QueueRow::tr("Retrying soon");
    }
    return {};
}

QString describe(const QueueEntry& entry)
{
    QStringList parts;
    if (entry.number > 0)
        parts << u"#%1"_s.arg(entry.number);
    parts << (entry.prompt.isEmpty() ? QueueRow::tr("Images only") : entry.prompt) << entry.model
          << entry.backendName;
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

QueueRow::QueueRow(QWidget* parent)
    : QWidget(parent)
    , m_state(new QLabel(this))
    , m_text(new ElidedLabel({}, this))
    , m_stop(new QToolButton(this))
{
    m_state->setProperty("muted", true);
    m_state->setMinimumWidth(stateWidth);
    m_stop->setAutoRaise(true);
    m_stop->setFocusPolicy(Qt::StrongFocus);
    m_stop->setMinimumSize(spacing::target, spacing::target);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(spacing::betweenControls);
    row->addWidget(m_state);
    row->addWidget(m_text, 1);
    row->addWidget(m_stop);
    connect(m_stop, &QToolButton::clicked, this, [this] { emit stopRequested(m_entry.id); });
    drawIcon();
}

void QueueRow::setEntry(const QueueEntry& entry)
{
    m_entry = entry;
    m_state->setText(stateName(entry.state));
    const QString text = describe(entry);
    m_text->setText(text);
    const bool isWaiting = entry.state == QueueEntry::State::Waiting;
    m_stop->setToolTip(isWaiting ? tr("Remove from the queue") : tr("Stop, and keep what arrived"));
    m_stop->setAccessibleName(isWaiting ? tr("Remove “%1” from the queue").arg(text)
                                        : tr("Stop “%1”").arg(text));
}

void QueueRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_stop)
        drawIcon();
}

void QueueRow::drawIcon()
{
    m_stop->setIcon(themedIcon(u"stop"_s, palette(), Role::Ink));
}

} // namespace safelight
