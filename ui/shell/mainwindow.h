#pragma once

#include <QMainWindow>

#include <memory>

namespace safelight {

class Settings;
class Workbench;

// The window: builds the panes, connects them to the workbench, decides nothing.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
