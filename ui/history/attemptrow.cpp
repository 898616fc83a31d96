#include "ui/history/attemptrow.h"

#include "app/wording/advicewords.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"
#include "ui/view/tone.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestShownComment = 300; // characters in a tool tip or a spoken row

// The translation context of what a row says.
class AttemptRow
{
    Q_DECLARE_TR_FUNCTIONS(safelight::AttemptRow)
};

QString badgeText(const AttemptSummary& row)
{
    switch (row.state) {
    case AttemptState::Sending:
        return AttemptRow::tr("SENDING…");
    case AttemptState::Cancelled:
        return AttemptRow::tr("CANCELLED");
    case AttemptState::Interrupted:
        return AttemptRow::tr("INTERRUPTED");
    case AttemptState::Failed:
        return AttemptRow::tr("FAILED");
    case AttemptState::Completed:
        break;
    }
    Verdict verdict;
    verdict.outcome = row.outcome;
    if (!row.reason.isEmpty())
        verdict.reason = row.reason;
    return wording::badge(verdict);
}

// What happened, in words.
QString outcomeText(const AttemptSummary& row)
{
    switch (row.state) {
    case AttemptState::Sending:
        return AttemptRow::tr("Being sent");
    case AttemptState::Cancelled:
        return AttemptRow::tr("Stopped by you");
    case AttemptState::Interrupted:
        return AttemptRow::tr("The program ended before the answer was complete");
    case AttemptState::Failed:
        return AttemptRow::tr("No usable answer came");
    case AttemptState::Completed:
        break;
    }
    const QString words = wording::outcome(row.outcome);
    return row.reason.isEmpty() ? words : words + u" ("_s + row.reason + u")"_s;
}

QString outcomeIcon(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Delivered:
    case Outcome::Truncated:
        return u"text"_s;
    case Outcome::PromptBlocked:
    case Outcome::Refused:
        return u"hand"_s;
    case Outcome::ResponseBlocked:
    case Outcome::Stopped:
        return u"blocked"_s;
    case Outcome::Empty:
        return u"dash"_s;
    case Outcome::Interrupted:
    case Outcome::ApiError:
        return u"warning"_s;
    case Outcome::Unreadable:
        break;
    }
    return u"document"_s;
}

QString stateIcon(const AttemptSummary& row)
{
    switch (row.state) {
    case AttemptState::Sending:
        return u"clock"_s;
    case AttemptState::Cancelled:
        return u"stop"_s;
    case AttemptState::Interrupted:
    case AttemptState::Failed:
        return u"warning"_s;
    case AttemptState::Completed:
        break;
    }
    return outcomeIcon(row.outcome);
}

QString modelLine(const AttemptSummary& row)
{
    if (row.modelVersion.isEmpty() || row.modelVersion == row.model)
        return row.model;
    return AttemptRow::tr("%1, answered by %2").arg(row.model, row.modelVersion);
}

QString tokenLine(const AttemptSummary& row)
{
    if (row.promptTokens == 0 && row.thoughtsTokens == 0 && row.outputTokens == 0)
        return AttemptRow::tr("Tokens: none reported");
    return AttemptRow::tr("Tokens: %1 in · %2 thinking · %3 out")
        .arg(wording::number(row.promptTokens), wording::number(row.thoughtsTokens),
             wording::number(row.outputTokens));
}

// "Billed: $0.134"; empty where nothing was worked out yet.
QString costLine(const AttemptSummary& row)
{
    if (!row.billing)
        return {};
    return AttemptRow::tr("%1: %2", "billing state: amount")
        .arg(wording::billingState(*row.billing), wording::moneySpan(row.costLow, row.costHigh));
}

// "Friday, 20 November 2026 14:02:11 CET"
QString fullDate(const QDateTime& utc)
{
    const QDateTime local = utc.toLocalTime();
    return QLocale().toString(local.date(), QLocale::LongFormat) + u' ' + wording::timeOfDay(utc) + u' '
        + local.timeZoneAbbreviation();
}

QString simulatedText(const AttemptSummary& row)
{
    return AttemptRow::tr("simulated by %1").arg(row.backendName);
}

QString remediesLine(const AttemptSummary& row)
{
    QStringList applied;
    for (const QString& id : row.remedies)
        applied << wording::remedyTitle(id);
    return applied.isEmpty() ? QString() : AttemptRow::tr("after: %1").arg(applied.join(u", "_s));
}

QStringList ownWords(const AttemptSummary& row)
{
    QStringList lines;
    if (row.mark > 0)
        lines << attemptrow::mark(row.mark);
    if (row.starred)
        lines << AttemptRow::tr("Starred");
    if (!row.tags.isEmpty())
        lines << AttemptRow::tr("Tags: %1").arg(row.tags.join(u", "_s));
    if (!row.comment.isEmpty())
        lines << AttemptRow::tr("Comment: %1").arg(row.comment.simplified().left(longestShownComment));
    return lines;
}

} // namespace

