#pragma once

#include "app/settings/settings.h"
#include "ui/response/responsepanel.h"

#include <QTemporaryDir>
#include <QTest>

namespace safelight::test {

// An inspector in a window of its own, with settings of its own.
struct PanelFixture
{
    PanelFixture()
    {
        panel.resize(690, 755);
        panel.show();
    }

    bool isExposed() { return QTest::qWaitForWindowExposed(&panel); }

    const QTemporaryDir folder;
    Settings settings {folder.filePath(QStringLiteral("settings.ini"))};
    ResponsePanel panel {settings};
};

} // namespace safelight::test
