#include "ui/history/historymodel.h"

#include "app/base/clock.h"
#include "app/wording/advicewords.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString badgeText(const AttemptSummary& row)
{
    switch (row.state) {
    case AttemptState::Sending:
        return HistoryModel::tr("SENDING…");
    case AttemptState::Cancelled:
        return HistoryModel::tr("CANCELLED");
    case AttemptState::Interrupted:
        return HistoryModel::tr("INTERRUPTED");
    case AttemptState::Failed:
        return HistoryModel::tr("FAILED");
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
        return HistoryModel::tr("Being sent");
    case AttemptState::Cancelled:
        return HistoryModel::tr("Stopped by you");
    case AttemptState::Interrupted:
        return HistoryModel::tr("The program ended before the answer was complete");
    case AttemptState::Failed:
        return HistoryModel::tr("No usable answer came");
    case AttemptState::Completed:
        break;
    }
    const QString words = wording::outcome(row.outcome);
    return row.reason.isEmpty() ? words : words + u" ("_s + row.reason + u")"_s;
}

Role toneOf(const AttemptSummary& row)
{
    if (row.state == AttemptState::Sending || row.state == AttemptState::Cancelled)
        return Role::Mute;
    if (row.state == AttemptState::Interrupted)
        return Role::Warn;
    if (row.state == AttemptState::Failed)
        return Role::Bad;
    switch (row.outcome) {
    case Outcome::Delivered:
        return Role::Good;
    case Outcome::PromptBlocked:
    case Outcome::ResponseBlocked:
    case Outcome::ApiError:
    case Outcome::Unreadable:
        return Role::Bad;
    default:
        return Role::Warn;
    }
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

QString tileIcon(const AttemptSummary& row)
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
    return HistoryModel::tr("%1, answered by %2").arg(row.model, row.modelVersion);
}

QString tokenLine(const AttemptSummary& row)
{
    if (row.promptTokens == 0 && row.thoughtsTokens == 0 && row.outputTokens == 0)
        return HistoryModel::tr("Tokens: none reported");
    return HistoryModel::tr("Tokens: %1 in · %2 thinking · %3 out")
        .arg(wording::number(row.promptTokens), wording::number(row.thoughtsTokens),
             wording::number(row.outputTokens));
}

// "Billed: $0.134"; empty where nothing was worked out yet.
QString costLine(const AttemptSummary& row)
{
    if (!row.billing)
        return {};
    return HistoryModel::tr("%1: %2", "billing state: amount")
        .arg(wording::billingState(*row.billing), wording::moneySpan(row.costLow, row.costHigh));
}

// "Friday, 20 November 2026 14:02:11 CET"
QString fullDate(const QDateTime& utc)
{
    const QDateTime local = utc.toLocalTime();
    return QLocale().toString(local.date(), QLocale::LongFormat) + u' ' + wording::timeOfDay(utc) + u' '
        + local.timeZoneAbbreviation();
}

// Of an imported answer nobody knows the prompt. What was applied on advice tells attempts with nearly the
// same prompt apart.
QString preview(const AttemptSummary& row)
{
    QStringList applied;
    for (const QString& id : row.remedies)
        applied << wording::remedyTitle(id);
    if (!applied.isEmpty())
        return HistoryModel::tr("after: %1").arg(applied.join(u", "_s)) + u" · "_s + row.promptPreview;
    return row.importedFrom ? HistoryModel::tr("Decoded from %1").arg(*row.importedFrom) : row.promptPreview;
}

QString simulatedText(const AttemptSummary& row)
{
    return HistoryModel::tr("simulated by %1").arg(row.backendName);
}

} // namespace

bool hasPassed(const AttemptSummary& summary)
{
    return summary.state == AttemptState::Completed && summary.outcome == Outcome::Delivered;
}

HistoryModel::HistoryModel(const Clock& clock, QObject* parent)
    : RowModel(parent)
    , m_clock(clock)
{ }

