#pragma once

#include "app/base/result.h"

#include <QString>

namespace safelight {

class Connection;

// Who is sending from a session. A row stands for one open SessionStore; it is written with its first attempt
// or draft and removed when the store closes. A row whose process is gone was left by a crash.
Result<Done> addOwner(const Connection& connection, const QString& token);
// Its attempts that are still being sent become interrupted, its draft belongs to nobody.
Result<Done> removeOwner(const Connection& connection, const QString& token);
// Those that are still being sent become interrupted; where something of an answer arrived, it is to be read.
// More conditions may follow.
QString interruptStatement();
// The same for every owner that no longer runs. Writes nothing when there is none.
Result<Done> removeDeadOwners(const Connection& connection);

struct OwnerProcess
{
    QString machine; // a session copied from another machine is not being sent here
    QString boot; // process numbers count from here
    qint64 process = 0;
    QString processStart; // tells a process from a later one with the same number; empty: not known

    friend bool operator==(const OwnerProcess&, const OwnerProcess&) = default;
};

OwnerProcess thisProcess();
bool isRunning(const OwnerProcess& owner);

} // namespace safelight
