#pragma once

#include <QMainWindow>

#include <memory>

namespace safelight {

class Clock;
class Settings;
class Workbench;

// The window: builds the panes, connects them to the workbench, decides nothing.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Workbench& workbench, Settings& settings, const Clock& clock, QWidget* parent = nullptr);
    ~MainWindow() override;

    // In the bar above the panes, with a detail to unfold.
    void showProblem(const QString& sentence, const QString& detail);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
