#include "ui/queue/retrybar.h"

#include "ui/base/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

RetryBar::RetryBar(QWidget* parent)
    : QFrame(parent)
    , m_why(new ElidedLabel({}, this))
    , m_countdown(new QLabel(this))
    , m_tryNow(new QToolButton(this))
    , m_giveUp(new QToolButton(this))
{
    m_tryNow->setText(tr("Try Now"));
    m_giveUp->setText(tr("Give Up"));
    m_giveUp->setToolTip(tr("Keep the error as the result (Esc)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::insidePane, 6, spacing::insidePane, 6);
    row->setSpacing(spacing::betweenControls);
    row->addWidget(m_why, 1);
    row->addWidget(m_countdown);
    for (auto* button : {m_tryNow, m_giveUp}) {
        button->setAccessibleName(button->text());
        button->setProperty("framed", true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(spacing::target);
        row->addWidget(button);
    }
    connect(m_tryNow, &QToolButton::clicked, this, [this] {
        if (!m_waits.isEmpty())
            emit tryNowRequested(m_waits.constFirst().attempt);
    });
    connect(m_giveUp, &QToolButton::clicked, this, [this] {
        if (!m_waits.isEmpty())
            emit giveUpRequested(m_waits.constFirst().attempt);
    });
    connect(&m_tick, &QTimer::timeout, this, &RetryBar::countDown);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    hide();
}

void RetryBar::showWait(qint64 attemptId, int number, const RetryWait& wait)
{
    endWait(attemptId);
    m_waits.append({attemptId, number, wait, QDeadlineTimer(wait.wait)});
    showFirst();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void RetryBar::endWait(qint64 attemptId)
{
    m_waits.removeIf([attemptId](const Waiting& entry) { return entry.attempt == attemptId; });
    showFirst();
}

void RetryBar::showFirst()
{
    setVisible(!m_waits.isEmpty());
    if (m_waits.isEmpty()) {
        m_tick.stop();
        return;
    }
    const auto& [attempt, number, wait, until] = m_waits.constFirst();
    QString sentence = tr("Try %1 of %2 failed: %3").arg(wait.failedTry).arg(wait.retries + 1).arg(wait.why);
    if (m_waits.size() > 1 && number > 0) // which of them the buttons are for
        sentence = tr("#%1 · %2").arg(number).arg(sentence);
    m_why->setText(sentence);
    m_why->setToolTip(sentence.toHtmlEscaped());
    setAccessibleName(sentence);
    countDown();
    m_tick.start(250ms);
}

void RetryBar::countDown()
{
    if (m_waits.isEmpty())
        return;
    const auto left = m_waits.constFirst().until.remainingTime();
    const auto seconds = static_cast<int>(std::ceil(static_cast<double>(left) / 1000));
    m_countdown->setText(tr("Next try in %1 s").arg(seconds));
    m_tryNow->setAccessibleDescription(m_countdown->text());
}

void RetryBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(palette(), Role::WarnBack));
    painter.drawRect(rect());
}

} // namespace safelight
