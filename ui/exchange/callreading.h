#pragma once

#include "app/base/background.h"
#include "app/exchange/calls.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace safelight {

// What was read of a text or a file.
struct ReadCalls
{
    QByteArray bytes;
    Result<RecordedCalls> calls;
    bool isFile = false;
    bool isGone = false; // the file could not be read
    QStringList missing; // files that a command names and that were not read
};

// Reads calls off the interface thread. One reading overtakes the one before it, which ends soon.
class CallReading final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallReading)

public:
    explicit CallReading(QObject* parent = nullptr);
    ~CallReading() override; // nobody waits for what is still being read

    void read(const QByteArray& bytes);
    void readFile(const QString& path);
    // Once more, with the user's files in place of those that were missing.
    void readWith(const QStringList& paths, const QByteArray& bytes);
    // Another text: nothing is read until it is, and what was chosen says nothing about it.
    void forget();
    const QStringList& missing() const { return m_missing; }

signals:
    void finished(const safelight::ReadCalls& read);

private:
    StopAsked begin();
    void take(const ReadCalls& read);

    Latest m_latest;
    std::shared_ptr<std::atomic_bool> m_stopped = std::make_shared<std::atomic_bool>(); // of the latest
    QStringList m_missing;
    QHash<QString, QString> m_chosen; // files for the names in the command
    QString m_folder; // of the file the command stands in; empty: pasted
};

} // namespace safelight
