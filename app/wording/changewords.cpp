#include "app/wording/changewords.h"

#include "app/prompt/prompt.h"
#include "app/request/carriedpieces.h"
#include "app/wording/advicewords.h"
#include "app/wording/carriedwords.h"
#include "app/wording/context.h"
#include "app/wording/words.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

QString valueText(const std::optional<int>& value)
{
    return value ? number(*value) : QString();
}

QString valueText(const std::optional<double>& value)
{
    return value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString();
}

QString valueText(const std::optional<QString>& value)
{
    return value.value_or(QString());
}

QString valueText(const std::optional<bool>& value)
{
    return !value ? QString() : *value ? Wording::tr("yes") : Wording::tr("no");
}

QString valueText(const QStringList& value)
{
    QStringList parts;
    for (const QString& part : value)
        parts << (part.contains(u',') ? u"“"_s + part + u"”"_s : part);
    return parts.join(u", "_s);
}

template<typename Value>
bool isSent(const std::optional<Value>& value)
{
    return value.has_value();
}

bool isSent(const QStringList& value)
{
    return !value.isEmpty();
}

template<typename Value>
SettingValue inWords(const QString& name, const Value& value)
{
    return {name, isSent(value) ? valueText(value) : Wording::tr("not sent"), isSent(value)};
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
    const auto old = settingValues(before);
    const auto now = settingValues(after);
    for (qsizetype i = 0; i < now.size(); ++i) {
        if (now.at(i) != old.at(i))
            changes
                << Wording::tr("%1: %2 instead of %3").arg(now.at(i).name, now.at(i).value, old.at(i).value);
    }
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

void addCarried(QStringList& changes, const Prompt& before, const Prompt& after)
{
    const auto old = carriedPieces(before);
    const auto now = carriedPieces(after);
    for (const auto& piece : old) {
        if (std::ranges::find(now, piece.path, &CarriedPiece::path) == now.cend())
            changes << Wording::tr("No longer sent: %1").arg(carriedPiece(piece));
    }
    for (const auto& piece : now) {
        const auto same = std::ranges::find(old, piece.path, &CarriedPiece::path);
        if (same == old.cend())
            changes << Wording::tr("Also sent: %1").arg(carriedPiece(piece));
        else if (!(*same == piece))
            changes << Wording::tr("Changed: %1").arg(carriedPiece(piece));
    }
}

} // namespace

QList<SettingValue> settingValues(const GenerationSettings& settings)
{
    return {
        inWords(Wording::tr("Temperature"), settings.temperature),
        inWords(Wording::tr("Top P"), settings.topP),
        inWords(Wording::tr("Top K"), settings.topK),
        inWords(Wording::tr("Candidates"), settings.candidateCount),
        inWords(Wording::tr("Output limit in tokens"), settings.maxOutputTokens),
        inWords(Wording::tr("Seed"), settings.seed),
        inWords(Wording::tr("Stop sequences"), settings.stopSequences),
        inWords(Wording::tr("Answer as"), settings.responseModalities),
        inWords(Wording::tr("Aspect ratio"), settings.aspectRatio),
        inWords(Wording::tr("Image size"), settings.imageSize),
        inWords(Wording::tr("Thinking level"), settings.thinkingLevel),
        inWords(Wording::tr("Thinking budget in tokens"), settings.thinkingBudget),
        inWords(Wording::tr("Thoughts in the answer"), settings.includeThoughts),
    };
}

QStringList promptChanges(const Prompt& before, const Prompt& after)
{
    QStringList changes;
    addThresholds(changes, before.safety, after.safety);
    if (before.model != after.model)
        changes << Wording::tr("Model: %1 instead of %2").arg(after.model, before.model);
    addGeneration(changes, before.generation, after.generation);
    addCarried(changes, before, after);
    addImages(changes, before.images, after.images);
    return changes;
}

} // namespace safelight::wording
