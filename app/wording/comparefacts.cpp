#include "app/wording/comparewords.h"

#include "app/wording/advicewords.h"
#include "app/wording/carriedwords.h"
#include "app/wording/changewords.h"
#include "app/wording/context.h"
#include "app/wording/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// The rows of a comparison that are lists of short facts.
namespace safelight::wording {

namespace {

QString shortName(HarmCategory value)
{
    switch (value) {
    case HarmCategory::Harassment:
        return Wording::tr("Harass", "short for harassment");
    case HarmCategory::HateSpeech:
        return Wording::tr("Hate", "short for hate speech");
    case HarmCategory::SexuallyExplicit:
        return Wording::tr("Sexual", "short for sexually explicit");
    case HarmCategory::DangerousContent:
        return Wording::tr("Danger", "short for dangerous content");
    default:
        return category(value);
    }
}

QString shortThreshold(std::optional<BlockThreshold> threshold)
{
    if (!threshold)
        return Wording::tr("not sent");
    switch (*threshold) {
    case BlockThreshold::Off:
        return Wording::tr("off");
    case BlockThreshold::None:
        return Wording::tr("none");
    case BlockThreshold::OnlyHigh:
        return Wording::tr("High", "a threshold, short");
    case BlockThreshold::MediumAndAbove:
        return Wording::tr("Med+", "a threshold, short");
    case BlockThreshold::LowAndAbove:
        return Wording::tr("Low+", "a threshold, short");
    }
    return {};
}

QList<ComparedFact> thresholds(const ComparedColumn& base, const ComparedColumn& column)
{
    QList<ComparedFact> facts;
    for (const auto harm : adjustableCategories) {
        const auto before = base.attempt.prompt.safety.threshold(harm);
        const auto after = column.attempt.prompt.safety.threshold(harm);
        const bool differs = base.requestKnown && before != after;
        facts.append({shortName(harm) + u' ' + shortThreshold(after),
                      differs ? thresholdChange({harm, before, after, {}})
                              : category(harm) + u": "_s + threshold(after),
                      differs});
    }
    return facts;
}

QList<ComparedFact> settings(const ComparedColumn& base, const ComparedColumn& column)
{
    const auto before = settingValues(base.attempt.prompt.generation);
    const auto after = settingValues(column.attempt.prompt.generation);
    QList<ComparedFact> facts;
    for (qsizetype i = 0; i < after.size(); ++i) {
        const auto& [name, value, isSent] = after.at(i);
        const bool differs = base.requestKnown && before.at(i) != after.at(i);
        if (isSent || differs)
            facts.append({name + u' ' + value,
                          differs ? Wording::tr("%1: %2 instead of %3").arg(name, value, before.at(i).value)
                                  : name + u": "_s + value,
                          differs});
    }
    const bool streamDiffers = base.requestKnown && base.attempt.stream != column.attempt.stream;
    if (streamDiffers)
        facts.append({column.attempt.stream ? Wording::tr("streamed") : Wording::tr("not streamed"),
                      column.attempt.stream ? Wording::tr("Streamed instead of in one piece")
                                            : Wording::tr("In one piece instead of streamed"),
                      true});
    return facts;
}

QString changeWords(const ComparedReference& reference)
{
    using Change = ComparedReference::Change;
    switch (reference.change) {
    case Change::Same:
        return Wording::tr("same");
    case Change::Moved:
        return Wording::tr("same, moved from place %1").arg(reference.placeBefore + 1);
    case Change::SamePixels:
        return Wording::tr("re-encoded: other bytes, same pixels");
    case Change::LooksAlike:
        return Wording::tr("probably re-encoded: other bytes, much the same picture");
    case Change::Added:
        return Wording::tr("added");
    case Change::Removed:
        return Wording::tr("removed");
    }
    return {};
}

QString shortChange(const ComparedReference& reference)
{
    using Change = ComparedReference::Change;
    switch (reference.change) {
    case Change::Moved:
        return Wording::tr("moved");
    case Change::SamePixels:
        return Wording::tr("re-encoded");
    case Change::LooksAlike:
        return Wording::tr("probably re-encoded");
    default:
        return changeWords(reference);
    }
}

QList<ComparedFact> references(const ComparedColumn& column, bool isBaseline)
{
    QList<ComparedFact> facts;
    for (const auto& reference : column.references) {
        const auto& image = reference.image;
        QString name = image.fileName.isEmpty() ? Wording::tr("a picture without a name") : image.fileName;
        if (reference.place >= 0)
            name.prepend(u"%1 "_s.arg(reference.place + 1));
        ComparedFact fact {name, name, reference.change != ComparedReference::Change::Same};
        if (!isBaseline) {
            fact.text += u" · "_s + shortChange(reference);
            fact.meaning += u": "_s + changeWords(reference);
        }
        if (reference.captionChanged) {
            fact.text += u" · "_s + Wording::tr("other caption");
            fact.meaning += u", "_s + Wording::tr("with another caption");
            fact.isDifferent = true;
        }
        if (!image.pixelSize.isEmpty())
            fact.meaning += u" (%1 × %2, "_s.arg(image.pixelSize.width()).arg(image.pixelSize.height())
                + bytes(image.bytes.size()) + u')';
        facts.append(fact);
    }
    return facts;
}

// One for each piece here, and one for each that only the baseline has.
QList<ComparedFact> carried(const ComparedColumn& base, const ComparedColumn& column)
{
    QList<ComparedFact> facts;
    for (const auto& piece : column.carried) {
        const bool differs = base.requestKnown && !base.carried.contains(piece);
        const bool isNew =
            std::ranges::find(base.carried, piece.path, &CarriedPiece::path) == base.carried.cend();
        const QString name = carriedPiece(piece);
        facts.append({name,
                      !differs    ? name
                          : isNew ? Wording::tr("Added: %1").arg(name)
                                  : Wording::tr("Changed: %1").arg(name),
                      differs});
    }
    for (const auto& piece : base.carried) {
        if (column.requestKnown
            && std::ranges::find(column.carried, piece.path, &CarriedPiece::path) == column.carried.cend())
            facts.append({Wording::tr("without %1").arg(carriedPiece(piece)),
                          Wording::tr("Removed: %1").arg(carriedPiece(piece)), true});
    }
    return facts;
}

QString ratingWords(const std::optional<SafetyRating>& rating)
{
    if (!rating)
        return Wording::tr("no rating");
    QString words = rating->probability ? probability(*rating->probability) : Wording::tr("not given");
    if (rating->probabilityScore)
        words += u" %1"_s.arg(*rating->probabilityScore, 0, 'g', 3);
    if (rating->severity)
        words += u", "_s + Wording::tr("severity %1").arg(severity(*rating->severity).toLower());
    if (rating->blocked == true)
        words += u", "_s + Wording::tr("blocked");
    return words;
}

QList<ComparedFact> ratings(const Comparison& comparison, int column)
{
    const auto& along = comparison.columns.at(column).ratings;
    const auto& base = comparison.columns.at(comparison.baseline).ratings;
    const bool named = comparison.rated.isEmpty()
        || comparison.rated.constFirst().candidate != comparison.rated.constLast().candidate;
    QList<ComparedFact> facts;
    for (qsizetype i = 0; i < along.size(); ++i) {
        const auto& rated = comparison.rated.at(i);
        const bool differs = along.at(i) != base.at(i);
        if (!along.at(i) && !differs)
            continue;
        const QString of = named ? ratedOf(comparison, rated.candidate) + u": "_s : QString();
        const QString full = of + (rated.category ? category(*rated.category) : Wording::tr("not named"));
        const QString words = ratingWords(along.at(i));
        facts.append({of + shortCategory(rated) + u' ' + words,
                      differs ? Wording::tr("%1: %2 instead of %3").arg(full, words, ratingWords(base.at(i)))
                              : full + u": "_s + words,
                      differs});
    }
    // Nothing here, whatever the others have: no list of what is missing.
    const bool none = std::ranges::none_of(along, [](const auto& rating) { return rating.has_value(); });
    return none ? QList<ComparedFact>() : facts;
}

} // namespace

QList<ComparedFact> comparedFacts(const Comparison& comparison, ComparedRow row, int column)
{
    const ComparedColumn& base = comparison.columns.at(comparison.baseline);
    const ComparedColumn& shown = comparison.columns.at(column);
    if (row == ComparedRow::Ratings)
        return ratings(comparison, column);
    if (!shown.requestKnown)
        return {};
    switch (row) {
    case ComparedRow::Thresholds:
        return thresholds(base, shown);
    case ComparedRow::Settings:
        return settings(base, shown);
    case ComparedRow::Carried:
        return carried(base, shown);
    case ComparedRow::References:
        return references(shown, column == comparison.baseline || !base.requestKnown);
    default:
        return {};
    }
}

QString shortCategory(const RatedCategory& rated)
{
    if (!rated.category)
        return Wording::tr("not named");
    return rated.category->isKnown() ? shortName(*rated.category->value()) : rated.category->text();
}

QString ratedOf(const Comparison& comparison, int candidate)
{
    if (candidate < 0)
        return Wording::tr("Prompt");
    const bool several =
        std::ranges::any_of(comparison.rated, [](const RatedCategory& rated) { return rated.candidate > 0; });
    return several ? Wording::tr("Candidate %1").arg(candidate + 1) : Wording::tr("Answer");
}

} // namespace safelight::wording
