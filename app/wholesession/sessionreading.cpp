#include "app/wholesession/sessionreading.h"

#include "app/session/schema.h"
#include "app/session/sessionfile.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/sessioncopy.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Of this version, with nothing left to work out.
Result<bool> isUpToDate(const Connection& connection)
{
    const auto version = connection.value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    if (version->toInt() < schema::version)
        return false;
    const auto left = connection.value(u"SELECT 1 FROM attempts WHERE indexed = 0 LIMIT 1"_s);
    if (!left)
        return left.error();
    return left->isNull();
}

} // namespace

SessionReading::SessionReading() = default;
SessionReading::~SessionReading() = default;

Result<Done> SessionReading::openHere(const QString& path)
{
    auto connection = openToRead(path);
    if (!connection)
        return connection.error();
    m_connection = *std::move(connection);
    return Done();
}

Result<Done> SessionReading::openCopy(const QString& path, const Index& index)
{
    m_connection.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    const QString copy = m_folder->filePath(u"copy.safelight"_s);
    if (auto copied = copySession(path, copy, {}); !copied)
        return copied;
    {
        const auto store = SessionStore::open(copy);
        if (!store)
            return store.error();
        if (auto indexed = index(**store); !indexed)
            return indexed;
    }
    return openHere(copy);
}

Result<std::unique_ptr<SessionReading>> SessionReading::open(const QString& path, const Index& index)
{
    std::unique_ptr<SessionReading> reading(new SessionReading);
    if (const auto opened = reading->openHere(path); !opened)
        return opened.error();
    const auto ready = isUpToDate(*reading->m_connection);
    if (!ready)
        return ready.error();
    if (!*ready) {
        if (const auto opened = reading->openCopy(path, index); !opened)
            return opened.error();
    }
    return reading;
}

Result<QList<AttemptSummary>> SessionReading::summaries(const QList<qint64>& ids) const
{
    return loadSummariesOf(*m_connection, ids);
}

} // namespace safelight
