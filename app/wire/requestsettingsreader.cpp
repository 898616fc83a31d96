// The second half of RequestReader: generation settings and the checks of types.
#include "app/wire/requestreader.h"

#include <QCoreApplication>

#include <limits>

using namespace Qt::StringLiterals;
using safelight::json::Key;
using safelight::json::Kind;
using safelight::json::Value;

namespace safelight {

bool RequestReader::readGeneration(Value& value)
{
    return needs(value, Kind::Object, u"generationConfig"_s)
        && json::forEachMember(value, [this](Key key, Value& item) {
               return json::kindOf(item) == Kind::Null || readGenerationMember(key, item);
           });
}

bool RequestReader::readGenerationMember(Key key, Value& value)
{
    auto& generation = m_result.prompt.generation;
    const QString path = u"generationConfig."_s + key.text();
    if (key.is("temperature"))
        return number(value, path, generation.temperature);
    if (key.is("topP", "top_p"))
        return number(value, path, generation.topP);
    if (key.is("topK", "top_k"))
        return integer(value, path, generation.topK);
    if (key.is("candidateCount", "candidate_count"))
        return integer(value, path, generation.candidateCount);
    if (key.is("maxOutputTokens", "max_output_tokens"))
        return integer(value, path, generation.maxOutputTokens);
    if (key.is("seed"))
        return integer(value, path, generation.seed);
    if (key.is("stopSequences", "stop_sequences"))
        return readTexts(value, path, generation.stopSequences);
    if (key.is("responseModalities", "response_modalities"))
        return readTexts(value, path, generation.responseModalities);
    if (key.is("imageConfig", "image_config"))
        return readImageConfig(value);
    if (key.is("thinkingConfig", "thinking_config"))
        return readThinkingConfig(value);
    leave(path);
    return true;
}

bool RequestReader::readImageConfig(Value& value)
{
    const QString path = u"generationConfig.imageConfig"_s;
    auto& generation = m_result.prompt.generation;
    return needs(value, Kind::Object, path) && json::forEachMember(value, [&](Key key, Value& item) {
               if (key.is("aspectRatio", "aspect_ratio"))
                   return text(item, path + u".aspectRatio", generation.aspectRatio);
               if (key.is("imageSize", "image_size"))
                   return text(item, path + u".imageSize", generation.imageSize);
               leave(path + u'.' + key.text());
               return true;
           });
}

bool RequestReader::readThinkingConfig(Value& value)
{
    const QString path = u"generationConfig.thinkingConfig"_s;
    auto& generation = m_result.prompt.generation;
    return needs(value, Kind::Object, path) && json::forEachMember(value, [&](Key key, Value& item) {
               if (key.is("thinkingLevel", "thinking_level"))
                   return text(item, path + u".thinkingLevel", generation.thinkingLevel);
               if (key.is("thinkingBudget", "thinking_budget"))
                   return integer(item, path + u".thinkingBudget", generation.thinkingBudget);
               if (!key.is("includeThoughts", "include_thoughts")) {
                   leave(path + u'.' + key.text());
                   return true;
               }
               generation.includeThoughts = json::boolOf(json::tokenOf(item));
               return generation.includeThoughts || json::isNull(item)
                   || needs(item, Kind::Bool, path + u".includeThoughts");
           });
}

bool RequestReader::readTexts(Value& value, const QString& path, QStringList& target)
{
    target.clear();
    return needs(value, Kind::Array, path) && json::forEachElement(value, [&](Value& item) {
               QString one;
               if (!text(item, path + u"[]", one))
                   return false;
               target.append(one);
               return true;
           });
}

bool RequestReader::needs(Value& value, Kind kind, const QString& path)
{
    return json::kindOf(value) == kind || refuse(path, json::kindWords(kind));
}

// Null is the same as absent, here and below.
bool RequestReader::text(Value& value, const QString& path, QString& target)
{
    if (json::isNull(value))
        return true;
    if (!needs(value, Kind::Text, path))
        return false;
    target = json::textOf(json::tokenOf(value));
    return true;
}

bool RequestReader::text(Value& value, const QString& path, std::optional<QString>& target)
{
    QString found;
    if (!text(value, path, found))
        return false;
    if (!json::isNull(value))
        target = found;
    return true;
}

bool RequestReader::integer(Value& value, const QString& path, std::optional<int>& target)
{
    if (json::isNull(value))
        return true;
    const auto found = json::integerOf(json::tokenOf(value));
    using Limits = std::numeric_limits<int>;
    if (!found || *found > Limits::max() || *found < Limits::min())
        return refuse(path, QCoreApplication::translate("RequestCodec", "a whole number"));
    target = int(*found);
    return true;
}

bool RequestReader::number(Value& value, const QString& path, std::optional<double>& target)
{
    target = json::numberOf(json::tokenOf(value));
    return target || json::isNull(value) || refuse(path, json::kindWords(Kind::Number));
}

bool RequestReader::refuse(const QString& path, const QString& expected)
{
    m_problem =
        QCoreApplication::translate("RequestCodec", "In the request, “%1” must be %2.").arg(path, expected);
    return false;
}

} // namespace safelight
