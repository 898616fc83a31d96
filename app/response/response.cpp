#include "app/response/response.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString joined(const QList<Part>& parts, bool thoughts)
{
    QString text;
    for (const auto& part : parts) {
        if (part.kind == Part::Kind::Text && part.thought == thoughts)
            text += part.text;
    }
    return text;
}

} // namespace

QString Candidate::text() const
{
    return joined(parts, false);
}

QString Candidate::thoughtText() const
{
    return joined(parts, true);
}

QList<Part> Candidate::images() const
{
    QList<Part> images;
    std::ranges::copy_if(parts, std::back_inserter(images), [](const Part& part) {
        return part.isImage() && !part.data.isEmpty() && !part.thought;
    });
    return images;
}

bool Candidate::hasContent() const
{
    return std::ranges::any_of(parts, [](const Part& part) {
        if (part.thought)
            return false;
        return part.kind == Part::Kind::Text ? !QStringView(part.text).trimmed().isEmpty()
                                             : part.kind != Part::Kind::InlineData || !part.data.isEmpty();
    });
}

bool isLastingLimit(const ServiceError& error)
{
    return error.quotaId.contains("PerDay"_L1) || error.quotaValue == "0"_L1;
}

const Candidate* decisiveCandidate(const Response& response)
{
    const auto it = std::ranges::min_element(response.candidates, {}, &Candidate::index);
    return it == response.candidates.end() ? nullptr : &*it;
}

QString formOf(const Response& response)
{
    if (!response.form.isEmpty() || response.end == AnswerEnd::Unreadable)
        return response.form;
    switch (response.shape) {
    case AnswerShape::Object:
        return u"gemini.response"_s;
    case AnswerShape::Array:
    case AnswerShape::EventStream:
        return u"gemini.stream"_s;
    case AnswerShape::ErrorBody:
        return u"gemini.error"_s;
    case AnswerShape::HtmlPage:
        return u"web.page"_s;
    case AnswerShape::Predictions:
        return u"vertex.prediction"_s;
    case AnswerShape::None:
        break;
    }
    return {};
}

bool isFinished(const Response& response)
{
    const auto& feedback = response.promptFeedback;
    if (feedback && (feedback->blockReason || !feedback->blockReasonMessage.isEmpty()))
        return true;
    return !response.candidates.isEmpty() && response.candidates.constFirst().finishReason;
}

} // namespace safelight
