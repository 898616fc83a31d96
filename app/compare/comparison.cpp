#include "app/compare/comparison.h"

#include "app/compare/comparedreferences.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Only what is compared: the bodies can be many megabytes each.
Attempt withoutBodies(Attempt attempt)
{
    attempt.requestBody.clear();
    attempt.requestHeaders.clear();
    attempt.responseHeaders.clear();
    attempt.rawAnswer.clear();
    return attempt;
}

QString candidateTitle(int index)
{
    return QCoreApplication::translate("Compare", "Candidate %1").arg(index + 1);
}

QList<DiffPiece> unchanged(const QString& text)
{
    return text.isEmpty() ? QList<DiffPiece>() : QList<DiffPiece> {{DiffPiece::Kind::Same, text}};
}

// The ratings of an attempt with what they are of.
QList<std::pair<RatedCategory, SafetyRating>> ratingsOf(const Response& response)
{
    QList<std::pair<RatedCategory, SafetyRating>> all;
    const auto add = [&all](int candidate, const QList<SafetyRating>& ratings) {
        for (const auto& rating : ratings) {
            if (!rating.isEmpty())
                all.append({{candidate, rating.category}, rating});
        }
    };
    if (response.promptFeedback)
        add(-1, response.promptFeedback->ratings);
    for (const auto& candidate : response.candidates)
        add(candidate.index, candidate.ratings);
    return all;
}

QList<RatedCategory> ratedIn(const QList<Attempt>& attempts)
{
    QList<RatedCategory> rated;
    for (const auto& attempt : attempts) {
        for (const auto& [category, rating] : ratingsOf(attempt.response)) {
            if (!rated.contains(category))
                rated.append(category);
        }
    }
    std::ranges::stable_sort(rated, {}, &RatedCategory::candidate);
    return rated;
}

QList<std::optional<SafetyRating>> ratingsAlong(const QList<RatedCategory>& rated, const Response& response)
{
    QList<std::optional<SafetyRating>> along(rated.size());
    for (const auto& [category, rating] : ratingsOf(response))
        along[rated.indexOf(category)] = rating;
    return along;
}

QList<Part> picturesOfAll(const Attempt& attempt)
{
    QList<Part> pictures;
    for (const auto& candidate : attempt.response.candidates)
        pictures += candidate.images();
    return pictures;
}

bool samePictures(const Attempt& a, const Attempt& b)
{
    return std::ranges::equal(picturesOfAll(a), picturesOfAll(b), {}, &Part::data, &Part::data);
}

bool sameStop(const Attempt& a, const Attempt& b)
{
    return a.state == b.state && a.verdict.outcome == b.verdict.outcome && a.verdict.stage == b.verdict.stage
        && a.verdict.reason == b.verdict.reason && a.verdict.settingHelps == b.verdict.settingHelps;
}

bool sameCost(const Billing& a, const Billing& b)
{
    return a.state == b.state && a.reason == b.reason && a.gap == b.gap && a.low == b.low && a.high == b.high
        && a.currency == b.currency;
}

bool sameBackEnd(const Attempt& a, const Attempt& b)
{
    return a.backendId == b.backendId && a.backendName == b.backendName && a.simulated == b.simulated
        && a.importedFrom == b.importedFrom && QUrl(a.url).host() == QUrl(b.url).host();
}

bool sameReferences(const QList<ComparedReference>& references)
{
    return std::ranges::all_of(references, [](const ComparedReference& reference) {
        return reference.change == ComparedReference::Change::Same && !reference.captionChanged;
    });
}

