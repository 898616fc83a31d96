#include "app/printed/printedratings.h"

#include "app/printed/printedjson.h"
#include "app/printed/printednames.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using Kind = safelight::PrintedValue::Kind;

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int deepestText = 2; // a text in a text
constexpr std::size_t mostEntries = 100;

// Members that follow the category of an entry whose members stand loosely.
bool isOfEntry(const QByteArray& name)
{
    return name == "probability" || name == "threshold" || name == "blocked" || name == "severity"
        || name == "probabilityScore" || name == "severityScore";
}

// "HARM_CATEGORY_HARASSMENT": "NEGLIGIBLE", as people print them; or the rest of the entry below that name.
PrintedValue entryOf(const QByteArray& category, const PrintedValue& value)
{
    PrintedValue entry {Kind::Object, {}, {}};
    if (value.kind == Kind::Object)
        entry = value;
    for (const char* name : {"probability", "threshold"}) {
        if (value.kind == Kind::Text && isEnumName(name, enumWord(name, value.text)))
            entry.members.push_back({name, value});
    }
    entry.members.push_back({"category", {Kind::Text, category, {}}});
    return entry;
}

QByteArray listJson(const PrintedValue& list, const char* name)
{
    if (list.members.empty())
        return {};
    PrintedValue object {Kind::Object, {}, {}};
    object.members.push_back({name, list});
    const QByteArray json = PrintedJson(object).json();
    const auto start = json.indexOf('[');
    return json.mid(start, json.size() - start - 1);
}

} // namespace

const PrintedValue* memberOf(const PrintedValue& object, const char* name)
{
    for (const auto& member : object.members) {
        if (wireName(member.name) == name)
            return &member.value;
    }
    return nullptr;
}

bool blockNothing(const QByteArray& settings)
{
    const auto list = QJsonDocument::fromJson(settings).array();
    return !list.isEmpty() && std::ranges::all_of(list, [](const QJsonValue& setting) {
        const QString threshold = setting["threshold"_L1].toString();
        return threshold == "BLOCK_NONE"_L1 || threshold == "OFF"_L1;
    });
}

PrintedRatings::PrintedRatings(const PrintedValue& root)
{
    walk(root, 0);
}

QByteArray PrintedRatings::ratings() const
{
    return listJson(m_ratings, "safetyRatings");
}

QByteArray PrintedRatings::settings() const
{
    return listJson(m_settings, "safetySettings");
}

void PrintedRatings::walk(const PrintedValue& value, int inTexts)
{
    if (value.kind == Kind::Text && inTexts < deepestText
        && (value.text.contains("category: ") || value.text.contains("HARM_CATEGORY_"))
        && value.text.size() > 40) { // longer than a name
        walk(readPrinted(value.text).root, inTexts + 1);
        return;
    }
    for (const auto& member : value.members)
        walkMember(member, inTexts);
    if (!m_loose.members.empty())
        add(std::exchange(m_loose, {Kind::Object, {}, {}}));
}

void PrintedRatings::walkMember(const PrintedMember& member, int inTexts)
{
    const QByteArray name = wireName(member.name);
    const QByteArray category = enumWord("category", member.name);
    const bool isEntry = name == "category" && !member.value.isContainer();
    if (isEntry && !m_loose.members.empty())
        add(std::exchange(m_loose, {Kind::Object, {}, {}}));
    if (isEntry || isOfEntry(name)) {
        m_loose.members.push_back(member);
    } else if (category.startsWith("HARM_CATEGORY_") && isEnumName("category", category)) {
        add(entryOf(category, member.value));
    } else {
        PrintedValue before = std::exchange(m_loose, {Kind::Object, {}, {}});
        walk(member.value, inTexts);
        m_loose = std::move(before);
    }
}

void PrintedRatings::add(PrintedValue&& entry)
{
    const auto* category = memberOf(entry, "category");
    const bool isSetting = memberOf(entry, "threshold");
    if (!category || (!isSetting && !memberOf(entry, "probability")))
        return;
    auto& list = isSetting ? m_settings : m_ratings;
    const auto isSame = [category](const PrintedMember& other) {
        return memberOf(other.value, "category")->text == category->text;
    };
    if (list.members.size() < mostEntries && std::ranges::none_of(list.members, isSame))
        list.members.push_back({{}, std::move(entry)});
}

} // namespace safelight
