#include "app/dialects/answerparts.h"

#include "app/base/membernames.h"
#include "app/response/reasons.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int deepestList = 3; // LiteLLM nests the ratings of each candidate

using Names = std::span<const QLatin1StringView>;

struct Count
{
    QLatin1StringView gemini;
    std::array<QLatin1StringView, 7> names;
};

// Of prompt, output, thinking, cache and all: what each format calls them.
constexpr std::array counts {
    Count {"promptTokenCount"_L1,
           {"promptTokenCount"_L1, "prompt_tokens"_L1, "input_tokens"_L1, "inputTokens"_L1, "promptTokens"_L1,
            "total_input_tokens"_L1, "prompt_token_count"_L1}},
    Count {"candidatesTokenCount"_L1,
           {"candidatesTokenCount"_L1, "completion_tokens"_L1, "output_tokens"_L1, "outputTokens"_L1,
            "completionTokens"_L1, "total_output_tokens"_L1, "candidates_token_count"_L1}},
    Count {"totalTokenCount"_L1,
           {"totalTokenCount"_L1, "total_tokens"_L1, "totalTokens"_L1, "total_token_count"_L1}},
    Count {"thoughtsTokenCount"_L1,
           {"thoughtsTokenCount"_L1, "reasoning_tokens"_L1, "reasoningTokens"_L1, "total_thought_tokens"_L1,
            "total_reasoning_tokens"_L1, "reasoning"_L1, "thoughts_token_count"_L1}},
    Count {"cachedContentTokenCount"_L1,
           {"cachedContentTokenCount"_L1, "cached_tokens"_L1, "cachedInputTokens"_L1,
            "cache_read_input_tokens"_L1, "cache_read"_L1, "total_cached_tokens"_L1,
            "cached_content_token_count"_L1}},
};

// Where formats keep the counts that are part of another one.
constexpr std::array details {"completion_tokens_details"_L1, "prompt_tokens_details"_L1,
                              "output_tokens_details"_L1,     "input_tokens_details"_L1,
                              "output_token_details"_L1,      "input_token_details"_L1};

std::optional<double> numberIn(const QJsonObject& object, const Count& count)
{
    for (const auto name : count.names) {
        if (const auto value = object.value(name); !name.isEmpty() && value.isDouble())
            return value.toDouble();
    }
    return {};
}

// The output counts of OpenAI's family hold the thinking, Gemini's do not.
void takeThoughtsOut(QJsonObject& usage)
{
    const double output = usage.value("candidatesTokenCount"_L1).toDouble();
    const double thoughts = usage.value("thoughtsTokenCount"_L1).toDouble();
    const double total = usage.value("totalTokenCount"_L1).toDouble(-1);
    if (thoughts > 0 && thoughts <= output && total == usage.value("promptTokenCount"_L1).toDouble() + output)
        usage["candidatesTokenCount"_L1] = output - thoughts;
}

QString lastWord(const QString& word)
{
    return word.mid(word.lastIndexOf(u'.') + 1);
}

template<typename E>
bool isNamed(const QString& word)
{
    const QString name = lastWord(word);
    return !name.isEmpty() && name == name.toUpper() && Known<E>::fromWire(name).isKnown();
}

// data:image/png;base64,iVBOR… -> inlineData
QJsonObject imagePart(const QString& url)
{
    const auto comma = url.indexOf(";base64,"_L1);
    if (!url.startsWith("data:"_L1) || comma < 0)
        return {};
    return {{"inlineData"_L1,
             QJsonObject {{"mimeType"_L1, url.mid(5, comma - 5)}, {"data"_L1, url.mid(comma + 8)}}}};
}

QJsonObject partOf(const QJsonObject& piece)
{
    const QJsonValue image = piece.value("image_url"_L1);
    if (const auto part = imagePart(image.isObject() ? image["url"_L1].toString() : image.toString());
        !part.isEmpty())
        return part;
    const QString type = piece.value("type"_L1).toString();
    if (type == "image"_L1 && piece.value("data"_L1).isString())
        return {{"inlineData"_L1,
                 QJsonObject {{"mimeType"_L1, pickText(piece, {"mimeType"_L1, "mediaType"_L1})},
                              {"data"_L1, piece.value("data"_L1)}}}};
    const bool isThought =
        type.contains("thinking"_L1) || type.contains("reasoning"_L1) || type == "thought"_L1;
    const QString text = pickText(piece, {"text"_L1, "thinking"_L1, "refusal"_L1});
    return text.isEmpty() ? QJsonObject() : textPart(text, isThought);
}

void gatherRatings(const QJsonValue& value, int depth, QJsonArray& ratings)
{
    if (depth > deepestList)
        return;
    for (const auto item : value.toArray()) {
        gatherRatings(item, depth + 1, ratings);
        QJsonObject rating = item.toObject();
        if (!rating.value("category"_L1).isString())
            continue;
        for (const auto name : {"probability"_L1, "severity"_L1}) {
            if (const auto label = rating.take(QString(name) + "_label"_L1); label.isString())
                rating[name] = label;
        }
        ratings.append(rating);
    }
}

} // namespace

