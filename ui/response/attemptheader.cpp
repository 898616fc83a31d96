#include "ui/response/attemptheader.h"
#include "app/session/attempt.h"
#include "app/wording/advicewords.h"
#include "app/wording/words.h"
#include "ui/base/badge.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/tinted.h"
#include "ui/view/tone.h"

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString models(const Attempt& attempt)
{
    const QString& asked = attempt.prompt.model;
    const QString& answered = attempt.response.modelVersion;
    if (asked.isEmpty())
        return answered;
    if (answered.isEmpty() || answered == asked)
        return asked;
    return AttemptHeader::tr("%1 (answered by %2)").arg(asked, answered);
}

QString titleOf(const Attempt& attempt)
{
    return attempt.number > 0 ? AttemptHeader::tr("Attempt %1").arg(attempt.number)
                              : AttemptHeader::tr("Decoded answer");
}

// What led to the attempt, and when that was.
QString beforeTime(const Attempt& attempt)
{
    QStringList parts;
    QStringList applied;
    for (const QString& id : attempt.remedies)
        applied << wording::remedyTitle(id);
    if (!applied.isEmpty())
        parts << AttemptHeader::tr("after: %1").arg(applied.join(u", "_s));
    if (attempt.sentAt.isValid())
        parts << wording::timeOfDay(attempt.sentAt);
    return parts.join(u" · "_s);
}

// "Try 1: 14:02:11 · HTTP 503 · 82 bytes · Overloaded"; none where the first try was the only one.
QStringList tryLines(const Attempt& attempt)
{
    QStringList lines;
    if (attempt.tryLog.size() < 2)
        return lines;
    for (const Try& line : attempt.tryLog) {
        QStringList parts {wording::timeOfDay(line.at)};
        if (line.waited > 0)
            parts << AttemptHeader::tr("after waiting %1").arg(wording::duration(line.waited));
        parts << (line.httpCode == 0 ? AttemptHeader::tr("no response")
                                     : AttemptHeader::tr("HTTP %1").arg(line.httpCode))
              << wording::bytes(line.bytes) << line.failure;
        parts.removeAll(QString());
        lines << AttemptHeader::tr("Try %1: %2").arg(lines.size() + 1).arg(parts.join(u" · "_s));
    }
    return lines;
}

QString afterTime(const Attempt& attempt)
{
    QStringList parts;
    if (attempt.importedFrom)
        parts << AttemptHeader::tr("decoded from %1").arg(*attempt.importedFrom);
    parts << models(attempt);
    if (attempt.tries > 1)
        parts << AttemptHeader::tr("%n tries", nullptr, attempt.tries);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

AttemptHeader::AttemptHeader(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_details(new ElidedLabel({}, this))
    , m_simulated(new Badge(this))
    , m_verdict(new Badge(this))
    , m_restore(new IconButton(u"pencil"_s, tr("Edit this prompt again"), this))
{
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setProperty("muted", true);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    layOutParts();
    m_tick.setInterval(200);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_seconds = m_already + double(m_since.elapsed()) / 1000;
        showDetails();
        emit elapsed(m_seconds);
    });
    connect(m_restore, &QToolButton::clicked, this, &AttemptHeader::restoreRequested);
    clear();
}

void AttemptHeader::layOutParts()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::insidePane, 5, spacing::insidePane, 5);
    layout->setSpacing(spacing::betweenControls);
    layout->addWidget(m_title);
    layout->addWidget(m_details, 1);
    layout->addWidget(m_simulated);
    layout->addWidget(m_verdict);
    layout->addWidget(m_restore);
    setMinimumHeight(34);
}

void AttemptHeader::showAttempt(const Attempt& attempt)
{
    const bool sending = attempt.state == AttemptState::Sending;
    if (sending && !m_sending) {
        m_already = attempt.seconds;
        m_since.start();
        m_tick.start();
    } else if (!sending) {
        m_tick.stop();
    }
    m_sending = sending;
    m_seconds =
        sending ? std::max(attempt.seconds, m_already + double(m_since.elapsed()) / 1000) : attempt.seconds;
    m_title->setText(titleOf(attempt));
    m_before = beforeTime(attempt);
    m_after = afterTime(attempt);
    QStringList lines {attempt.sentAt.isValid()
                           ? attempt.sentAt.toLocalTime().toString(u"yyyy-MM-dd hh:mm:ss t"_s)
                           : QString()};
    lines += tryLines(attempt);
    lines.removeAll(QString());
    m_details->setToolTip(lines.join(u'\n'));
    m_details->setAccessibleDescription(m_details->toolTip());
    m_simulated->setVisible(attempt.simulated);
    m_simulated->show(tr("simulated"), Role::Warn);
    m_simulated->setVisible(attempt.simulated);
    const QString badge = sending ? tr("sending") : wording::badge(attempt.verdict);
    m_verdict->show(badge, toneOf(attempt).ink);
    m_verdict->setVisible(!badge.isEmpty());
    m_restore->setVisible(!sending && !attempt.requestBody.isEmpty());
    showDetails();
}

void AttemptHeader::showDetails()
{
    QStringList parts {m_before, m_sending || m_seconds > 0 ? wording::duration(m_seconds) : QString(),
                       m_after};
    parts.removeAll(QString());
    m_details->setText(parts.join(u" · "_s));
}

void AttemptHeader::clear()
{
    m_tick.stop();
    m_sending = false;
    m_title->clear();
    m_details->clear();
    for (QWidget* widget : std::initializer_list<QWidget*> {m_simulated, m_verdict, m_restore})
        widget->hide();
}

} // namespace safelight
