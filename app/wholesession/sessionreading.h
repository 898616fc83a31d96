#pragma once

#include "app/base/result.h"
#include "app/session/summaryrows.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace safelight {

class Connection;
class SessionStore;

// A session that is only looked at: nothing in it and nothing beside it changes, also while another program
// uses it. One of an older version is looked at in a copy that was brought up to date.
class SessionReading final
{
    Q_DISABLE_COPY_MOVE(SessionReading)

public:
    // `index` works out for a copy what older programs did not keep.
    using Index = std::function<Result<Done>(SessionStore& copy)>;
    static Result<std::unique_ptr<SessionReading>> open(const QString& path, const Index& index);
    ~SessionReading();

    const Connection& connection() const { return *m_connection; }
    Result<QList<AttemptSummary>> summaries(const QList<qint64>& ids) const;

private:
    SessionReading();
    Result<Done> openHere(const QString& path);
    Result<Done> openCopy(const QString& path, const Index& index);

    std::unique_ptr<QTemporaryDir> m_folder; // of the copy
    std::unique_ptr<Connection> m_connection;
};

} // namespace safelight
