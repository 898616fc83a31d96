#include "app/wire/requestreader.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using safelight::json::Key;
using safelight::json::Kind;
using safelight::json::Value;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class RequestCodecText
{
    Q_DECLARE_TR_FUNCTIONS(RequestCodec)
};

Error notJson()
{
    return {Error::Code::Parse, RequestCodecText::tr("The request is not a JSON object.")};
}

} // namespace

Result<DecodedRequest> RequestReader::read(const QByteArray& body)
{
    json::Parser parser;
    Value root;
    if (parser.openRepaired(json::sourceOf(body)) != simdjson::SUCCESS
        || parser.root(root) != simdjson::SUCCESS || json::kindOf(root) != Kind::Object)
        return notJson();
    const bool whole = json::forEachMember(
        root, [this](Key key, Value& value) { return json::isNull(value) || readMember(key, value); });
    if (!m_problem.isEmpty())
        return Error {Error::Code::Parse, m_problem};
    if (!whole || parser.hasMore())
        return notJson();
    return std::move(m_result);
}

bool RequestReader::readMember(Key key, Value& value)
{
    if (key.is("contents"))
        return readContents(value);
    if (key.is("systemInstruction", "system_instruction"))
        return readSystemInstruction(value);
    if (key.is("safetySettings", "safety_settings"))
        return readSafety(value);
    if (key.is("generationConfig", "generation_config"))
        return readGeneration(value);
    if (key.is("model"))
        return text(value, u"model"_s, m_result.prompt.model);
    leave(key.text());
    return true;
}

// A conversation has no place in a Prompt: its last user turn becomes the prompt, the others are left.
bool RequestReader::readContents(Value& value)
{
    if (!needs(value, Kind::Array, u"contents"_s))
        return false;
    QList<Content> turns;
    const bool whole = json::forEachElement(value, [&](Value& item) {
        const QString path = u"contents[%1]"_s.arg(turns.size());
        return readContent(item, path, turns.emplaceBack());
    });
    qsizetype asked = turns.size() - 1;
    while (asked > 0 && turns.at(asked).role == "model"_L1)
        --asked;
    for (qsizetype i = 0; i < turns.size(); ++i) {
        if (i == asked)
            arrange(turns.at(i));
        else
            leave(
                u"contents[%1] (%2)"_s.arg(i).arg(turns.at(i).role.isEmpty() ? u"user"_s : turns.at(i).role));
    }
    return whole;
}

bool RequestReader::readContent(Value& value, const QString& path, Content& content)
{
    return needs(value, Kind::Object, path) && json::forEachMember(value, [&](Key key, Value& item) {
               if (json::isNull(item))
                   return true;
               if (key.is("role"))
                   return text(item, path + u".role", content.role);
               if (key.is("parts"))
                   return readParts(item, path + u".parts", content);
               content.left.append(path + u'.' + key.text());
               return true;
           });
}

bool RequestReader::readParts(Value& value, const QString& path, Content& content)
{
    if (!needs(value, Kind::Array, path))
        return false;
    int place = 0;
    return json::forEachElement(
        value, [&](Value& item) { return readPart(item, u"%1[%2]"_s.arg(path).arg(place++), content); });
}

bool RequestReader::readPart(Value& value, const QString& path, Content& content)
{
    if (!needs(value, Kind::Object, path))
        return false;
    return json::forEachMember(value, [&](Key key, Value& item) {
        if (json::isNull(item))
            return true;
        if (key.is("text")) {
            content.pieces.append(Piece());
            return text(item, path + u".text", content.pieces.last().text);
        }
        if (key.is("inlineData", "inline_data")) {
            content.pieces.append(Piece {{}, ReferenceImage()});
            return readInlineData(item, path + u".inlineData", *content.pieces.last().image);
        }
        content.left.append(path + u'.' + key.text());
        return true;
    });
}

bool RequestReader::readInlineData(Value& value, const QString& path, ReferenceImage& image)
{
    if (!needs(value, Kind::Object, path))
        return false;
    const bool whole = json::forEachMember(value, [&](Key key, Value& item) {
        if (key.is("mimeType", "mime_type"))
            return text(item, path + u".mimeType", image.mimeType);
        if (key.is("displayName", "display_name"))
            return text(item, path + u".displayName", image.fileName);
        if (!key.is("data")) {
            leave(path + u'.' + key.text());
            return true;
        }
        auto bytes = json::base64Of(json::tokenOf(item));
        if (!bytes)
            return refuse(path + u".data", RequestCodecText::tr("base64"));
        image.bytes = std::move(*bytes);
        return true;
    });
    image.sha256 = QCryptographicHash::hash(image.bytes, QCryptographicHash::Sha256).toHex();
    return whole;
}

// A text before a picture is its caption, the text behind the last one is the prompt. Where there is none
// behind and one before, people wrote the prompt first: it is the prompt, and will be sent last.
void RequestReader::arrange(const Content& content)
{
    auto& prompt = m_result.prompt;
    m_result.left += content.left;
    QStringList texts;
    int captions = 0;
    for (const auto& piece : content.pieces) {
        if (!piece.image) {
            texts.append(piece.text);
            continue;
        }
        auto image = *piece.image;
        image.caption = texts.join(u'\n');
        captions += image.caption.isEmpty() ? 0 : 1;
        texts.clear();
        prompt.images.append(image);
    }
    prompt.text = texts.join(u'\n');
    if (texts.isEmpty() && captions == 1 && !prompt.images.constFirst().caption.isEmpty()) {
        std::swap(prompt.text, prompt.images.first().caption);
        leave(RequestCodecText::tr("the order of parts: the text goes behind the pictures"));
    }
}

bool RequestReader::readSystemInstruction(Value& value)
{
    Content content;
    if (!readContent(value, u"systemInstruction"_s, content))
        return false;
    QStringList texts;
    for (const auto& piece : std::as_const(content.pieces)) {
        if (piece.image)
            leave(u"systemInstruction.parts[].inlineData"_s);
        else
            texts.append(piece.text);
    }
    m_result.prompt.systemInstruction = texts.join(u'\n');
    m_result.left += content.left;
    return true;
}

bool RequestReader::readSafety(Value& value)
{
    if (!needs(value, Kind::Array, u"safetySettings"_s))
        return false;
    int place = 0;
    return json::forEachElement(
        value, [&](Value& item) { return readSetting(item, u"safetySettings[%1]"_s.arg(place++)); });
}

bool RequestReader::readSetting(Value& value, const QString& path)
{
    QString category;
    QString threshold;
    if (!needs(value, Kind::Object, path))
        return false;
    const bool whole = json::forEachMember(value, [&](Key key, Value& item) {
        if (key.is("category"))
            return text(item, path + u".category", category);
        if (key.is("threshold"))
            return text(item, path + u".threshold", threshold);
        leave(path + u'.' + key.text());
        return true;
    });
    const auto knownCategory = Known<HarmCategory>::fromWire(category).value();
    const auto knownThreshold = Known<BlockThreshold>::fromWire(threshold).value();
    const bool adjustable = knownCategory
        && std::ranges::find(adjustableCategories, *knownCategory) != adjustableCategories.end();
    if (adjustable && knownThreshold)
        m_result.prompt.safety.setThreshold(*knownCategory, knownThreshold);
    else if (whole)
        leave(u"%1 (%2 %3)"_s.arg(path, category, threshold));
    return whole;
}

} // namespace safelight