int HistoryModel::put(const AttemptSummary& summary)
{
    int row = rowOf(summary.id);
    if (row >= 0) {
        replaceRow(row, summary);
        return row;
    }
    const auto older = std::ranges::find_if(
        rows(), [&summary](const AttemptSummary& other) { return other.number < summary.number; });
    row = static_cast<int>(older - rows().begin());
    insertRow(row, summary);
    return row;
}

void HistoryModel::setThumbnail(qint64 id, const QByteArray& png)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    AttemptSummary summary = rows().at(row);
    summary.thumbnail = png;
    replaceRow(row, std::move(summary));
}

int HistoryModel::rowOf(qint64 id) const
{
    // From the newest: that is where things change.
    const auto it = std::ranges::find(rows(), id, &AttemptSummary::id);
    return it == rows().end() ? -1 : static_cast<int>(it - rows().begin());
}

QVariant HistoryModel::cell(const AttemptSummary& row, int, int role) const
{
    switch (role) {
    case IdRole:
        return row.id;
    case BadgeRole:
        return badgeText(row);
    case ToneRole:
        return static_cast<int>(toneOf(row));
    case TitleRole:
        return title(row);
    case Qt::DisplayRole:
    case PreviewRole:
        return preview(row);
    case SimulatedRole:
        return row.simulated;
    case ThumbnailRole:
        return row.thumbnail;
    case TileIconRole:
        return tileIcon(row);
    case Qt::ToolTipRole:
        return toolTip(row);
    case LineRole:
        return QString(title(row) + u" · "_s + badgeText(row) + u" · "_s + preview(row));
    case Qt::AccessibleTextRole:
        return spoken(row);
    default:
        return {};
    }
}

QVariant HistoryModel::headerCell(int, int role) const
{
    return role == Qt::DisplayRole ? tr("Attempt") : QVariant();
}

QString HistoryModel::title(const AttemptSummary& row) const
{
    const QDateTime sent = row.sentAt.toLocalTime();
    const QDate today = m_clock.now().toLocalTime().date();
    QString when = sent.toString(u"HH:mm"_s);
    if (sent.date().year() != today.year())
        when = sent.toString(u"d MMM yyyy"_s);
    else if (sent.date() != today) // the time is in the tool tip
        when = sent.toString(u"d MMM"_s);
    // A range says little in a row; the tool tip has it.
    const bool priced = row.billing == BillingState::Billed && row.costHigh && row.costLow == row.costHigh;
    return u"#%1 · %2"_s.arg(row.number).arg(when)
        + (priced ? u" · "_s + wording::money(*row.costHigh) : QString());
}

QString HistoryModel::toolTip(const AttemptSummary& row) const
{
    QStringList lines {tr("Attempt %1: %2").arg(QString::number(row.number), outcomeText(row)),
                       fullDate(row.sentAt), modelLine(row), tokenLine(row)};
    if (row.seconds > 0)
        lines << tr("Took %1").arg(wording::duration(row.seconds));
    lines << costLine(row);
    lines << (row.simulated ? simulatedText(row) : row.backendName);
    lines.removeAll(QString());
    // As markup, escaped: a prompt that contains tags must not become a page.
    for (QString& line : lines)
        line = line.toHtmlEscaped();
    return u"<qt>"_s + lines.join("<br>"_L1) + u"<p>"_s + preview(row).toHtmlEscaped() + u"</p></qt>"_s;
}

QString HistoryModel::spoken(const AttemptSummary& row) const
{
    QString text = tr("Attempt %1, %2, %3")
                       .arg(QString::number(row.number), outcomeText(row), wording::timeOfDay(row.sentAt));
    if (row.simulated)
        text += u", "_s + tr("simulated");
    if (row.importedFrom || !row.remedies.isEmpty())
        text += u", "_s + preview(row);
    else if (!row.promptPreview.isEmpty())
        text += u", "_s + tr("prompt: %1").arg(row.promptPreview);
    return text;
}

} // namespace safelight
