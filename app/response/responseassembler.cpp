#include "app/response/responseassembler.h"

#include <algorithm>

namespace safelight {

namespace {

    bool continues(const Part& last, const Part& next)
    {
        return last.kind == Part::Kind::Text && next.kind == Part::Kind::Text && last.thought == next.thought;
    }

    void appendPart(QList<Part>& parts, Part part)
    {
        if (!parts.isEmpty() && continues(parts.constLast(), part)) {
            auto& last = parts.last();
            last.text += part.text;
            if (!part.thoughtSignature.isEmpty())
                last.thoughtSignature = std::move(part.thoughtSignature);
            return;
        }
        parts.append(std::move(part));
    }

    void replaceIfGiven(QString& target, QString& value)
    {
        if (!value.isEmpty())
            target = std::move(value);
    }

} // namespace

void ResponseAssembler::append(Response chunk)
{
    ++m_response.chunks;
    if (m_response.shape == AnswerShape::None)
        m_response.shape = chunk.shape;
    for (auto& candidate : chunk.candidates)
        merge(std::move(candidate));
    if (chunk.promptFeedback)
        m_response.promptFeedback = std::move(chunk.promptFeedback);
    if (chunk.usage)
        m_response.usage = std::move(chunk.usage);
    if (chunk.error)
        m_response.error = std::move(chunk.error);
    replaceIfGiven(m_response.modelVersion, chunk.modelVersion);
    replaceIfGiven(m_response.responseId, chunk.responseId);
    replaceIfGiven(m_response.createTime, chunk.createTime);
    replaceIfGiven(m_response.modelStage, chunk.modelStage);
    m_response.warnings += chunk.warnings;
}

void ResponseAssembler::merge(Candidate candidate)
{
    const auto it = std::ranges::find(m_response.candidates, candidate.index, &Candidate::index);
    if (it == m_response.candidates.end()) {
        Candidate fresh = candidate;
        fresh.parts.clear();
        for (auto& part : candidate.parts)
            appendPart(fresh.parts, std::move(part));
        m_response.candidates.append(std::move(fresh));
        return;
    }
    for (auto& part : candidate.parts)
        appendPart(it->parts, std::move(part));
    if (candidate.finishReason)
        it->finishReason = candidate.finishReason;
    replaceIfGiven(it->finishMessage, candidate.finishMessage);
    if (candidate.hasRatings) {
        it->ratings = std::move(candidate.ratings);
        it->hasRatings = true;
    }
}

Response ResponseAssembler::take(AnswerEnd end)
{
    m_response.end = end;
    return std::exchange(m_response, {});
}

} // namespace safelight
