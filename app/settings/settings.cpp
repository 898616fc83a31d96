#include "app/settings/settings.h"

#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Row
{
    SettingKey key;
    QLatin1StringView name;
    QVariant standard; // its type is the type of the setting
};

const auto& table()
{
    static const auto rows = std::to_array<Row>({
        {SettingKey::CurrentBackend, "backend/current"_L1, u"simulator"_s},
        {SettingKey::Backends, "backend/list"_L1, QByteArray()}, // JSON: app/backends/backendlist.h
        {SettingKey::BackendsGeometry, "backend/geometry"_L1, QByteArray()},
        {SettingKey::CurrentModel, "backend/model"_L1, QString()},
        {SettingKey::Appearance, "window/appearance"_L1, u"system"_s},
        {SettingKey::LastSession, "session/last"_L1, QString()},
        {SettingKey::WindowGeometry, "window/geometry"_L1, QByteArray()},
        {SettingKey::SplitterMain, "window/splitterMain"_L1, QByteArray()},
        {SettingKey::SplitterInspector, "window/splitterInspector"_L1, QByteArray()},
        {SettingKey::AdviceShown, "window/adviceShown"_L1, true},
        {SettingKey::RemedyDialogGeometry, "window/remedyDialogGeometry"_L1, QByteArray()},
        {SettingKey::InspectorTab, "window/inspectorTab"_L1, 0},
        {SettingKey::EditorTab, "window/editorTab"_L1, 0},
        {SettingKey::RawPretty, "response/rawPretty"_L1, true},
        {SettingKey::ThoughtsShown, "response/thoughtsShown"_L1, false},
        {SettingKey::LastOpenFolder, "folders/open"_L1, QString()},
        {SettingKey::LastSaveFolder, "folders/save"_L1, QString()},
        {SettingKey::StreamAnswers, "backend/stream"_L1, true},
        {SettingKey::CountTokens, "cost/countTokens"_L1, true},
        {SettingKey::CompareOnlyDifferences, "compare/onlyDifferences"_L1, false},
        {SettingKey::UserPrices, "cost/prices"_L1, QByteArray()}, // JSON: app/cost/pricebook.h
        {SettingKey::HistoryTable, "history/table"_L1, false},
        {SettingKey::HistoryColumns, "history/columns"_L1, QByteArray()},
        {SettingKey::HistoryOrder, "history/order"_L1, 0}, // app/find/historyquery.h
        {SettingKey::HistoryDescending, "history/descending"_L1, true},
        {SettingKey::HistoryQuick, "history/quick"_L1, u"all"_s},
        {SettingKey::HistoryFilters, "history/filters"_L1, QByteArray()}, // JSON: name, text, quick choice
        {SettingKey::ReportChoice, "report/choice"_L1, QByteArray()}, // JSON: ui/report/reportchoice.h
        {SettingKey::ReportGeometry, "report/geometry"_L1, QByteArray()},
        {SettingKey::Retries, "sending/retries"_L1, 3}, // after the first try
        {SettingKey::SendAtOnce, "sending/atOnce"_L1, 2}, // requests to one back end
        {SettingKey::RecentSessions, "session/recent"_L1, QStringList()}, // newest first
    });
    return rows;
}

const Row& rowOf(SettingKey key)
{
    const auto it = std::ranges::find(table(), key, &Row::key);
    Q_ASSERT_X(it != table().end(), "Settings", "a key without a row in the table");
    return *it;
}

QString platformPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/safelight.ini"_L1;
}

} // namespace

Settings::Settings(const QString& path)
    : m_store(std::make_unique<QSettings>(path.isEmpty() ? platformPath() : path, QSettings::IniFormat))
{ }

Settings::~Settings() = default;

QVariant Settings::value(SettingKey key) const
{
    const Row& row = rowOf(key);
    QVariant stored = m_store->value(row.name, row.standard);
    // An edited file may hold anything; the caller gets the type of the table.
    if (stored.metaType() != row.standard.metaType() && !stored.convert(row.standard.metaType()))
        return row.standard;
    return stored;
}

QString Settings::formerText(const QString& name) const
{
    return m_store->value(name).toString();
}

void Settings::setValue(SettingKey key, const QVariant& value)
{
    // The file is written within the next turn of the event loop and waits for the disk, twice: not for what
    // a window tells while it is built.
    if (value != this->value(key))
        m_store->setValue(rowOf(key).name, value);
}

} // namespace safelight
