#include "app/request/requestreader.h"

#include "app/request/imagemarks.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using safelight::json::Kind;

namespace safelight {

namespace {

// The values of enums as numbers, which the service takes as well (its protocol buffer's definitions).
const QMap<QByteArray, HarmCategory> categoryNumbers {{"7", HarmCategory::Harassment},
                                                      {"8", HarmCategory::HateSpeech},
                                                      {"9", HarmCategory::SexuallyExplicit},
                                                      {"10", HarmCategory::DangerousContent}};
const QMap<QByteArray, BlockThreshold> thresholdNumbers {{"1", BlockThreshold::LowAndAbove},
                                                         {"2", BlockThreshold::MediumAndAbove},
                                                         {"3", BlockThreshold::OnlyHigh},
                                                         {"4", BlockThreshold::None},
                                                         {"5", BlockThreshold::Off}};

template<typename E>
std::optional<E> enumOf(const JsonOutline& json, int node, const QMap<QByteArray, E>& numbers)
{
    if (node == noNode)
        return std::nullopt;
    const auto number = numbers.constFind(json.bytes(node).toByteArray());
    return number != numbers.cend() ? *number : Known<E>::fromWire(json.text(node)).value();
}

bool isAdjustable(HarmCategory category)
{
    return std::ranges::find(adjustableCategories, category) != adjustableCategories.end();
}

bool isImageType(const QString& mimeType)
{
    return mimeType.isEmpty() || mimeType.startsWith("image/"_L1);
}

// People also paste what a browser gives them, "data:image/png;base64,…": it is seen, and the service judges
// it.
std::optional<QByteArray> imageBytes(QByteArrayView token)
{
    const auto start = token.indexOf(";base64,");
    if (!token.startsWith("\"data:") || start < 0)
        return json::base64Of(token);
    return json::base64Of(QByteArray('"' + token.sliced(start + 8).toByteArray()));
}

} // namespace

Result<Done> RequestReader::read()
{
    if (m_json.kind(rootNode) != Kind::Object)
        return Error {Error::Code::Parse,
                      QCoreApplication::translate("RequestCodec", "The request is not a JSON object.")};
    const QList<int> members = m_json.children(rootNode);
    if (std::ranges::all_of(members, [this](int member) { return readMember(member); }))
        return Done();
    return Error {Error::Code::Parse, m_problem};
}

bool RequestReader::readMember(int member)
{
    if (m_json.isNamed(member, "contents"))
        return readContents(member);
    if (m_json.isNamed(member, "systemInstruction"))
        return readSystem(member);
    if (m_json.isNamed(member, "safetySettings"))
        return readSafety(member);
    if (m_json.isNamed(member, "generationConfig"))
        return readGeneration(member);
    if (!m_json.isNamed(member, "model"))
        return true;
    m_layout.model = member;
    std::optional<QString> model;
    if (!take(member, u"model"_s, model))
        return false;
    m_layout.shown.model = model.value_or(QString());
    return true;
}

// The last turn that is not the model's is the prompt.
bool RequestReader::readContents(int contents)
{
    m_layout.contents = contents;
    m_layout.turns = elements(contents);
    m_layout.asked = noNode;
    const QList<int>& turns = m_layout.turns;
    const bool isList = m_json.kind(contents) == Kind::Array;
    QString askedPath;
    for (qsizetype i = 0; i < turns.size(); ++i) {
        const QString path = isList ? u"contents[%1]"_s.arg(i) : u"contents"_s;
        if (!needs(turns.at(i), Kind::Object, path))
            return false;
        const int role = m_json.find(turns.at(i), "role");
        if (role != noNode && !needs(role, Kind::Text, path + u".role"))
            return false;
        if (role != noNode && m_json.text(role) == "model"_L1)
            continue;
        m_layout.asked = turns.at(i);
        askedPath = path;
    }
    return m_layout.asked == noNode || readTurn(m_layout.asked, askedPath);
}

bool RequestReader::readTurn(int turn, const QString& path)
{
    QList<Piece> pieces;
    m_layout.parts = noNode;
    for (const int member : m_json.children(turn)) {
        if (m_json.isNamed(member, "parts"))
            m_layout.parts = member;
    }
    if (!readParts(m_layout.parts, path + u".parts", pieces))
        return false;
    arrange(pieces);
    return true;
}

bool RequestReader::readSystem(int system)
{
    m_layout.system = system;
    m_layout.systemTexts.clear();
    if (m_json.kind(system) == Kind::Text) {
        m_layout.systemTexts = {system};
    } else if (m_json.kind(system) != Kind::Null) {
        QList<Piece> pieces;
        if (!needs(system, Kind::Object, u"systemInstruction"_s)
            || !readParts(m_json.find(system, "parts"), u"systemInstruction.parts"_s, pieces))
            return false;
        for (const auto& piece : std::as_const(pieces)) {
            if (piece.text != noNode)
                m_layout.systemTexts.append(piece.text);
        }
    }
    m_layout.shown.systemInstruction = joined(m_layout.systemTexts);
    return true;
}

bool RequestReader::readParts(int parts, const QString& path, QList<Piece>& pieces)
{
    const bool isList = m_json.kind(parts) == Kind::Array;
    int place = 0;
    const auto each = elements(parts);
    return std::ranges::all_of(each, [&](int part) {
        return readPart(part, isList ? u"%1[%2]"_s.arg(path).arg(place++) : path, pieces);
    });
}

bool RequestReader::readPart(int part, const QString& path, QList<Piece>& pieces)
{
    if (m_json.kind(part) == Kind::Text) {
        pieces.append(Piece {part, part, noNode, {}});
        return true;
    }
    if (!needs(part, Kind::Object, path))
        return false;
    Piece piece;
    piece.part = part;
    piece.text = m_json.find(part, "text");
    if (piece.text != noNode) {
        pieces.append(piece);
        return needs(piece.text, Kind::Text, path + u".text");
    }
    const int inlineData = m_json.find(part, "inlineData");
    if (inlineData == noNode)
        return true;
    if (!readImage(inlineData, path + u".inlineData", piece))
        return false;
    if (piece.data != noNode)
        pieces.append(piece);
    return true;
}

// Other media has no place in the editor and is carried.
bool RequestReader::readImage(int inlineData, const QString& path, Piece& piece)
{
    if (!needs(inlineData, Kind::Object, path))
        return false;
    const int mimeType = m_json.find(inlineData, "mimeType");
    const int name = m_json.find(inlineData, "displayName");
    const int data = m_json.find(inlineData, "data");
    if (mimeType != noNode && !needs(mimeType, Kind::Text, path + u".mimeType"))
        return false;
    ReferenceImage& image = piece.image;
    image.mimeType = mimeType == noNode ? QString() : m_json.text(mimeType);
    if (data == noNode || !isImageType(image.mimeType))
        return true;
    image.fileName = name == noNode ? QString() : m_json.text(name);
    piece.data = data;
    if (const auto hash = markedImage(json::quotedOf(m_json.bytes(data)))) {
        const auto found =
            std::ranges::find_if(m_known, [&hash](const auto& each) { return each.sha256 == *hash; });
        if (found != m_known.cend())
            image.bytes = found->bytes;
        image.sha256 = *hash;
        return true;
    }
    auto bytes = imageBytes(m_json.bytes(data));
    if (!bytes)
        return refuse(path + u".data", QCoreApplication::translate("RequestCodec", "base64"));
    image.bytes = std::move(*bytes);
    image.sha256 = QCryptographicHash::hash(image.bytes, QCryptographicHash::Sha256).toHex();
    return true;
}

// A text before an image is its caption, the text behind the last one is the prompt. Where there is none
// behind and one before, people wrote the prompt first, or in between: it is the prompt.
void RequestReader::arrange(const QList<Piece>& pieces)
{
    m_layout.images.clear();
    m_layout.shown.images.clear();
    QList<int> texts;
    for (const auto& piece : pieces) {
        if (piece.text != noNode) {
            texts.append(piece.text);
            continue;
        }
        m_layout.images.append({piece.part, piece.data, std::exchange(texts, {})});
        m_layout.shown.images.append(piece.image);
    }
    m_layout.texts = texts;
    if (texts.isEmpty())
        takePromptFromCaptions();
    m_layout.shown.text = joined(m_layout.texts);
    for (qsizetype i = 0; i < m_layout.images.size(); ++i)
        m_layout.shown.images[i].caption = joined(m_layout.images.at(i).captions);
}

void RequestReader::takePromptFromCaptions()
{
    QList<RequestLayout::Image*> captioned;
    for (auto& image : m_layout.images) {
        if (!joined(image.captions).isEmpty())
            captioned.append(&image);
    }
    if (captioned.size() == 1)
        m_layout.texts = std::exchange(captioned.constFirst()->captions, {});
}

bool RequestReader::readSafety(int safety)
{
    m_layout.safety = safety;
    int place = 0;
    const bool isList = m_json.kind(safety) == Kind::Array;
    const auto entries = elements(safety);
    return std::ranges::all_of(entries, [&](int entry) {
        return readThreshold(entry,
                             isList ? u"safetySettings[%1]"_s.arg(place++) : QString(u"safetySettings"_s));
    });
}

bool RequestReader::readThreshold(int entry, const QString& path)
{
    if (!needs(entry, Kind::Object, path))
        return false;
    const auto category = enumOf(m_json, m_json.find(entry, "category"), categoryNumbers);
    if (!category || !isAdjustable(*category))
        return true;
    m_layout.thresholds[*category].append(entry);
    const auto threshold = enumOf(m_json, m_json.find(entry, "threshold"), thresholdNumbers);
    m_layout.shown.safety.setThreshold(*category, threshold);
    return true;
}

QList<int> RequestReader::elements(int list) const
{
    if (m_json.kind(list) == Kind::Null)
        return {};
    return m_json.kind(list) == Kind::Array ? m_json.children(list) : QList<int> {list};
}

QString RequestReader::joined(const QList<int>& texts) const
{
    QStringList list;
    for (const int text : texts)
        list.append(m_json.text(text));
    return list.join(u'\n');
}

Result<RequestLayout> layOutRequest(QByteArrayView json, const QList<ReferenceImage>& known)
{
    auto outline = JsonOutline::of(json);
    if (!outline)
        return outline.error();
    RequestLayout layout(std::move(*outline));
    if (const auto done = RequestReader(layout, known).read(); !done)
        return done.error();
    return layout;
}

} // namespace safelight