QJsonValue pick(const QJsonObject& object, std::initializer_list<QLatin1StringView> names)
{
    for (const auto name : names) {
        for (const QString& spelling : {QString(name), snakeCase(QString(name))}) {
            if (const auto value = object.value(spelling); !value.isNull() && !value.isUndefined())
                return value;
        }
    }
    return {};
}

QString pickText(const QJsonObject& object, std::initializer_list<QLatin1StringView> names)
{
    return pick(object, names).toString();
}

QJsonObject pickObject(const QJsonObject& object, std::initializer_list<QLatin1StringView> names)
{
    return pick(object, names).toObject();
}

bool hasAny(const QJsonObject& object, std::initializer_list<QLatin1StringView> names)
{
    return std::ranges::any_of(names, [&object](QLatin1StringView name) { return object.contains(name); });
}

bool isGeminiFinish(const QString& word)
{
    return isNamed<FinishReason>(word);
}

bool isGeminiBlock(const QString& word)
{
    return isNamed<BlockReason>(word);
}

QString finishWord(const QString& word)
{
    static const QHash<QString, QString> same {{u"stop"_s, u"STOP"_s},
                                               {u"end_turn"_s, u"STOP"_s},
                                               {u"stop_sequence"_s, u"STOP"_s},
                                               {u"tool_calls"_s, u"STOP"_s},
                                               {u"tool-calls"_s, u"STOP"_s},
                                               {u"tool_use"_s, u"STOP"_s},
                                               {u"function_call"_s, u"STOP"_s},
                                               {u"completed"_s, u"STOP"_s},
                                               {u"eos"_s, u"STOP"_s},
                                               {u"length"_s, u"MAX_TOKENS"_s},
                                               {u"max_tokens"_s, u"MAX_TOKENS"_s},
                                               {u"max_output_tokens"_s, u"MAX_TOKENS"_s},
                                               {u"content-filter"_s, u"content_filter"_s}};
    const auto colon = word.indexOf(u':');
    if (colon > 0 && isGeminiFinish(word.mid(colon + 1).trimmed()))
        return lastWord(word.mid(colon + 1).trimmed());
    return isGeminiFinish(word) ? lastWord(word) : same.value(word, word);
}

QJsonObject textPart(const QString& text, bool isThought)
{
    QJsonObject part {{"text"_L1, text}};
    if (isThought)
        part["thought"_L1] = true;
    return part;
}

QJsonArray partsOf(const QJsonValue& content)
{
    QJsonArray parts;
    if (content.isString() && !content.toString().isEmpty())
        parts.append(textPart(content.toString()));
    for (const auto piece : content.toArray()) {
        const auto part = piece.isString() ? textPart(piece.toString()) : partOf(piece.toObject());
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts;
}

QJsonArray ratingsOf(const QJsonValue& value)
{
    QJsonArray ratings;
    gatherRatings(value, 0, ratings);
    return ratings;
}

QJsonObject usageOf(const QJsonObject& usage)
{
    QJsonObject counted;
    for (const auto& count : counts) {
        auto number = numberIn(usage, count);
        for (const auto name : details) {
            if (!number)
                number = numberIn(usage.value(name).toObject(), count);
        }
        if (number)
            counted[count.gemini] = *number;
    }
    if (!hasAny(usage, {"promptTokenCount"_L1, "prompt_token_count"_L1}))
        takeThoughtsOut(counted);
    for (const auto name : {"promptTokensDetails"_L1, "candidatesTokensDetails"_L1}) {
        if (const auto list = pick(usage, {name}); list.isArray())
            counted[name] = list;
    }
    return counted;
}

QJsonObject candidateOf(const CandidateParts& parts)
{
    QJsonObject candidate {{"index"_L1, parts.index},
                           {"content"_L1, QJsonObject {{"parts"_L1, parts.parts}, {"role"_L1, u"model"_s}}}};
    if (!parts.finish.isEmpty())
        candidate["finishReason"_L1] = parts.finish;
    if (!parts.message.isEmpty())
        candidate["finishMessage"_L1] = parts.message;
    if (!parts.ratings.isEmpty())
        candidate["safetyRatings"_L1] = parts.ratings;
    return candidate;
}

QJsonObject answerOf(const CandidateParts& parts)
{
    return {{"candidates"_L1, QJsonArray {candidateOf(parts)}}};
}

void addModel(QJsonObject& answer, const QString& model)
{
    if (!model.isEmpty())
        answer["modelVersion"_L1] = model.mid(model.lastIndexOf(u'/') + 1);
}

void addUsage(QJsonObject& answer, const QJsonObject& usage)
{
    if (const auto counted = usageOf(usage); !counted.isEmpty())
        answer["usageMetadata"_L1] = counted;
}

} // namespace safelight
