#include "app/wholesession/sessionexcerpt.h"

#include "app/session/schema.h"
#include "app/session/sessionfile.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/attemptcopier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct ExcerptedAttempt
{
    int number = 0;
    qint64 id = 0;
    qint64 parent = 0;
};

// Oldest first: what came of an attempt is behind it.
Result<QList<ExcerptedAttempt>> listedUnder(const Connection& connection, QList<int> numbers)
{
    std::ranges::sort(numbers);
    const QStringList names {u"id"_s, u"number"_s, u"parent"_s, u"removed"_s};
    const FileTable& table = schema::table(u"attempts"_s);
    QList<ExcerptedAttempt> list;
    const auto read = connection.forEach(
        u"SELECT "_s + selectedColumns(table, names, versionOf(connection)) + u" FROM attempts ORDER BY id"_s,
        {}, [&](const SqlRow& row) {
            const FileRecord record = recordOf(table, names, row);
            const auto number = int(record.value(u"number"_s).toLongLong());
            if (record.value(u"removed"_s).toLongLong() == 0 && std::ranges::binary_search(numbers, number))
                list.append(
                    {number, record.value(u"id"_s).toLongLong(), record.value(u"parent"_s).toLongLong()});
        });
    return read ? Result<QList<ExcerptedAttempt>>(list) : read.error();
}

Result<Done> copyListed(const QList<ExcerptedAttempt>& list, const Connection& from, const Connection& to)
{
    AttemptCopier copier(from, to, AttemptCopier::Care::Strict);
    QHash<qint64, qint64> ids; // there → here
    for (const ExcerptedAttempt& attempt : list) {
        const auto copied = copier.copy(attempt.id, attempt.number);
        if (!copied)
            return copied.error();
        ids.insert(attempt.id, copied->id);
        const auto parent = ids.constFind(attempt.parent);
        if (attempt.parent <= 0 || parent == ids.constEnd())
            continue;
        if (auto done = to.run(u"UPDATE attempts SET parent = ? WHERE id = ?"_s, {*parent, copied->id});
            !done)
            return done;
    }
    // Whoever sends them goes on in the other session.
    return to.run(u"UPDATE attempts SET state = 'interrupted' WHERE state = 'sending'"_s);
}

} // namespace

Result<Done> excerptSession(const QString& path, const QList<int>& numbers, const QString& excerptPath)
{
    const auto from = openToRead(path); // leaves nothing beside it
    if (!from)
        return from.error();
    if (auto made = createSessionFile(excerptPath); !made)
        return made;
    const auto to = Connection::open(excerptPath, Connection::Mode::ReadWrite);
    if (!to)
        return to.error();
    return readTogether(**from, [&]() -> Result<Done> {
        const auto list = listedUnder(**from, numbers);
        if (!list)
            return list.error();
        return transacted(**to, [&] { return copyListed(*list, **from, **to); });
    });
}

} // namespace safelight
