#include "app/reportfile/reportwriters.h"

#include "app/base/visibletext.h"
#include "app/report/picturespool.h"
#include "app/wording/reportwords.h"
#include "app/wording/words.h"

#include <QIODevice>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestCell = 32000; // spreadsheets take 32,767 characters

// What a spreadsheet takes for a formula when it stands at the start, whatever quotes are around it (OWASP,
// "CSV Injection"). Programs skip spaces and marks that show nothing before it, and fold the wide forms.
bool looksLikeFormula(const QString& text)
{
    const auto isSkipped = [](QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
    };
    const auto first = std::ranges::find_if_not(text, isSkipped);
    const bool isFormula = first != text.end() && u"=+-@\uff1d\uff0b\uff0d\uff20"_s.contains(*first);
    return isFormula || (!text.isEmpty() && u"\t\r\n"_s.contains(text.at(0)));
}

QString cell(const QString& text)
{
    const bool harmful = looksLikeFormula(text);
    QString clean = visibleText(text);
    if (clean.size() > longestCell)
        clean = clean.left(longestCell) + u" \u2026"_s;
    clean.replace(u'"', u"\"\""_s);
    return u'"' + (harmful ? u"'"_s : QString()) + clean + u'"';
}

QString number(qint64 value)
{
    return QString::number(value);
}

QString number(const std::optional<double>& value)
{
    return value ? QString::number(*value, 'g', 12) : QString();
}

QString number(const std::optional<qint64>& value)
{
    return value ? QString::number(*value) : QString();
}

QString yes(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

QString answerText(const Attempt& attempt)
{
    return attempt.response.candidates.isEmpty() ? QString()
                                                 : attempt.response.candidates.constFirst().text();
}

// The names are the contract of the command line (headless.md) where it has one.
QStringList names(const ReportOptions& options)
{
    QStringList all {u"number"_s,       u"sentAt"_s,          u"state"_s,          u"outcome"_s,
                     u"stage"_s,        u"reason"_s,          u"settingHelps"_s,   u"retry"_s,
                     u"summary"_s,      u"backEnd"_s,         u"simulated"_s,      u"model"_s,
                     u"modelVersion"_s, u"httpCode"_s,        u"tries"_s,          u"seconds"_s,
                     u"promptTokens"_s, u"cachedTokens"_s,    u"thoughtsTokens"_s, u"outputTokens"_s,
                     u"totalTokens"_s,  u"referenceImages"_s, u"images"_s,         u"billing"_s,
                     u"costLow"_s,      u"costHigh"_s,        u"currency"_s,       u"priceDate"_s};
    all << u"cameFrom"_s << u"remedies"_s << u"title"_s << u"mark"_s << u"starred"_s << u"tags"_s
        << u"comment"_s;
    for (const HarmCategory category : adjustableCategories)
        all << u"threshold "_s + Known<HarmCategory>::wireName(category);
    if (options.has(ReportSection::Request))
        all << u"promptCharacters"_s << u"prompt"_s << u"systemInstruction"_s;
    if (options.has(ReportSection::Answer))
        all << u"answerCharacters"_s << u"answer"_s;
    return all;
}

QStringList verdictCells(const ReportAttempt& row)
{
    const Attempt& attempt = row.attempt;
    const Verdict& verdict = attempt.verdict;
    const bool open = attempt.state == AttemptState::Sending;
    const auto known = [open](const QString& text) { return open ? QString() : cell(text); };
    return {number(attempt.number),
            attempt.sentAt.toUTC().toString(Qt::ISODateWithMs),
            Known<AttemptState>::wireName(attempt.state),
            known(Known<Outcome>::wireName(verdict.outcome)),
            known(Known<Stage>::wireName(verdict.stage)),
            known(verdict.reason.value_or(QString())),
            known(Known<SettingHelps>::wireName(verdict.settingHelps)),
            known(Known<RetryAdvice>::wireName(verdict.retry)),
            known(row.summary)};
}

QStringList callCells(const ReportAttempt& row)
{
    const Attempt& attempt = row.attempt;
    const TokenUsage usage = attempt.response.usage.value_or(TokenUsage());
    return {cell(attempt.backendName),
            yes(attempt.simulated),
            cell(attempt.prompt.model),
            cell(attempt.response.modelVersion),
            attempt.httpCode > 0 ? number(attempt.httpCode) : QString(),
            number(attempt.tries),
            number(std::optional<double>(attempt.seconds)),
            number(usage.prompt),
            number(usage.cached),
            number(usage.thoughts),
            number(usage.candidates),
            number(usage.total),
            number(attempt.prompt.images.size()),
            number(summaryOf(attempt).images)};
}

QStringList moneyCells(const Attempt& attempt)
{
    if (attempt.state == AttemptState::Sending)
        return {QString(), QString(), QString(), QString(), QString()};
    const Billing& billing = attempt.billing;
    return {Known<BillingState>::wireName(billing.state), number(billing.low), number(billing.high),
            cell(billing.currency), billing.priceDate.toString(Qt::ISODate)};
}

QStringList noteCells(const ReportAttempt& row)
{
    const Attempt& attempt = row.attempt;
    return {row.cameFrom > 0 ? number(row.cameFrom) : QString(),
            cell(attempt.remedies.join(u", "_s)),
            cell(attempt.title),
            attempt.mark > 0 ? number(attempt.mark) : QString(),
            yes(attempt.starred),
            cell(attempt.tags.join(u", "_s)),
            cell(attempt.comment)};
}

QString line(const ReportAttempt& row, const ReportOptions& options)
{
    const Attempt& attempt = row.attempt;
    QStringList cells = verdictCells(row) + callCells(row) + moneyCells(attempt) + noteCells(row);
    for (const HarmCategory category : adjustableCategories) {
        const auto threshold = attempt.prompt.safety.threshold(category);
        cells << (threshold ? Known<BlockThreshold>::wireName(*threshold) : QString());
    }
    if (options.has(ReportSection::Request))
        cells << number(row.promptCharacters) << cell(attempt.prompt.text)
              << cell(attempt.prompt.systemInstruction);
    if (options.has(ReportSection::Answer))
        cells << number(row.answerCharacters) << cell(answerText(attempt));
    return cells.join(u',') + u"\r\n"_s;
}

} // namespace

Result<Done> writeCsv(const Report& report, QIODevice& device, const WritingProgress& progress)
{
    const auto put = [&device](const QByteArray& bytes) { return device.write(bytes) == bytes.size(); };
    if (!put("\xef\xbb\xbf" + names(report.options).join(u',').toUtf8() + "\r\n"))
        return cannotWrite(device);
    const int all = int(report.attempts.size());
    for (int i = 0; i < all; ++i) {
        if (!put(line(report.attempts.at(i), report.options).toUtf8()))
            return cannotWrite(device);
        if (!progress.goOn(i + 1, all))
            return Error {Error::Code::Cancelled, wording::writingStopped()};
    }
    return Done();
}

} // namespace safelight
