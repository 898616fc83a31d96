#include "app/request/requestediting.h"

#include "app/prompt/textchange.h"
#include "app/request/generationfields.h"
#include "app/request/imagemarks.h"
#include "app/request/listdifference.h"
#include "app/request/requestlayout.h"
#include "app/request/requestwriter.h"
#include "app/wire/jsonedit.h"

#include <algorithm>

using safelight::json::Kind;

namespace safelight {

namespace {

template<typename Write>
QByteArray fragment(Write write)
{
    MarkSink sink;
    RequestWriter writer(sink);
    write(writer);
    return sink.bytes();
}

QByteArray textJson(const QString& text)
{
    return fragment([&](RequestWriter& writer) { writer.value(text); });
}

QByteArray textPartJson(const QString& text)
{
    return "{\"text\":" + textJson(text) + '}';
}

QByteArray imagePartJson(const ReferenceImage& image)
{
    return "{\"inlineData\":{\"mimeType\":" + textJson(image.mimeType) + ",\"data\":\"" + imageMark(image)
        + "\"}}";
}

bool isSameImage(const ReferenceImage& a, const ReferenceImage& b)
{
    return imageMark(a) == imageMark(b) && a.mimeType == b.mimeType;
}

// Names and sizes of images do not travel.
bool isSameToService(const QList<ReferenceImage>& a, const QList<ReferenceImage>& b)
{
    return std::ranges::equal(a, b, [](const ReferenceImage& one, const ReferenceImage& other) {
        return isSameImage(one, other) && one.caption == other.caption;
    });
}

// Differences that only a list has room for, and there is no list where there should be one.
QByteArray withRoom(const RequestLayout& layout, const Prompt& prompt)
{
    const auto& json = layout.outline;
    JsonEdit edit(json);
    const auto makeList = [&](int node) {
        edit.replace(node,
                     json.kind(node) == Kind::Null ? QByteArrayLiteral("[]") : '[' + json.bytes(node) + ']');
    };
    const auto& shown = layout.shown;
    if (prompt.safety != shown.safety) {
        if (layout.safety == noNode)
            edit.insert(rootNode, "\"safetySettings\":[]");
        else if (json.kind(layout.safety) != Kind::Array)
            makeList(layout.safety);
    }
    const bool hasParts = layout.asked != noNode && json.kind(layout.parts) == Kind::Array;
    if (hasParts || (isSameToService(prompt.images, shown.images) && prompt.text == shown.text))
        return edit.result();
    if (layout.contents == noNode)
        edit.insert(rootNode, R"("contents":[{"role":"user","parts":[]}])", json[0].first);
    else if (json.kind(layout.contents) != Kind::Array)
        makeList(layout.contents);
    else if (layout.asked == noNode)
        edit.insert(layout.contents, R"({"role":"user","parts":[]})");
    else if (layout.parts == noNode)
        edit.insert(layout.asked, "\"parts\":[]");
    else
        makeList(layout.parts);
    return edit.result();
}

class RequestEditing
{
public:
    RequestEditing(const RequestLayout& layout, const Prompt& prompt)
        : m_layout(layout)
        , m_json(layout.outline)
        , m_prompt(prompt)
        , m_edit(layout.outline)
    { }

    QByteArray result();

private:
    void editPromptText();
    void editImages();
    void editCaption(const RequestLayout::Image& image, const QString& before, const QString& after);
    void insertImage(const ReferenceImage& image, int before);
    void editSystem();
    void editSafety();
    void editGeneration();
    void addSettings(const QByteArray& group, const QList<QByteArray>& members);
    void editModel();
    void editTexts(const QList<int>& texts, const QString& before, const QString& after);
    void removeTexts(const QList<int>& texts);
    int partOf(int text) const;
    int placeOfNewImages() const;

