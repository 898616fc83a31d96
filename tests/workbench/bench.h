#pragma once

#include "app/base/clock.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/workbench.h"
#include "tests/support/replayclient.h"

#include <QTemporaryDir>
#include <QTimeZone>

namespace safelight::test {

class FixedClock final : public Clock
{
public:
    QDateTime now() const override
    {
        return QDateTime(QDate(2026, 11, 21), QTime(14, 2, 11), QTimeZone::utc());
    }
};

// A workbench with everything it stands on, in a folder of its own.
struct Bench
{
    QTemporaryDir folder;
    ReplayModelClient client;
    SessionSecretStore secrets;
    Settings settings {folder.filePath(QStringLiteral("settings.ini"))};
    FixedClock clock;
    std::unique_ptr<Workbench> workbench;

    Bench()
    {
        settings.setValue(SettingKey::Retries, 0); // tests that want them say so
        start();
    }
    // Once more with the same settings and files, as after a restart.
    void start()
    {
        workbench.reset();
        workbench = std::make_unique<Workbench>(WorkbenchParts {client, secrets, settings, clock});
        workbench->backends().connectTo(QUrl(QStringLiteral("http://127.0.0.1:1")));
    }
    QString path(const QString& name) const { return folder.filePath(name); }
};

inline const QByteArray blockedAnswer =
    R"({"candidates":[{"content":{"parts":null},"finishReason":"IMAGE_SAFETY","index":0}],)"
    R"("usageMetadata":{"promptTokenCount":276,"thoughtsTokenCount":173,"candidatesTokenCount":0,)"
    R"("totalTokenCount":449},"modelVersion":"gemini-3-pro-image-preview"})";

inline const QList<QByteArray> streamedAnswer {
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"One \"}]}}]}\r\n\r\n",
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"two \"}]}}]}\r\n\r\n",
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"three\"}]},"
    "\"finishReason\":\"STOP\"}]}\r\n\r\n",
};

} // namespace safelight::test
