#include "ui/history/savedfilters.h"

#include "app/settings/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype mostFilters = 100;

constexpr std::array<std::pair<QuickFilter, QLatin1StringView>, 5> names {
    {{QuickFilter::All, "all"_L1},
     {QuickFilter::Passed, "passed"_L1},
     {QuickFilter::Blocked, "blocked"_L1},
     {QuickFilter::Errors, "errors"_L1},
     {QuickFilter::Different, "different"_L1}}};

} // namespace

QString quickFilterName(QuickFilter quick)
{
    return std::ranges::find(names, quick, &std::pair<QuickFilter, QLatin1StringView>::first)->second;
}

QuickFilter quickFilterNamed(const QString& name)
{
    const auto it = std::ranges::find_if(names, [&name](const auto& known) { return known.second == name; });
    return it == names.end() ? QuickFilter::All : it->first;
}

QList<SavedFilter> savedFilters(const Settings& settings)
{
    QList<SavedFilter> filters;
    const auto stored = QJsonDocument::fromJson(settings.value(SettingKey::HistoryFilters).toByteArray());
    for (const QJsonValue& value : stored.array()) {
        const auto object = value.toObject();
        const SavedFilter filter {object.value("name"_L1).toString(), object.value("text"_L1).toString(),
                                  quickFilterNamed(object.value("quick"_L1).toString())};
        if (!filter.name.isEmpty() && filters.size() < mostFilters)
            filters << filter;
    }
    return filters;
}

void keepFilters(Settings& settings, const QList<SavedFilter>& filters)
{
    QJsonArray array;
    for (const auto& filter : filters.first(std::min(filters.size(), mostFilters)))
        array << QJsonObject {
            {u"name"_s, filter.name}, {u"text"_s, filter.text}, {u"quick"_s, quickFilterName(filter.quick)}};
    settings.setValue(SettingKey::HistoryFilters, QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace safelight
