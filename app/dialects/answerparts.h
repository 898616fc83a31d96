#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <initializer_list>

namespace safelight {

// What the readers of other formats have in common: members found under several names, and the parts of an
// answer made from them.

// The first of these members that is there and not null, in either spelling (finishReason, finish_reason).
QJsonValue pick(const QJsonObject& object, std::initializer_list<QLatin1StringView> names);
QString pickText(const QJsonObject& object, std::initializer_list<QLatin1StringView> names);
QJsonObject pickObject(const QJsonObject& object, std::initializer_list<QLatin1StringView> names);
bool hasAny(const QJsonObject& object, std::initializer_list<QLatin1StringView> names);

// Gemini's own names, also as "FinishReason.SAFETY".
bool isGeminiFinish(const QString& word);
bool isGeminiBlock(const QString& word);
// One of the words of other services becomes Gemini's where they mean the same: stop, length, end_turn;
// "content_filter: RECITATION" is the second. Any other word stays as it came.
QString finishWord(const QString& word);

// A text, or a list of text pieces, as parts. Images as data URLs become data.
QJsonArray partsOf(const QJsonValue& content);
QJsonObject textPart(const QString& text, bool isThought = false);

// A list of ratings under any of their names, nested or not; only those with a category.
QJsonArray ratingsOf(const QJsonValue& value);
// Counts of tokens under any of their names, as usageMetadata; empty when there are none.
QJsonObject usageOf(const QJsonObject& usage);

struct CandidateParts
{
    QJsonArray parts;
    QString finish;
    QString message;
    QJsonArray ratings;
    int index = 0;
};
QJsonObject candidateOf(const CandidateParts& parts);
// The answer of one candidate.
QJsonObject answerOf(const CandidateParts& parts);

// "google/gemini-2.5-pro" and "models/gemini-2.5-pro" are called after their last part.
void addModel(QJsonObject& answer, const QString& model);
void addUsage(QJsonObject& answer, const QJsonObject& usage);

} // namespace safelight
