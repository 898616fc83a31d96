#include "app/report/reportbuilder.h"

#include "app/base/secret.h"
#include "app/report/comparisoncontent.h"
#include "app/report/passrate.h"
#include "app/wording/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// What stands in memory no longer than its attempt is added.
void dropBytes(Attempt& attempt)
{
    attempt.requestBody.clear();
    attempt.rawAnswer.clear();
    attempt.requestHeaders.clear();
    attempt.responseHeaders.clear();
    for (ReferenceImage& image : attempt.prompt.images)
        image.bytes.clear();
    for (Candidate& candidate : attempt.response.candidates) {
        for (Part& part : candidate.parts) {
            // Something must be left, or it would no longer count as delivered.
            if (!part.data.isEmpty())
                part.data = "-";
        }
    }
}

void countCharacters(ReportAttempt& row)
{
    row.promptCharacters = row.attempt.prompt.text.size();
    for (const Candidate& candidate : row.attempt.response.candidates)
        row.answerCharacters += candidate.text().size();
}

// After what is hidden was taken out, so that only the service's words lose something and ours do not.
void say(ReportAttempt& row)
{
    const Attempt& attempt = row.attempt;
    if (attempt.state == AttemptState::Sending)
        return;
    const Verdict& verdict = attempt.verdict;
    row.headline = wording::verdictTitle(verdict, attempt.response);
    row.explanation = wording::verdictExplanation(verdict, attempt.response);
    row.summary = wording::summary(verdict, attempt.response);
    if (verdict.outcome != Outcome::Delivered)
        row.retry = wording::retry(verdict.retry);
    row.noRatings = wording::noRatings(verdict, attempt.response,
                                       isRequestKnown(attempt) ? &attempt.prompt.safety : nullptr);
}

} // namespace

QString reportTime(const QDateTime& utc)
{
    return utc.isValid() ? utc.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) : QString();
}

ReportBuilder::ReportBuilder(const ReportOptions& options, Facts facts, PictureSpool& spool)
    : m_options(options)
    , m_facts(std::move(facts))
    , m_spool(spool)
    , m_redactor(options.redactions)
{ }

Result<int> ReportBuilder::spoolPicture(const QByteArray& bytes)
{
    if (m_options.hides(Redaction::Images))
        return -1;
    return m_spool.addPicture(bytes);
}

Result<Done> ReportBuilder::addReferences(ReportAttempt& row)
{
    if (!m_options.has(ReportSection::Request))
        return Done();
    for (const ReferenceImage& image : row.attempt.prompt.images) {
        const auto place = spoolPicture(image.bytes);
        if (!place)
            return place.error();
        ReportPicture picture;
        picture.place = *place;
        picture.mimeType = image.mimeType;
        picture.size = image.pixelSize;
        picture.bytes = image.bytes.size();
        row.references << picture; // names and hash: after they were redacted
    }
    return Done();
}

Result<Done> ReportBuilder::addPictures(ReportAttempt& row)
{
    if (!m_options.has(ReportSection::Answer))
        return Done();
    const auto& candidates = row.attempt.response.candidates;
    for (int i = 0; i < int(candidates.size()); ++i) {
        const qsizetype first = row.pictures.size();
        for (const Part& part : candidates.at(i).parts) {
            if (!part.isImage() || part.data.isEmpty())
                continue;
            const auto place = spoolPicture(part.data);
            if (!place)
                return place.error();
            ReportPicture picture;
            picture.place = *place;
            picture.mimeType = part.mimeType;
            picture.bytes = part.data.size();
            picture.candidate = i;
            picture.draft = true;
            row.pictures << picture;
        }
        if (row.pictures.size() > first)
            row.pictures.last().draft = false;
    }
    return Done();
}

Result<Done> ReportBuilder::addRaw(ReportAttempt& row)
{
    const bool whole = m_options.rawAnswers && m_options.redactions == Redactions()
        && m_options.pictures == PictureSize::Full && m_options.has(ReportSection::Answer);
    if (!whole || row.attempt.rawAnswer.isEmpty())
        return Done();
    // It was when it was received; older files may not have been.
    const auto place = m_spool.add(redacted(row.attempt.rawAnswer));
    if (!place)
        return place.error();
    row.rawAnswer = *place;
    return Done();
}

void ReportBuilder::keepForComparison(const Attempt& attempt)
{
    if (!m_options.has(ReportSection::Comparisons))
        return;
    const auto isAsked = [&attempt](const ReportOptions::Compared& compared) {
        return compared.ids.contains(attempt.id);
    };
    if (std::ranges::any_of(m_options.comparisons, isAsked))
        m_compared.insert(attempt.id, attempt);
}

Result<Done> ReportBuilder::add(Attempt attempt)
{
    m_redactor.learn(attempt);
    count(attempt);
    keepForComparison(attempt);
    ReportAttempt row;
    row.attempt = std::move(attempt);
    countCharacters(row);
    for (const auto& part :
         {&ReportBuilder::addReferences, &ReportBuilder::addPictures, &ReportBuilder::addRaw}) {
        if (const auto added = (this->*part)(row); !added)
            return added.error();
    }
    dropBytes(row.attempt);
    m_attempts << row;
    return Done();
}

void ReportBuilder::redactRow(ReportAttempt& row) const
{
    m_redactor.redact(row.attempt);
    say(row);
    for (qsizetype i = 0; i < row.references.size(); ++i) {
        const ReferenceImage& image = row.attempt.prompt.images.at(i);
        ReportPicture& picture = row.references[i];
        picture.fileName = image.fileName;
        picture.caption = image.caption;
        picture.sha256 = image.sha256;
        picture.mimeType = m_redactor.text(picture.mimeType);
    }
    for (ReportPicture& picture : row.pictures)
        picture.mimeType = m_redactor.text(picture.mimeType);
}

QList<ReportComparison> ReportBuilder::comparisons() const
{
    QList<ReportComparison> result;
    for (const auto& asked : m_options.comparisons) {
        QList<Attempt> attempts;
        int baseline = 0;
        for (const qint64 id : asked.ids) {
            if (!m_compared.contains(id))
                continue;
            if (id == asked.baseline)
                baseline = int(attempts.size());
            attempts << m_compared.value(id);
        }
        if (attempts.size() >= 2 && attempts.size() <= 4)
            result << reportComparison(compare(attempts, baseline), m_redactor);
    }
    return result;
}

Report ReportBuilder::build()
{
    QHash<qint64, int> numbers;
    for (const ReportAttempt& row : m_attempts)
        numbers.insert(row.attempt.id, row.attempt.number);
    Report report;
    report.comparisons = comparisons();
    m_compared.clear();
    for (ReportAttempt& row : m_attempts) {
        if (row.attempt.parent != 0)
            row.cameFrom = numbers.value(row.attempt.parent, 0);
        redactRow(row);
    }
    closeSummary();
    redactSummary();
    report.programVersion = m_facts.programVersion;
    report.created = m_facts.now;
    if (!m_options.hides(Redaction::Comments))
        report.session = m_redactor.text(m_facts.session);
    report.options = m_options;
    report.summary = m_summary;
    report.attempts = std::move(m_attempts);
    return report;
}

} // namespace safelight
