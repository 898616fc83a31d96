#include "app/request/conversation.h"

#include "app/request/requestcodec.h"
#include "app/request/requestlayout.h"
#include "app/wire/eventstreamparser.h"
#include "app/wire/jsonedit.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using safelight::json::Kind;

namespace safelight {

namespace {

const QByteArray emptyTurn = R"({"role":"user","parts":[{"text":""}]})";

QList<int> listedIn(const JsonOutline& json, int list)
{
    if (json.kind(list) == Kind::Null)
        return {};
    return json.kind(list) == Kind::Array ? json.children(list) : QList<int> {list};
}

void countPart(const JsonOutline& json, int part, RequestTurn& turn, QStringList& texts)
{
    const int text = json.find(part, "text");
    const int media = json.find(part, "inlineData");
    const int type = media == noNode ? noNode : json.find(media, "mimeType");
    turn.isSigned = turn.isSigned || json.find(part, "thoughtSignature") != noNode;
    if (text != noNode) {
        ++turn.texts;
        texts.append(json.text(text));
    } else if (type != noNode && json.text(type).startsWith("image/"_L1)) {
        ++turn.images;
    } else {
        ++turn.others;
    }
}

RequestTurn turnAt(const RequestLayout& layout, int node)
{
    const auto& json = layout.outline;
    RequestTurn turn;
    const int role = json.find(node, "role");
    turn.role = role == noNode ? u"user"_s : json.text(role);
    turn.isPrompt = node == layout.asked;
    QStringList texts;
    for (const int part : listedIn(json, json.find(node, "parts")))
        countPart(json, part, turn, texts);
    turn.text = texts.join(u'\n');
    return turn;
}

void addParts(QByteArrayView chunk, QList<QByteArray>& parts)
{
    const auto json = JsonOutline::of(chunk);
    if (!json)
        return;
    const bool isList = json->kind(rootNode) == Kind::Array;
    for (const int response : isList ? json->children(rootNode) : QList<int> {rootNode}) {
        const int candidates = json->find(response, "candidates");
        const int first = candidates == noNode ? noNode : (*json)[candidates].first;
        const int content = json->find(first, "content");
        for (const int part : listedIn(*json, json->find(content, "parts")))
            parts.append(json->bytes(part).toByteArray());
    }
}

QList<QByteArray> partsOf(const QByteArray& answer)
{
    QList<QByteArray> parts;
    const auto text = json::sourceOf(answer).text;
    if (text.startsWith('{') || text.startsWith('['))
        addParts(text, parts);
    else
        EventStreamParser::readAll(answer, [&parts](QByteArrayView data) { addParts(data, parts); });
    return parts;
}

// An edit of the list of turns, on the request with its images in place: they may end in another turn than
// the prompt.
template<typename Edit>
Result<Prompt> withTurns(const Prompt& prompt, Edit edit)
{
    const QByteArray body = encodeRequest(prompt);
    const auto layout = layOutRequest(body, {});
    if (!layout)
        return layout.error();
    JsonEdit changes(layout->outline);
    edit(*layout, changes);
    return withRequestText(prompt, changes.result());
}

} // namespace

QList<RequestTurn> turnsOf(const Prompt& prompt)
{
    QList<RequestTurn> turns;
    const QByteArray text = requestText(prompt);
    const auto layout = layOutRequest(text, prompt.images);
    if (!layout)
        return turns;
    for (const int node : layout->turns)
        turns.append(turnAt(*layout, node));
    return turns;
}

Result<Prompt> continuedPrompt(const Prompt& prompt, const QByteArray& answer)
{
    const auto parts = partsOf(answer);
    if (parts.isEmpty())
        return Error {Error::Code::NotFound,
                      QCoreApplication::translate("RequestCodec",
                                                  "There is nothing in this response to continue from.")};
    return withTurns(prompt, [&parts](const RequestLayout& layout, JsonEdit& changes) {
        const QByteArray said = "{\"role\":\"model\",\"parts\":[" + parts.join(',') + "]}";
        const auto& json = layout.outline;
        if (layout.contents == noNode) {
            changes.insert(rootNode, "\"contents\":[" + said + ',' + emptyTurn + ']');
        } else if (json.kind(layout.contents) != Kind::Array) {
            changes.replace(layout.contents,
                            '[' + json.bytes(layout.contents) + ',' + said + ',' + emptyTurn + ']');
        } else {
            changes.insert(layout.contents, said);
            changes.insert(layout.contents, emptyTurn);
        }
    });
}

Result<Prompt> withoutTurn(const Prompt& prompt, int turn)
{
    return withTurns(prompt, [turn](const RequestLayout& layout, JsonEdit& changes) {
        if (turn >= 0 && turn < layout.turns.size() && layout.turns.at(turn) != layout.contents)
            changes.remove(layout.turns.at(turn));
    });
}

Result<Prompt> branchedPrompt(const Prompt& prompt, int turn)
{
    return withTurns(prompt, [turn](const RequestLayout& layout, JsonEdit& changes) {
        if (turn < 0 || turn >= layout.turns.size() || layout.turns.at(turn) == layout.contents)
            return;
        for (qsizetype i = turn + 1; i < layout.turns.size(); ++i)
            changes.remove(layout.turns.at(i));
        if (turnAt(layout, layout.turns.at(turn)).role == "model"_L1)
            changes.insert(layout.contents, emptyTurn);
    });
}

} // namespace safelight
