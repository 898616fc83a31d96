#include "app/session/openprograms.h"

#include "app/session/draftrows.h"
#include "app/sqlite/connection.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#endif

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Field 22 of /proc/PID/stat, in ticks since the boot (proc(5)); empty where there is no such file.
QString processStartOf(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    // The name in parentheses may hold spaces and parentheses itself.
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype startField = 22 - 3;
    return fields.size() > startField ? QString::fromLatin1(fields.at(startField)) : QString();
}

bool processExists(qint64 process)
{
#ifdef Q_OS_UNIX
    return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
#else
    // Wrongly taken for dead, an attempt is only shown as interrupted until its answer is stored.
    return process == QCoreApplication::applicationPid();
#endif
}

Result<Done> interrupt(const Connection& connection, const QString& token)
{
    return connection.run(interruptStatement() + u" AND owner = ?"_s, {token});
}

Result<QStringList> deadOwners(const Connection& connection)
{
    QStringList dead;
    const auto done = connection.forEach(
        u"SELECT token, machine, boot, process, process_start FROM owners"_s, {}, [&dead](const SqlRow& row) {
            const OwnerProcess owner {row.text(1), row.text(2), row.number(3), row.text(4)};
            if (!isRunning(owner))
                dead << row.text(0);
        });
    if (!done)
        return done.error();
    return dead;
}

// Attempts whose owner has no row: left by a store that could not say good-bye.
const auto orphaned = u" AND owner NOT IN (SELECT token FROM owners)"_s;

} // namespace

QString interruptStatement()
{
    return u"UPDATE attempts SET state = 'interrupted', indexed = indexed AND NOT EXISTS"
           " (SELECT 1 FROM segments WHERE attempt = attempts.id AND part = 1) WHERE state = 'sending'"_s;
}

OwnerProcess thisProcess()
{
    const qint64 process = QCoreApplication::applicationPid();
    return {QString::fromLatin1(QSysInfo::machineUniqueId()), QString::fromLatin1(QSysInfo::bootUniqueId()),
            process, processStartOf(process)};
}

bool isRunning(const OwnerProcess& owner)
{
    const OwnerProcess self = thisProcess();
    if (owner.machine != self.machine || owner.boot != self.boot || !processExists(owner.process))
        return false;
    return owner.processStart.isEmpty() || owner.processStart == processStartOf(owner.process);
}

Result<Done> addOwner(const Connection& connection, const QString& token)
{
    const OwnerProcess self = thisProcess();
    return connection.run(u"INSERT OR IGNORE INTO owners (token, machine, boot, process, process_start)"
                          " VALUES (?, ?, ?, ?, ?)"_s,
                          {token, self.machine, self.boot, self.process, self.processStart});
}

Result<Done> removeOwner(const Connection& connection, const QString& token)
{
    return transacted(connection, [&]() -> Result<Done> {
        if (const auto done = interrupt(connection, token); !done)
            return done.error();
        if (const auto done = connection.run(u"DELETE FROM owners WHERE token = ?"_s, {token}); !done)
            return done.error();
        return removeOldDrafts(connection);
    });
}

Result<Done> removeDeadOwners(const Connection& connection)
{
    const auto dead = deadOwners(connection);
    if (!dead)
        return dead.error();
    for (const QString& token : *dead) {
        if (const auto done = removeOwner(connection, token); !done)
            return done.error();
    }
    const auto left =
        connection.value(u"SELECT 1 FROM attempts WHERE state = 'sending'"_s + orphaned + u" LIMIT 1"_s);
    if (!left)
        return left.error();
    if (left->isNull())
        return Done();
    return connection.run(interruptStatement() + orphaned);
}

} // namespace safelight