// Does the row differ between two columns? What is known of one and not of the other differs.
bool differs(ComparedRow row, const ComparedColumn& base, const ComparedColumn& column)
{
    const Attempt& a = base.attempt;
    const Attempt& b = column.attempt;
    const bool knowledge = base.requestKnown != column.requestKnown;
    switch (row) {
    case ComparedRow::Attempt:
        return a.id != b.id || a.number != b.number;
    case ComparedRow::StoppedAt:
        return !sameStop(a, b);
    case ComparedRow::Result:
        return !samePictures(a, b);
    case ComparedRow::Prompt:
        return knowledge || a.prompt.text != b.prompt.text;
    case ComparedRow::SystemInstruction:
        return knowledge || a.prompt.systemInstruction != b.prompt.systemInstruction;
    case ComparedRow::Thresholds:
        return knowledge || a.prompt.safety != b.prompt.safety;
    case ComparedRow::Settings:
        return knowledge || a.prompt.generation != b.prompt.generation || a.stream != b.stream;
    case ComparedRow::Carried:
        return knowledge || base.carried != column.carried;
    case ComparedRow::References:
        return knowledge || !sameReferences(column.references);
    case ComparedRow::Model:
        return a.prompt.model != b.prompt.model || a.response.modelVersion != b.response.modelVersion;
    case ComparedRow::BackEnd:
        return !sameBackEnd(a, b);
    case ComparedRow::Ratings:
        return base.ratings != column.ratings;
    case ComparedRow::AnswerText:
        return comparedAnswer(a) != comparedAnswer(b);
    case ComparedRow::Tokens:
        return a.response.usage != b.response.usage;
    case ComparedRow::Cost:
        return !sameCost(a.billing, b.billing);
    case ComparedRow::Time:
        return a.seconds != b.seconds || a.firstByteSeconds != b.firstByteSeconds || a.tries != b.tries;
    }
    return false;
}

void compareWithBase(const ComparedColumn& base, ComparedColumn& column)
{
    const Prompt& before = base.attempt.prompt;
    const Prompt& after = column.attempt.prompt;
    if (base.requestKnown && column.requestKnown) {
        column.prompt = textDiff(before.text, after.text);
        column.systemInstruction = textDiff(before.systemInstruction, after.systemInstruction);
        column.references = compareReferences(before.images, after.images);
    }
    column.answer = textDiff(comparedAnswer(base.attempt), comparedAnswer(column.attempt));
    for (const auto row : comparedRows) {
        if (differs(row, base, column))
            column.different.append(row);
    }
}

ComparedColumn columnOf(const Attempt& attempt, const QList<RatedCategory>& rated)
{
    ComparedColumn column;
    column.attempt = withoutBodies(attempt);
    column.requestKnown = isRequestKnown(attempt);
    column.prompt = unchanged(attempt.prompt.text);
    column.systemInstruction = unchanged(attempt.prompt.systemInstruction);
    column.answer = unchanged(comparedAnswer(attempt));
    for (int i = 0; i < attempt.prompt.images.size(); ++i)
        column.references.append({ComparedReference::Change::Same, attempt.prompt.images.at(i), i, i, false});
    column.carried = carriedPieces(attempt.prompt);
    column.ratings = ratingsAlong(rated, attempt.response);
    return column;
}

} // namespace

bool Comparison::isDifferent(ComparedRow row, int column) const
{
    return column >= 0 && column < columns.size() && columns.at(column).different.contains(row);
}

bool Comparison::isDifferent(ComparedRow row) const
{
    return std::ranges::any_of(
        columns, [row](const ComparedColumn& column) { return column.different.contains(row); });
}

Comparison compare(const QList<Attempt>& attempts, int baseline)
{
    Comparison comparison;
    comparison.baseline = baseline >= 0 && baseline < attempts.size() ? baseline : 0;
    comparison.rated = ratedIn(attempts);
    for (const auto& attempt : attempts)
        comparison.columns.append(columnOf(attempt, comparison.rated));
    for (int i = 0; i < comparison.columns.size(); ++i) {
        if (i != comparison.baseline)
            compareWithBase(comparison.columns.at(comparison.baseline), comparison.columns[i]);
    }
    return comparison;
}

QString comparedAnswer(const Attempt& attempt)
{
    QString answer;
    for (const auto& candidate : attempt.response.candidates) {
        const QString text = candidate.text();
        if (&candidate == &attempt.response.candidates.constFirst())
            answer = text;
        else if (!text.isEmpty())
            answer += u"\n\n— %1 —\n\n"_s.arg(candidateTitle(candidate.index)) + text;
    }
    return answer;
}

QList<Part> comparedImages(const Attempt& attempt)
{
    for (const auto& candidate : attempt.response.candidates) {
        if (auto images = candidate.images(); !images.isEmpty())
            return images;
    }
    return {};
}

} // namespace safelight
