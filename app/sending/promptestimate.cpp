#include "app/sending/promptestimate.h"

#include "app/prompt/prompt.h"
#include "app/prompt/promptlimits.h"
#include "app/request/carriedpieces.h"

using namespace Qt::StringLiterals;

namespace safelight {

EstimateInput estimateInputOf(const Prompt& prompt)
{
    EstimateInput input;
    input.model = prompt.model;
    input.characters = characterCount(prompt.text) + characterCount(prompt.systemInstruction);
    for (const QString& text : carriedTexts(prompt))
        input.characters += characterCount(text);
    for (const ReferenceImage& image : prompt.images) {
        input.characters += characterCount(image.caption);
        input.images << image.pixelSize;
    }
    const auto& generation = prompt.generation;
    input.imageSize = generation.imageSize.value_or(QString());
    input.candidates = generation.candidateCount.value_or(1);
    if (generation.maxOutputTokens)
        input.maxOutputTokens = *generation.maxOutputTokens;
    input.textOnly =
        !generation.responseModalities.isEmpty() && !generation.responseModalities.contains(u"IMAGE"_s);
    return input;
}

qint64 inputTokensOf(const Prompt& prompt)
{
    const TokenRange input = estimateOf(estimateInputOf(prompt), {}).input;
    return input.high.value_or(input.low);
}

} // namespace safelight
