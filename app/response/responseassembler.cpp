#include "app/response/responseassembler.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace safelight {

namespace {

bool continues(const Part& last, const Part& next)
{
    return last.kind == Part::Kind::Text && next.kind == Part::Kind::Text && last.thought == next.thought;
}

void appendPart(QList<Part>& parts, Part& part)
{
    if (parts.isEmpty() || !continues(parts.constLast(), part)) {
        parts.append(std::move(part));
        return;
    }
    auto& last = parts.last();
    last.text += part.text;
    if (!part.thoughtSignature.isEmpty())
        last.thoughtSignature = std::move(part.thoughtSignature);
}

void replaceIfGiven(QString& target, QString& value)
{
    if (!value.isEmpty())
        target = std::move(value);
}

// "Unspecified" says nothing, so it takes nothing back.
template<typename E>
void replaceIfGiven(std::optional<Known<E>>& target, std::optional<Known<E>>& value)
{
    if (value && (!target || *value != E::Unspecified))
        target = std::move(value);
}

void replaceRatings(QList<SafetyRating>& target, bool& hasRatings, QList<SafetyRating>& ratings)
{
    target = std::move(ratings);
    hasRatings = true;
}

} // namespace

void ResponseAssembler::append(Response&& chunk)
{
    ++m_response.chunks;
    if (m_response.shape == AnswerShape::None)
        m_response.shape = chunk.shape;
    for (auto& candidate : chunk.candidates)
        merge(candidate);
    if (chunk.promptFeedback)
        merge(*chunk.promptFeedback);
    static const TokenUsage noUsage;
    if (chunk.usage && *chunk.usage != noUsage)
        m_response.usage = std::move(chunk.usage);
    if (chunk.error)
        m_response.error = std::move(chunk.error);
    replaceIfGiven(m_response.modelVersion, chunk.modelVersion);
    replaceIfGiven(m_response.responseId, chunk.responseId);
    replaceIfGiven(m_response.createTime, chunk.createTime);
    replaceIfGiven(m_response.modelStage, chunk.modelStage);
    replaceIfGiven(m_response.form, chunk.form);
    replaceIfGiven(m_response.through, chunk.through);
    for (const auto& warning : std::as_const(chunk.warnings))
        m_warnings.add(m_response.warnings, warning);
}

void ResponseAssembler::merge(Candidate& candidate)
{
    auto& candidates = m_response.candidates;
    auto it = std::ranges::lower_bound(candidates, candidate.index, {}, &Candidate::index);
    if (it == candidates.end() || it->index != candidate.index) {
        if (candidates.size() >= candidateLimit) {
            m_warnings.add(
                m_response.warnings,
                QCoreApplication::translate("AnswerDecoder", "more than %1 candidates; the rest is left out")
                    .arg(candidateLimit));
            return;
        }
        it = candidates.emplace(it);
        it->index = candidate.index;
    }
    for (auto& part : candidate.parts)
        appendPart(it->parts, part);
    replaceIfGiven(it->finishReason, candidate.finishReason);
    replaceIfGiven(it->finishMessage, candidate.finishMessage);
    if (candidate.hasRatings)
        replaceRatings(it->ratings, it->hasRatings, candidate.ratings);
}

// Only the first chunk carries it (gemini-api.md §4); an empty one later takes nothing back.
void ResponseAssembler::merge(PromptFeedback& feedback)
{
    if (!m_response.promptFeedback)
        m_response.promptFeedback.emplace();
    auto& target = *m_response.promptFeedback;
    replaceIfGiven(target.blockReason, feedback.blockReason);
    replaceIfGiven(target.blockReasonMessage, feedback.blockReasonMessage);
    if (feedback.hasRatings)
        replaceRatings(target.ratings, target.hasRatings, feedback.ratings);
}

Response ResponseAssembler::take(AnswerEnd end)
{
    m_response.end = end;
    m_warnings = {};
    return std::exchange(m_response, {});
}

} // namespace safelight
