#pragma once

#include <QList>
#include <QObject>

#include <optional>

class QWidget;

namespace safelight {

class Actions;
class HistoryPanel;
class MessageBar;
enum class ReportFormat;
struct ReportSubject;
class Settings;
class Toolbar;
class Workbench;

// What reports need of the window; all of it outlives it.
struct ReportWorkParts
{
    Workbench& workbench;
    Settings& settings;
    const Actions& actions;
    Toolbar& toolbar;
    MessageBar& message;
    const HistoryPanel& history;
};

// Reports on the session's attempts.
class ReportWork final : public QObject
{
    Q_OBJECT

public:
    ReportWork(const ReportWorkParts& parts, QWidget* window);

private:
    void makeMenu();
    // The format is asked where none is given.
    void collectReport(const QList<qint64>& chosen, std::optional<ReportFormat> format,
                       bool aboutChosen = false);
    void openReport(ReportSubject subject, std::optional<ReportFormat> format);

    QWidget& m_window;
    const ReportWorkParts m_parts;
};

} // namespace safelight