    const RequestLayout& m_layout;
    const JsonOutline& m_json;
    const Prompt& m_prompt;
    JsonEdit m_edit;
};

QByteArray RequestEditing::result()
{
    const Prompt& shown = m_layout.shown;
    if (!isSameToService(m_prompt.images, shown.images))
        editImages();
    if (m_prompt.text != shown.text)
        editPromptText();
    if (m_prompt.systemInstruction != shown.systemInstruction)
        editSystem();
    if (m_prompt.safety != shown.safety)
        editSafety();
    if (m_prompt.generation != shown.generation)
        editGeneration();
    if (m_layout.model != noNode && m_json.kind(m_layout.model) == Kind::Text)
        editModel();
    return m_edit.result();
}

// What stands in the list of parts for this text: its object, or itself.
int RequestEditing::partOf(int text) const
{
    const int around = m_json[text].parent;
    return m_json.kind(around) == Kind::Object && m_json.isNamed(text, "text") ? around : text;
}

void RequestEditing::editPromptText()
{
    const QString& after = m_prompt.text;
    if (m_layout.texts.isEmpty()) {
        m_edit.insert(m_layout.parts, textPartJson(after));
        return;
    }
    // An empty list of parts is an error, an empty text is a prompt.
    const bool hasOthers = m_json[m_layout.parts].children > m_layout.texts.size() + m_layout.images.size()
        || !m_prompt.images.isEmpty();
    if (after.isEmpty() && hasOthers && m_json.kind(m_layout.parts) == Kind::Array)
        removeTexts(m_layout.texts);
    else
        editTexts(m_layout.texts, m_layout.shown.text, after);
}

// The texts were shown joined by line ends. What was not touched stays; where a line end between two was
// removed, they become one.
void RequestEditing::editTexts(const QList<int>& texts, const QString& before, const QString& after)
{
    const TextChange change = TextChange::between(before, after);
    const qsizetype from = change.position;
    const qsizetype to = from + change.removed.size();
    int first = noNode;
    QString head;
    qsizetype begin = 0;
    for (const int text : texts) {
        const QString own = m_json.text(text);
        const qsizetype end = begin + own.size();
        if (first == noNode && from <= end) {
            first = text;
            head = own.left(from - begin) + change.inserted;
        } else if (first != noNode) {
            m_edit.remove(partOf(text));
        }
        if (first != noNode && to <= end) {
            m_edit.replace(first, textJson(head + own.mid(to - begin)));
            return;
        }
        begin = end + 1;
    }
}

void RequestEditing::removeTexts(const QList<int>& texts)
{
    for (const int text : texts)
        m_edit.remove(partOf(text));
}

void RequestEditing::editCaption(const RequestLayout::Image& image, const QString& before,
                                 const QString& after)
{
    if (before == after)
        return;
    if (image.captions.isEmpty())
        m_edit.insert(m_layout.parts, textPartJson(after), image.part);
    else if (after.isEmpty())
        removeTexts(image.captions);
    else
        editTexts(image.captions, before, after);
}

// Behind the last image, or where there is noNode before the text that follows: the order of the API's own
// examples.
int RequestEditing::placeOfNewImages() const
{
    if (!m_layout.images.isEmpty())
        return m_json[m_layout.images.constLast().part].next;
    return m_layout.texts.isEmpty() ? noNode : partOf(m_layout.texts.constFirst());
}

// An image that only moved takes its part along, with whatever else stands in it.
void RequestEditing::insertImage(const ReferenceImage& image, int before)
{
    if (!image.caption.isEmpty())
        m_edit.insert(m_layout.parts, textPartJson(image.caption), before);
    const auto& shown = m_layout.shown.images;
    const auto moved =
        std::ranges::find_if(shown, [&image](const auto& each) { return isSameImage(each, image); });
    m_edit.insert(m_layout.parts,
                  moved == shown.cend()
                      ? imagePartJson(image)
                      : m_json.bytes(m_layout.images.at(moved - shown.cbegin()).part).toByteArray(),
                  before);
}

void RequestEditing::editImages()
{
    const auto& before = m_layout.shown.images;
    const auto& after = m_prompt.images;
    const auto kept = commonPlaces(before, after, isSameImage);
    qsizetype from = 0;
    qsizetype to = 0;
    const auto goTo = [&](qsizetype nextFrom, qsizetype nextTo) {
        int place = placeOfNewImages();
        if (nextFrom < before.size()) {
            const auto& next = m_layout.images.at(nextFrom);
            place = next.captions.isEmpty() ? next.part : partOf(next.captions.constFirst());
        }
        for (; from < nextFrom; ++from) {
            removeTexts(m_layout.images.at(from).captions);
            m_edit.remove(m_layout.images.at(from).part);
        }
        for (; to < nextTo; ++to)
            insertImage(after.at(to), place);
    };
    for (const auto& [nextFrom, nextTo] : kept) {
        goTo(nextFrom, nextTo);
        editCaption(m_layout.images.at(from), before.at(from).caption, after.at(to).caption);
        ++from;
        ++to;
    }
    goTo(before.size(), after.size());
}

void RequestEditing::editSystem()
{
    const QString& after = m_prompt.systemInstruction;
    const int system = m_layout.system;
    if (!m_layout.systemTexts.isEmpty() && !after.isEmpty()) {
        editTexts(m_layout.systemTexts, m_layout.shown.systemInstruction, after);
        return;
    }
    const int parts = system == noNode ? noNode : m_json.find(system, "parts");
    const bool isList = parts != noNode && m_json.kind(parts) == Kind::Array;
    if (after.isEmpty()) {
        if (isList && m_json[parts].children > m_layout.systemTexts.size())
            removeTexts(m_layout.systemTexts);
        else
            m_edit.remove(system);
    } else if (isList) {
        m_edit.insert(parts, textPartJson(after));
    } else if (const QByteArray content = "{\"parts\":[" + textPartJson(after) + "]}"; system == noNode) {
        m_edit.insert(rootNode, "\"systemInstruction\":" + content);
    } else {
        m_edit.replace(system, content);
    }
}

void RequestEditing::editSafety()
{
    for (const auto category : adjustableCategories) {
        const auto after = m_prompt.safety.threshold(category);
        if (after == m_layout.shown.safety.threshold(category))
            continue;
        const auto entry = [&](RequestWriter& writer) { writer.threshold(category, *after); };
        const auto entries = m_layout.thresholds.value(category);
        for (const int each : entries) {
            const int threshold = m_json.find(each, "threshold");
            if (!after)
                m_edit.remove(each);
            else if (threshold != noNode)
                m_edit.replace(threshold, textJson(Known<BlockThreshold>::wireName(*after)));
            else
                m_edit.replace(each, fragment(entry));
        }
        if (after && entries.isEmpty())
            m_edit.insert(m_layout.safety, fragment(entry));
    }
}

void RequestEditing::editGeneration()
{
    QMap<QByteArray, QList<QByteArray>> added;
    QList<QByteArray> values;
    forEachSetting(m_prompt.generation, [&values](const SettingName&, const auto& set) {
        values.append(isSet(set) ? fragment([&set](RequestWriter& writer) { writer.value(valueOf(set)); })
                                 : QByteArray());
    });
    qsizetype place = 0;
    forEachSetting(m_layout.shown.generation, [&](const SettingName& setting, const auto& set) {
        const QByteArray after = values.at(place++);
        const QByteArray before = isSet(set)
            ? fragment([&set](RequestWriter& writer) { writer.value(valueOf(set)); })
            : QByteArray();
        if (after == before)
            return;
        const auto members = m_layout.settings.value(setting.path());
        if (after.isEmpty())
            std::ranges::for_each(members, [this](int member) { m_edit.remove(member); });
        else if (!members.isEmpty())
            m_edit.replace(members.constLast(), after);
        else
            added[setting.group].append('"' + setting.name + "\":" + after);
    });
    for (const QByteArray& group : {QByteArray("imageConfig"), QByteArray("thinkingConfig")}) {
        if (m_layout.settings.contains(group) || !added.contains(group))
            continue;
        added[{}].append('"' + group + "\":{" + added.take(group).join(',') + '}');
    }
    for (auto it = added.cbegin(); it != added.cend(); ++it)
        addSettings(it.key(), it.value());
}

void RequestEditing::addSettings(const QByteArray& group, const QList<QByteArray>& members)
{
    const auto around = m_layout.settings.value(group);
    if (around.isEmpty()) {
        m_edit.insert(rootNode, "\"generationConfig\":{" + members.join(',') + '}');
    } else if (const int last = around.constLast(); m_json.kind(last) == Kind::Null) {
        m_edit.replace(last, '{' + members.join(',') + '}');
    } else {
        for (const auto& member : members)
            m_edit.insert(last, member);
    }
}

// The body may name the model with "models/" before it, the editor does not.
void RequestEditing::editModel()
{
    const QByteArray prefix = "models/";
    QString shown = m_layout.shown.model;
    const bool isPrefixed = shown.startsWith(QLatin1StringView(prefix));
    if (m_prompt.model == shown || (isPrefixed && m_prompt.model == shown.mid(prefix.size())))
        return;
    m_edit.replace(m_layout.model,
                   textJson(isPrefixed ? QLatin1StringView(prefix) + m_prompt.model : m_prompt.model));
}

} // namespace

QByteArray editedRequest(const Prompt& prompt)
{
    QByteArray json = prompt.carried;
    // At most one step for each list around: contents, its turn, its parts.
    for (int step = 0; step < 4; ++step) {
        const auto layout = layOutRequest(json, prompt.images);
        if (!layout)
            return json; // never: only what can be laid out is carried
        QByteArray roomy = withRoom(*layout, prompt);
        if (roomy == json)
            return RequestEditing(*layout, prompt).result();
        json = roomy;
    }
    return json;
}

} // namespace safelight
