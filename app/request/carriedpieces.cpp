#include "app/request/carriedpieces.h"

#include "app/request/generationfields.h"
#include "app/request/requestcodec.h"
#include "app/wire/jsonedit.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using safelight::json::Kind;

namespace safelight {

namespace {

class PieceCollector
{
public:
    explicit PieceCollector(const RequestLayout& layout)
        : m_layout(layout)
        , m_json(layout.outline)
    { }

    QList<CarriedPiece> collect();

private:
    void addMember(int member);
    void addTurns(int contents);
    void addTurn(int turn, const QString& path, bool isEarlier);
    void addAsked(int turn, const QString& path);
    void addParts(int parts, const QString& path);
    void addPart(int part, const QString& path);
    void addSystem(int system);
    void addTools(int tools);
    void addThresholds(int safety);
    void addSettings(int group, const QByteArray& name, const QString& path);
    void addOthers(int object, const QString& path, std::initializer_list<const char*> shown);
    void add(CarriedPiece::Kind kind, const QString& path, int node, const QString& name = {});
    bool isAny(int member, std::initializer_list<const char*> names) const;
    QString textOf(int object, const char* member) const;
    QString toolName(int tool) const;

    const RequestLayout& m_layout;
    const JsonOutline& m_json;
    QList<CarriedPiece> m_pieces;
};

QList<CarriedPiece> PieceCollector::collect()
{
    for (const int member : m_json.children(rootNode)) {
        if (m_json.kind(member) != Kind::Null)
            addMember(member);
    }
    return std::move(m_pieces);
}

void PieceCollector::addMember(int member)
{
    using enum CarriedPiece::Kind;
    if (isAny(member, {"contents"}))
        addTurns(member);
    else if (isAny(member, {"systemInstruction"}))
        addSystem(member);
    else if (isAny(member, {"safetySettings"}))
        addThresholds(member);
    else if (isAny(member, {"generationConfig"}))
        addSettings(member, {}, u"generationConfig"_s);
    else if (isAny(member, {"tools"}))
        addTools(member);
    else if (isAny(member, {"toolConfig"}))
        add(ToolSettings, m_json.key(member), member);
    else if (isAny(member, {"cachedContent"}))
        add(CachedContent, m_json.key(member), member, m_json.text(member));
    else if (!isAny(member, {"model"}))
        add(Member, m_json.key(member), member);
}

void PieceCollector::addTurns(int contents)
{
    if (contents != m_layout.contents)
        return add(CarriedPiece::Kind::Member, u"contents"_s, contents);
    bool isEarlier = true;
    for (qsizetype i = 0; i < m_layout.turns.size(); ++i) {
        const int turn = m_layout.turns.at(i);
        const QString path = u"contents[%1]"_s.arg(i);
        if (turn == m_layout.asked) {
            isEarlier = false;
            addAsked(turn, path);
        } else {
            addTurn(turn, path, isEarlier);
        }
    }
}

void PieceCollector::addTurn(int turn, const QString& path, bool isEarlier)
{
    const QString role = textOf(turn, "role");
    add(isEarlier ? CarriedPiece::Kind::EarlierTurn : CarriedPiece::Kind::LaterTurn,
        u"%1 (%2)"_s.arg(path, role.isEmpty() ? u"user"_s : role), turn, role);
}

void PieceCollector::addAsked(int turn, const QString& path)
{
    for (const int member : m_json.children(turn)) {
        if (member == m_layout.parts)
            addParts(member, path + u".parts");
        else if (!isAny(member, {"role"}))
            add(CarriedPiece::Kind::Part, path + u'.' + m_json.key(member), member);
    }
}

void PieceCollector::addParts(int parts, const QString& path)
{
    if (m_json.kind(parts) != Kind::Array)
        return addPart(parts, path);
    int place = 0;
    for (const int part : m_json.children(parts))
        addPart(part, u"%1[%2]"_s.arg(path).arg(place++));
}

void PieceCollector::addPart(int part, const QString& path)
{
    using enum CarriedPiece::Kind;
    if (m_json.kind(part) != Kind::Object)
        return;
    const bool isText = m_json.find(part, "text") != noNode;
    for (const int member : m_json.children(part)) {
        const QString memberPath = path + u'.' + m_json.key(member);
        const QString type = textOf(member, "mimeType");
        if (isAny(member, {"fileData"}))
            add(File, memberPath, member, textOf(member, "fileUri"));
        else if (isAny(member, {"inlineData"}) && !isText && (type.isEmpty() || type.startsWith("image/"_L1)))
            addOthers(member, memberPath, {"mimeType", "data", "displayName"});
        else if (isAny(member, {"inlineData"}))
            add(Media, memberPath, member, type);
        else if (!isAny(member, {"text"}))
            add(Part, memberPath, member);
    }
}

void PieceCollector::addSystem(int system)
{
    if (m_json.kind(system) != Kind::Object)
        return;
    const int parts = m_json.find(system, "parts");
    if (parts != noNode)
        addParts(parts, u"systemInstruction.parts"_s);
    addOthers(system, u"systemInstruction"_s, {"role", "parts"});
}

void PieceCollector::addTools(int tools)
{
    const QString path = m_json.key(tools);
    const bool isList = m_json.kind(tools) == Kind::Array;
    int place = 0;
    for (const int tool : isList ? m_json.children(tools) : QList<int> {tools})
        add(CarriedPiece::Kind::Tool, isList ? u"%1[%2]"_s.arg(path).arg(place++) : path, tool,
            toolName(tool));
}

QString PieceCollector::toolName(int tool) const
{
    QStringList names;
    for (const int member : m_json.children(tool)) {
        if (!m_json.isNamed(member, "functionDeclarations")) {
            names.append(m_json.key(member));
            continue;
        }
        const bool isList = m_json.kind(member) == Kind::Array;
        for (const int function : isList ? m_json.children(member) : QList<int> {member})
            names.append(textOf(function, "name"));
    }
    names.removeAll(QString());
    return names.join(u", "_s);
}

void PieceCollector::addThresholds(int safety)
{
    const bool isList = m_json.kind(safety) == Kind::Array;
    int place = 0;
    for (const int entry : isList ? m_json.children(safety) : QList<int> {safety}) {
        const QString path = isList ? u"safetySettings[%1]"_s.arg(place++) : QString(u"safetySettings"_s);
        const bool isShown = std::ranges::any_of(m_layout.thresholds.asKeyValueRange(), [&](const auto& of) {
            return of.second.contains(entry) && m_layout.shown.safety.threshold(of.first);
        });
        const QString category = textOf(entry, "category");
        const QString threshold = textOf(entry, "threshold");
        if (isShown)
            addOthers(entry, path, {"category", "threshold"});
        else
            add(CarriedPiece::Kind::Threshold, u"%1 (%2 %3)"_s.arg(path, category, threshold), entry,
                category);
    }
}

void PieceCollector::addSettings(int group, const QByteArray& name, const QString& path)
{
    for (const int member : m_json.children(group)) {
        const QString memberPath = path + u'.' + m_json.key(member);
        bool isShown = false;
        forEachSetting(m_layout.shown.generation, [&](const SettingName& setting, const auto& value) {
            isShown = isShown
                || (setting.group == name && m_json.isNamed(member, setting.name)
                    && (isSet(value) || m_json[member].children == 0));
        });
        if (name.isEmpty() && m_json.kind(member) == Kind::Object && isAny(member, {"imageConfig"}))
            addSettings(member, "imageConfig", memberPath);
        else if (name.isEmpty() && m_json.kind(member) == Kind::Object && isAny(member, {"thinkingConfig"}))
            addSettings(member, "thinkingConfig", memberPath);
        else if (isAny(member, {"responseSchema", "responseJsonSchema"}))
            add(CarriedPiece::Kind::Schema, memberPath, member);
        else if (!isShown)
            add(CarriedPiece::Kind::Setting, memberPath, member);
    }
}

void PieceCollector::addOthers(int object, const QString& path, std::initializer_list<const char*> shown)
{
    for (const int member : m_json.children(object)) {
        if (!isAny(member, shown))
            add(CarriedPiece::Kind::Part, path + u'.' + m_json.key(member), member);
    }
}

void PieceCollector::add(CarriedPiece::Kind kind, const QString& path, int node, const QString& name)
{
    if (m_json.kind(node) != Kind::Null)
        m_pieces.append({kind, path, name, m_json.bytes(node).toByteArray(), node});
}

bool PieceCollector::isAny(int member, std::initializer_list<const char*> names) const
{
    return std::ranges::any_of(names, [&](const char* name) { return m_json.isNamed(member, name); });
}

QString PieceCollector::textOf(int object, const char* member) const
{
    const int found = m_json.find(object, member);
    return found == noNode ? QString() : m_json.text(found);
}

} // namespace

QList<CarriedPiece> carriedPieces(const RequestLayout& layout)
{
    return PieceCollector(layout).collect();
}

QList<CarriedPiece> carriedPieces(const Prompt& prompt)
{
    if (prompt.carried.isEmpty())
        return {};
    const QByteArray text = requestText(prompt);
    const auto layout = layOutRequest(text, prompt.images);
    return layout ? carriedPieces(*layout) : QList<CarriedPiece>();
}

QStringList carriedTexts(const Prompt& prompt)
{
    QStringList texts;
    if (prompt.carried.isEmpty())
        return texts;
    const auto layout = layOutRequest(prompt.carried, {});
    if (!layout)
        return texts;
    const auto& json = layout->outline;
    for (const int turn : layout->turns) {
        const int parts = turn == layout->asked ? noNode : json.find(turn, "parts");
        const auto each = json.kind(parts) == Kind::Array ? json.children(parts) : QList<int> {parts};
        for (const int part : each) {
            const int text = part == noNode ? noNode : json.find(part, "text");
            if (text != noNode)
                texts.append(json.text(text));
        }
    }
    return texts;
}

Result<Prompt> withoutPiece(const Prompt& prompt, const CarriedPiece& piece)
{
    const QByteArray text = requestText(prompt);
    const auto layout = layOutRequest(text, prompt.images);
    if (!layout)
        return layout.error();
    const auto& json = layout->outline;
    int node = piece.node;
    // Of a part, the object around; of the only element, the list around.
    const auto isAlone = [&json](int child) {
        const int around = json[child].parent;
        if (around == noNode || json[around].children > 1)
            return false;
        return json.kind(around) == Kind::Array ? !json.isNamed(around, "contents")
                                                : json[around].keyBegin == noNode;
    };
    while (node != rootNode && isAlone(node) && json[node].parent != rootNode)
        node = json[node].parent;
    JsonEdit edit(json);
    edit.remove(node);
    return withRequestText(prompt, edit.result());
}

} // namespace safelight
