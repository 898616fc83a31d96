#include "app/wording/changewords.h"

#include "app/prompt/prompt.h"
#include "app/wording/advicewords.h"
#include "app/wording/context.h"
#include "app/wording/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

QString notSent()
{
    return Wording::tr("not sent");
}

QString valueText(const std::optional<int>& value)
{
    return value ? number(*value) : notSent();
}

QString valueText(const std::optional<double>& value)
{
    return value ? QString::number(*value) : notSent();
}

QString valueText(const std::optional<QString>& value)
{
    return value.value_or(notSent());
}

QString valueText(const std::optional<bool>& value)
{
    return !value ? notSent() : *value ? Wording::tr("yes") : Wording::tr("no");
}

QString valueText(const QStringList& value)
{
    return value.isEmpty() ? notSent() : value.join(u", "_s);
}

template<typename Value>
void add(QStringList& changes, const QString& name, const Value& before, const Value& after)
{
    if (before != after)
        changes << Wording::tr("%1: %2 instead of %3").arg(name, valueText(after), valueText(before));
}

void addThresholds(QStringList& changes, const SafetySettings& before, const SafetySettings& after)
{
    for (const auto harm : adjustableCategories) {
        if (before.threshold(harm) != after.threshold(harm))
            changes << thresholdChange({harm, before.threshold(harm), after.threshold(harm), {}});
    }
}

void addGeneration(QStringList& changes, const GenerationSettings& before, const GenerationSettings& after)
{
    add(changes, Wording::tr("Temperature"), before.temperature, after.temperature);
    add(changes, Wording::tr("Top P"), before.topP, after.topP);
    add(changes, Wording::tr("Top K"), before.topK, after.topK);
    add(changes, Wording::tr("Candidates"), before.candidateCount, after.candidateCount);
    add(changes, Wording::tr("Output limit in tokens"), before.maxOutputTokens, after.maxOutputTokens);
    add(changes, Wording::tr("Seed"), before.seed, after.seed);
    add(changes, Wording::tr("Stop sequences"), before.stopSequences, after.stopSequences);
    add(changes, Wording::tr("Answer as"), before.responseModalities, after.responseModalities);
    add(changes, Wording::tr("Aspect ratio"), before.aspectRatio, after.aspectRatio);
    add(changes, Wording::tr("Image size"), before.imageSize, after.imageSize);
    add(changes, Wording::tr("Thinking level"), before.thinkingLevel, after.thinkingLevel);
    add(changes, Wording::tr("Thinking budget in tokens"), before.thinkingBudget, after.thinkingBudget);
    add(changes, Wording::tr("Thoughts in the answer"), before.includeThoughts, after.includeThoughts);
}

QString nameOf(const ReferenceImage& image)
{
    return image.fileName.isEmpty() ? Wording::tr("a picture without a name") : image.fileName;
}

void addImages(QStringList& changes, const QList<ReferenceImage>& before, const QList<ReferenceImage>& after)
{
    const auto missing = [&changes](const QList<ReferenceImage>& from, const QList<ReferenceImage>& in,
                                    const QString& sentence) {
        for (const auto& image : from) {
            if (std::ranges::find(in, image.sha256, &ReferenceImage::sha256) == in.end())
                changes << sentence.arg(nameOf(image));
        }
    };
    missing(before, after, Wording::tr("Left out: %1"));
    missing(after, before, Wording::tr("Added: %1"));
}

} // namespace

QStringList promptChanges(const Prompt& before, const Prompt& after)
{
    QStringList changes;
    addThresholds(changes, before.safety, after.safety);
    if (before.model != after.model)
        changes << Wording::tr("Model: %1 instead of %2").arg(after.model, before.model);
    addGeneration(changes, before.generation, after.generation);
    addImages(changes, before.images, after.images);
    return changes;
}

} // namespace safelight::wording
