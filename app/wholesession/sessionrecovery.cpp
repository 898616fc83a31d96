#include "app/wholesession/sessionrecovery.h"

#include "app/session/sessionfile.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/attemptcopier.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtEndian>

#include <set>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// SQLite refuses a file that is shorter than its header says; with zeros behind it the rest can be read.
bool fillUp(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray header = file.read(100);
    if (header.size() < 100)
        return true;
    const qint64 given = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 pageSize = given == 1 ? 65536 : given;
    const qint64 pages = qFromBigEndian<quint32>(header.constData() + 28);
    // A damaged header may name any size; the room is not used, but somebody may copy the file.
    constexpr qint64 mostMissing = 1000;
    if (pageSize * pages <= file.size() || pageSize * pages > file.size() * mostMissing)
        return true;
    return file.resize(pageSize * pages);
}

// A copy to work on: SQLite writes into a file whose log it finds.
Result<QString> workingCopy(const QString& path, const QTemporaryDir& folder)
{
    const QString copy = folder.filePath(u"damaged.safelight"_s);
    if (!QFile::copy(path, copy))
        return fileProblem(Error::Code::Io,
                           QT_TRANSLATE_NOOP("SessionStore", "The session “%1” cannot be read."), path);
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    const QString log = copy + "-wal"_L1;
    if (QFile::exists(path + "-wal"_L1) && QFile::copy(path + "-wal"_L1, log))
        QFile::setPermissions(log, QFile::ReadOwner | QFile::WriteOwner);
    if (!fillUp(copy))
        return fileProblem(Error::Code::Io,
                           QT_TRANSLATE_NOOP("SessionStore", "The session “%1” cannot be read."), path);
    return copy;
}

// Ids as far as they can be read, from both ends and from every index and table that names them: damage in
// one leaves the others.
void collectIds(const Connection& from, std::set<qint64>& ids)
{
    const auto sources = {
        u"SELECT id FROM attempts NOT INDEXED ORDER BY id"_s,
        u"SELECT id FROM attempts NOT INDEXED ORDER BY id DESC"_s,
        u"SELECT id FROM attempts ORDER BY number"_s,
        u"SELECT id FROM attempts INDEXED BY attempts_listed ORDER BY id"_s,
        u"SELECT id FROM attempts INDEXED BY attempts_time ORDER BY sent_at"_s,
        u"SELECT attempt FROM exchanges"_s,
        u"SELECT attempt FROM exchanges ORDER BY attempt DESC"_s,
        u"SELECT DISTINCT attempt FROM segments"_s,
        u"SELECT attempt FROM thumbnails"_s,
    };
    for (const QString& source : sources) {
        // An error ends only this source: what came before it counts.
        static_cast<void>(from.forEach(source, {},
                                       [&ids](const SqlRow& row) {
                                           if (const qint64 id = row.number(0); id > 0)
                                               ids.insert(id);
                                       })
                              .has_value());
    }
}

bool isRemoved(const Connection& from, qint64 id)
{
    const auto removed = from.value(u"SELECT removed FROM attempts WHERE id = ?"_s, {id});
    return removed && removed->toLongLong() != 0;
}

class Recovery
{
public:
    Recovery(const Connection& from, const Connection& into, const LongWork& work)
        : m_from(from)
        , m_into(into)
        , m_work(work)
        , m_copier(from, into, AttemptCopier::Care::Lenient)
    { }

    Result<RecoveryAccount> run()
    {
        std::set<qint64> ids;
        collectIds(m_from, ids);
        qint64 seen = 0;
        for (const qint64 id : ids) {
            if (m_work.cancelled())
                return stoppedError();
            if (!isRemoved(m_from, id)) {
                if (const auto done = take(id); !done)
                    return done.error();
            }
            m_work.tell(++seen, static_cast<qint64>(ids.size()));
        }
        if (const auto done = linkParents(); !done)
            return done.error();
        m_account.draft = m_copier.copyDraft().has_value();
        return m_account;
    }

private:
    // What is half copied when it fails goes away again.
    Result<Done> take(qint64 id)
    {
        if (auto done = m_into.run(u"SAVEPOINT one"_s); !done)
            return done;
        const auto copied = m_copier.copy(id, m_number + 1);
        if (copied) {
            ++m_number;
            ++(copied->whole ? m_account.whole : m_account.partly);
            m_ids.insert(id, copied->id);
            return m_into.run(u"RELEASE one"_s);
        }
        if (copied.error().code == Error::Code::Io)
            return copied.error(); // the disk is full: the new file could not hold it
        ++m_account.lost;
        if (auto done = m_into.run(u"ROLLBACK TO one"_s); !done)
            return done;
        m_copier.forget();
        return m_into.run(u"RELEASE one"_s);
    }

    Result<Done> linkParents()
    {
        for (auto it = m_ids.begin(); it != m_ids.end(); ++it) {
            const auto parent = m_from.value(u"SELECT parent FROM attempts WHERE id = ?"_s, {it.key()});
            const qint64 to = parent ? m_ids.value(parent->toLongLong()) : 0;
            if (to == 0)
                continue;
            if (auto done = m_into.run(u"UPDATE attempts SET parent = ? WHERE id = ?"_s, {to, it.value()});
                !done)
                return done;
        }
        return Done();
    }

    const Connection& m_from;
    const Connection& m_into;
    const LongWork& m_work;
    AttemptCopier m_copier;
    QHash<qint64, qint64> m_ids;
    int m_number = 0;
    RecoveryAccount m_account;
};

Result<RecoveryAccount> recoverInto(const QString& from, const QString& into, const LongWork& work)
{
    const auto source = Connection::open(from, Connection::Mode::ReadWrite);
    if (!source)
        return source.error();
    const auto target = Connection::open(into, Connection::Mode::ReadWrite);
    if (!target)
        return target.error();
    return transacted(**target, [&] { return Recovery(**source, **target, work).run(); });
}

} // namespace

Result<RecoveryAccount> recoverSession(const QString& path, const QString& copyPath, const LongWork& work)
{
    const QTemporaryDir folder;
    const auto copy = workingCopy(path, folder);
    if (!copy)
        return copy.error();
    if (const auto made = createSessionFile(copyPath); !made)
        return made.error();
    auto account = recoverInto(*copy, copyPath, work);
    if (account && account->whole + account->partly == 0 && !account->draft)
        account = fileProblem(Error::Code::Parse,
                              QT_TRANSLATE_NOOP("SessionStore", "Nothing of the session “%1” could be read."),
                              path);
    if (!account)
        removeWithRest(copyPath);
    return account;
}

} // namespace safelight
