#include "app/diagnosis/evidence.h"

#include "app/response/response.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestValue = 200; // characters

class Collector final
{
public:
    void add(const QString& path, const QString& value)
    {
        const bool cut = value.size() > longestValue;
        m_fields.append({path, cut ? value.left(longestValue) + u"…"_s : value});
    }
    void addIfGiven(const QString& path, const QString& value)
    {
        if (!value.isEmpty())
            add(path, value);
    }
    template<typename E>
    void addReason(const QString& path, const std::optional<Known<E>>& reason)
    {
        if (reason)
            add(path, reason->text());
    }
    QList<Evidence> take() { return std::move(m_fields); }

private:
    QList<Evidence> m_fields;
};

void addRatings(Collector& fields, const QString& owner, const QList<SafetyRating>& ratings)
{
    for (qsizetype i = 0; i < ratings.size(); ++i) {
        const auto& rating = ratings.at(i);
        const QString path = owner + ".safetyRatings["_L1 + QString::number(i) + u']';
        const QString category = rating.category ? rating.category->text() : QString();
        if (rating.blocked)
            fields.add(path + ".blocked"_L1,
                       (*rating.blocked ? u"true"_s : u"false"_s)
                           + (category.isEmpty() ? QString() : QString(u" ("_s + category + u')')));
        else if (rating.probability)
            fields.add(path + ".probability"_L1,
                       rating.probability->text()
                           + (category.isEmpty() ? QString() : QString(u" ("_s + category + u')')));
    }
}

void addUsage(Collector& fields, const Response& response)
{
    if (!response.usage)
        return;
    if (response.usage->thoughts)
        fields.add(u"usageMetadata.thoughtsTokenCount"_s, QString::number(*response.usage->thoughts));
    if (response.usage->candidates)
        fields.add(u"usageMetadata.candidatesTokenCount"_s, QString::number(*response.usage->candidates));
}

void addPromptFeedback(Collector& fields, const Response& response)
{
    if (!response.promptFeedback)
        return;
    const auto& feedback = *response.promptFeedback;
    const QString owner = u"promptFeedback"_s;
    fields.addReason(owner + ".blockReason"_L1, feedback.blockReason);
    fields.addIfGiven(owner + ".blockReasonMessage"_L1, feedback.blockReasonMessage);
    addRatings(fields, owner, feedback.ratings);
}

void addError(Collector& fields, const ServiceError& error)
{
    // The names inside `details` stand at places that differ from error to error.
    fields.addIfGiven(u"error.details[].reason"_s, error.reason);
    fields.addIfGiven(u"error.details[].violations[].quotaId"_s, error.quotaId);
    fields.addIfGiven(u"error.details[].violations[].quotaValue"_s, error.quotaValue);
    if (error.retryAfterSeconds)
        fields.add(u"error.details[].retryDelay"_s, QString::number(*error.retryAfterSeconds) + u's');
    fields.addIfGiven(u"error.status"_s, error.status);
    if (error.httpCode > 0)
        fields.add(u"error.code"_s, QString::number(error.httpCode));
    fields.addIfGiven(u"error.message"_s, error.message);
}

void addCandidate(Collector& fields, const Response& response, const Candidate& candidate)
{
    const auto place = &candidate - response.candidates.constData();
    const QString owner = u"candidates["_s + QString::number(place) + u']';
    fields.addReason(owner + ".finishReason"_L1, candidate.finishReason);
    fields.addIfGiven(owner + ".finishMessage"_L1, candidate.finishMessage);
    if (!candidate.hasContent())
        fields.add(owner + ".content.parts"_L1, candidate.parts.isEmpty() ? u"none"_s : u"nothing in them"_s);
    addRatings(fields, owner, candidate.ratings);
}

// What the model said instead of drawing: the text itself is the evidence (gemini-api.md §5).
void addRefusal(Collector& fields, const Response& response, const Candidate& candidate)
{
    const auto place = QString::number(&candidate - response.candidates.constData());
    for (qsizetype i = 0; i < candidate.parts.size(); ++i) {
        const auto& part = candidate.parts.at(i);
        if (!part.thought && !part.text.trimmed().isEmpty())
            fields.add(u"candidates["_s + place + "].content.parts["_L1 + QString::number(i) + "].text"_L1,
                       part.text.trimmed());
    }
}

} // namespace

QList<Evidence> evidenceFor(const Response& response, const Candidate* decisive, const Verdict& verdict)
{
    Collector fields;
    if (response.error)
        addError(fields, *response.error);
    if (verdict.outcome == Outcome::PromptBlocked || verdict.stage == Stage::Input)
        addPromptFeedback(fields, response);
    if (verdict.outcome == Outcome::Empty && !decisive)
        fields.add(u"candidates"_s, u"none"_s);
    if (decisive && verdict.outcome != Outcome::PromptBlocked)
        addCandidate(fields, response, *decisive);
    if (decisive && verdict.outcome == Outcome::Refused)
        addRefusal(fields, response, *decisive);
    addUsage(fields, response);
    return fields.take();
}

} // namespace safelight
