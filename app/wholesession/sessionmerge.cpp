#include "app/wholesession/sessionmerge.h"

#include "app/session/attempt.h"
#include "app/session/blobrows.h"
#include "app/session/schema.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/attemptcopier.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct KnownAttempt
{
    qint64 id = 0;
    qint64 parent = 0;
    QString identity;
};

// Older programs did not keep the hash of the request.
Result<qint64> requestHashOf(const Connection& connection, qint64 id, const SqlValue& kept)
{
    if (!kept.isNull())
        return kept.toLongLong();
    Attempt attempt;
    const auto found = connection.first(u"SELECT e.backend_id, a.model FROM attempts a JOIN exchanges e"
                                        " ON e.attempt = a.id WHERE a.id = ?"_s,
                                        {id}, [&attempt](const SqlRow& row) {
                                            attempt.backendId = row.text(0);
                                            attempt.prompt.model = row.text(1);
                                        });
    if (!found)
        return found.error();
    auto body = loadBody(connection, id, BodyPart::Request, {});
    if (!body)
        return body.error();
    attempt.requestBody = *std::move(body);
    return requestHash(attempt);
}

Result<KnownAttempt> knownOf(const Connection& connection, const FileRecord& row)
{
    const qint64 id = row.value(u"id"_s).toLongLong();
    const auto hash = row.value(u"imported_from"_s).isNull()
        ? requestHashOf(connection, id, row.value(u"request"_s))
        : Result<qint64>(0);
    if (!hash)
        return hash.error();
    const QStringList parts {row.value(u"sent_at"_s).toString(), QString::number(*hash),
                             QString::number(row.value(u"seconds"_s).toDouble(), 'g', 17),
                             row.value(u"outcome"_s).toString(), row.value(u"imported_from"_s).toString()};
    return KnownAttempt {id, row.value(u"parent"_s).toLongLong(), parts.join(u'|')};
}

// Oldest first. Not those that were deleted there.
Result<QList<KnownAttempt>> listAttempts(const Connection& connection, bool withRemoved, const LongWork& work)
{
    const QStringList names {u"id"_s,      u"parent"_s,  u"sent_at"_s,       u"request"_s,
                             u"seconds"_s, u"outcome"_s, u"imported_from"_s, u"removed"_s};
    const FileTable& table = schema::table(u"attempts"_s);
    QList<FileRecord> rows;
    const auto listed = connection.forEach(
        u"SELECT "_s + selectedColumns(table, names, versionOf(connection)) + u" FROM attempts ORDER BY id"_s,
        {}, [&](const SqlRow& row) {
            FileRecord record = recordOf(table, names, row);
            if (withRemoved || record.value(u"removed"_s).toLongLong() == 0)
                rows << std::move(record);
        });
    if (!listed)
        return listed.error();
    QList<KnownAttempt> list;
    for (const FileRecord& row : std::as_const(rows)) {
        if (work.cancelled())
            return stoppedError();
        auto known = knownOf(connection, row);
        if (!known)
            return known.error();
        list << *std::move(known);
    }
    return list;
}

class Merge
{
public:
    Merge(const Connection& from, const Connection& into, const LongWork& work)
        : m_from(from)
        , m_into(into)
        , m_work(work)
        , m_copier(from, into, AttemptCopier::Care::Strict)
    { }

    Result<MergeAccount> run()
    {
        const auto here = listAttempts(m_into, true, m_work);
        if (!here)
            return here.error();
        for (const KnownAttempt& known : *here)
            m_here.insert(known.identity, known.id);
        const auto there = listAttempts(m_from, false, m_work);
        if (!there)
            return there.error();
        const auto number = m_into.value(u"SELECT coalesce(max(number), 0) FROM attempts"_s);
        if (!number)
            return number.error();
        m_number = number->toInt();
        qint64 seen = 0;
        for (const KnownAttempt& known : *there) {
            if (m_work.cancelled())
                return stoppedError();
            if (const auto done = take(known); !done)
                return done.error();
            m_work.tell(++seen, there->size());
        }
        return m_account;
    }

private:
    Result<Done> take(const KnownAttempt& known)
    {
        if (const auto found = m_here.constFind(known.identity); found != m_here.constEnd()) {
            m_ids.insert(known.id, *found);
            ++m_account.already;
            return Done();
        }
        const auto copied = m_copier.copy(known.id, ++m_number);
        if (!copied)
            return copied.error();
        m_ids.insert(known.id, copied->id);
        m_here.insert(known.identity, copied->id);
        m_account.ids << copied->id;
        ++m_account.taken;
        // A parent is older than what came of it.
        if (const auto parent = m_ids.constFind(known.parent); known.parent > 0 && parent != m_ids.constEnd())
            return m_into.run(u"UPDATE attempts SET parent = ? WHERE id = ?"_s, {*parent, copied->id});
        return Done();
    }

    const Connection& m_from;
    const Connection& m_into;
    const LongWork& m_work;
    AttemptCopier m_copier;
    QHash<QString, qint64> m_here;
    QHash<qint64, qint64> m_ids; // there → here
    int m_number = 0;
    MergeAccount m_account;
};

} // namespace

Result<MergeAccount> mergeSession(const Connection& from, const Connection& into, const LongWork& work)
{
    return transacted(into, [&] { return Merge(from, into, work).run(); });
}

} // namespace safelight
