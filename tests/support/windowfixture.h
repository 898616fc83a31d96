#pragma once

#include "app/base/clock.h"
#include "app/client/httpmodelclient.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "app/simulator/simulator.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/opensession.h"
#include "app/workbench/workbench.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace safelight::test {

// The whole program as app/main builds it, on the built-in simulator and on files of its own.
class Program
{
public:
    explicit Program(const QString& folder = {}, quint32 seed = 1)
        : m_folder(folder.isEmpty() ? m_ownFolder.path() : folder)
        , settings(m_folder + QStringLiteral("/settings.ini"))
        , m_simulator(seed)
    {
        settings.setValue(SettingKey::Retries, 0); // tests that want them say so
        const auto started = m_simulator.start();
        m_url = started ? *started : QUrl();
        workbench = std::make_unique<Workbench>(WorkbenchParts {m_client, secrets, settings, m_clock});
        workbench->backends().connectTo(m_url);
        window = std::make_unique<MainWindow>(*workbench, settings, m_clock);
    }

    ~Program()
    {
        window.reset();
        workbench.reset();
    }

    // Shows the window on the session file of this folder.
    bool open()
    {
        QSignalSpy opened(workbench.get(), &Workbench::sessionOpened);
        window->resize(1440, 900);
        window->show();
        // In a real X server without a window manager nobody else gives the window the keyboard.
        window->activateWindow();
        if (QFileInfo::exists(sessionPath()))
            workbench->session().open(sessionPath());
        else
            workbench->session().create(sessionPath());
        return QTest::qWaitForWindowActive(window.get())
            && QTest::qWaitFor([&opened] { return !opened.isEmpty(); }, 10000);
    }

    QString sessionPath() const { return m_folder + QStringLiteral("/test.safelight"); }
    QString folder() const { return m_folder; }
    QUrl simulatorUrl() const { return m_url; }

private:
    QTemporaryDir m_ownFolder;
    QString m_folder;

public:
    Settings settings;
    SessionSecretStore secrets;

private:
    HttpModelClient m_client;
    SystemClock m_clock;
    Simulator m_simulator;
    QUrl m_url;

public:
    std::unique_ptr<Workbench> workbench;
    std::unique_ptr<MainWindow> window;
};

// Does any visible label or button below `root` show this text?
inline bool showsText(const QWidget& root, const QString& text)
{
    for (const auto* label : root.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    for (const auto* button : root.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->text().contains(text))
            return true;
    }
    return false;
}

} // namespace safelight::test
