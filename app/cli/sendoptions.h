#pragma once

#include "app/base/result.h"
#include "app/cli/chosenbackend.h"

#include <QCoreApplication>
#include <QStringList>

#include <chrono>
#include <optional>

namespace safelight {

// The sentences of `safelight send`, as Qt translates them.
class SendText
{
    Q_DECLARE_TR_FUNCTIONS(Send)
};

// What stands behind `safelight send` (headless.md).
struct SendOptions
{
    bool help = false;
    bool json = false;
    BackendOptions backend;
    QString model;
    QStringList images;
    bool stream = false;
    int repeat = 1;
    int concurrency = 1; // so many at once
    std::chrono::seconds timeout {600};
    int retries = 0;
    QString session;
    QString outputFolder;
    QStringList requests; // files, or "-"
};

// Fails with a sentence; the arguments are those behind "send".
Result<SendOptions> readSendOptions(const QStringList& arguments);
QString sendHelpText();

} // namespace safelight
