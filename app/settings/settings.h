#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <memory>

class QSettings;

namespace safelight {

// Every setting there is. No secret is ever one of them.
enum class SettingKey {
    CurrentBackend,
    Backends,
    BackendsGeometry,
    CurrentModel,
    Appearance,
    LastSession,
    WindowGeometry,
    SplitterMain,
    SplitterInspector,
    InspectorTab,
    AdviceShown,
    RemedyDialogGeometry,
    EditorTab,
    RawPretty,
    ThoughtsShown,
    LastOpenFolder,
    LastSaveFolder,
    StreamAnswers,
    UserPrices,
    CountTokens,
    CompareOnlyDifferences,
    HistoryTable,
    HistoryColumns,
    HistoryOrder,
    HistoryDescending,
    HistoryQuick,
    HistoryFilters,
    RecentSessions,
    ReportChoice,
    ReportGeometry,
    Retries,
    SendAtOnce,
};

// A table of keys with stored name and default. A read-only or missing home is not an error: values then live
// as long as the program.
class Settings
{
public:
    // Empty path: the platform's place.
    explicit Settings(const QString& path = {});
    ~Settings();

    QVariant value(SettingKey key) const;
    // Nothing is written where that is the value already.
    void setValue(SettingKey key, const QVariant& value);
    // What an earlier version kept under this name; empty where it kept none.
    QString formerText(const QString& name) const;
    QString text(SettingKey key) const { return value(key).toString(); }

private:
    std::unique_ptr<QSettings> m_store;
};

} // namespace safelight