QString attemptrow::badge(const AttemptSummary& row)
{
    return badgeText(row);
}

Role attemptrow::tone(const AttemptSummary& row)
{
    return inkOf(gradeOf(row.state, row.outcome));
}

QString attemptrow::tileIcon(const AttemptSummary& row)
{
    return stateIcon(row);
}

QString attemptrow::outcome(const AttemptSummary& row)
{
    return outcomeText(row);
}

QString attemptrow::number(const AttemptSummary& row)
{
    return u'#' + QString::number(row.number);
}

QString attemptrow::when(const AttemptSummary& row, const QDate& today, bool dayIsSaid)
{
    const QDateTime sent = row.sentAt.toLocalTime();
    if (dayIsSaid || sent.date() == today)
        return sent.toString(u"HH:mm"_s);
    return sent.toString(sent.date().year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

// Of an imported answer the prompt is often not known. What was applied on advice tells attempts with nearly
// the same prompt apart.
QString attemptrow::line(const AttemptSummary& row)
{
    if (!row.title.isEmpty())
        return row.title;
    if (const QString applied = remediesLine(row); !applied.isEmpty())
        return applied + u" · "_s + row.promptPreview;
    return row.importedFrom && row.promptPreview.isEmpty()
        ? AttemptRow::tr("Decoded from %1").arg(*row.importedFrom)
        : row.promptPreview;
}

QString attemptrow::model(const AttemptSummary& row)
{
    return modelLine(row);
}

// A range says little in a row; the tool tip has it.
QString attemptrow::cost(const AttemptSummary& row)
{
    const bool priced = row.billing == BillingState::Billed && row.costHigh && row.costLow == row.costHigh;
    return priced ? wording::money(*row.costHigh) : QString();
}

QString attemptrow::tokens(const AttemptSummary& row)
{
    const qint64 all = row.promptTokens + row.thoughtsTokens + row.outputTokens;
    return all == 0 ? QString() : wording::number(all);
}

QString attemptrow::mark(int mark)
{
    const QStringList names {AttemptRow::tr("red"),    AttemptRow::tr("orange"), AttemptRow::tr("yellow"),
                             AttemptRow::tr("green"),  AttemptRow::tr("teal"),   AttemptRow::tr("blue"),
                             AttemptRow::tr("violet"), AttemptRow::tr("pink"),   AttemptRow::tr("grey")};
    return mark < 1 || mark > names.size()
        ? AttemptRow::tr("No mark")
        : AttemptRow::tr("Mark %1, %2", "number, colour").arg(QString::number(mark), names.at(mark - 1));
}

QString attemptrow::toolTip(const AttemptSummary& row)
{
    QStringList lines {AttemptRow::tr("Attempt %1: %2").arg(QString::number(row.number), outcomeText(row)),
                       fullDate(row.sentAt), modelLine(row), tokenLine(row)};
    if (row.seconds > 0)
        lines << AttemptRow::tr("Took %1").arg(wording::duration(row.seconds));
    lines << costLine(row);
    lines << (row.simulated ? simulatedText(row) : row.backendName);
    lines << ownWords(row);
    lines.removeAll(QString());
    // As markup, escaped: a prompt that contains tags must not become a page.
    for (QString& part : lines)
        part = part.toHtmlEscaped();
    QString text = line(row).toHtmlEscaped();
    if (!row.title.isEmpty() && !row.promptPreview.isEmpty())
        text += u"<br>"_s + row.promptPreview.toHtmlEscaped();
    return u"<qt>"_s + lines.join("<br>"_L1) + u"<p>"_s + text + u"</p></qt>"_s;
}

QString attemptrow::spoken(const AttemptSummary& row)
{
    QStringList parts {
        AttemptRow::tr("Attempt %1, %2, %3")
            .arg(QString::number(row.number), outcomeText(row), wording::timeOfDay(row.sentAt))};
    if (row.simulated)
        parts << AttemptRow::tr("simulated");
    parts << ownWords(row);
    if (!row.title.isEmpty() || row.importedFrom || !row.remedies.isEmpty())
        parts << line(row);
    else if (!row.promptPreview.isEmpty())
        parts << AttemptRow::tr("prompt: %1").arg(row.promptPreview);
    return parts.join(u", "_s);
}

QString attemptrow::copied(const AttemptSummary& row)
{
    QStringList parts {number(row), row.sentAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s),
                       badge(row),  model(row),
                       cost(row),   line(row)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString attemptrow::day(const QDate& day, const QDate& today)
{
    if (day == today)
        return AttemptRow::tr("Today");
    if (day.daysTo(today) == 1)
        return AttemptRow::tr("Yesterday");
    const QLocale locale;
    return locale.toString(day,
                           day.year() == today.year() ? AttemptRow::tr("dddd, d MMMM", "date format")
                                                      : AttemptRow::tr("dddd, d MMMM yyyy", "date format"));
}

} // namespace safelight
