#pragma once

#include "app/backends/backend.h"

namespace safelight {

class Settings;

// The back ends the user has, in their order: the same for the window and the command line. They are kept in
// one setting. A row that came with the program is kept as what was changed in it, so that a later version
// may know a newer address, and cannot get lost.
class BackendList
{
public:
    explicit BackendList(Settings& settings);

    // Read again when the setting has changed, also by another window.
    const QList<Backend>& all() const;
    // By id, or by name in any case.
    std::optional<Backend> find(const QString& idOrName) const;
    void setAll(const QList<Backend>& backends);

private:
    QByteArray kept() const;

    Settings& m_settings;
    mutable QList<Backend> m_all;
    mutable QByteArray m_readFrom;
    mutable bool m_isRead = false;
};

// An id that none of these has, made from a name: "My proxy" becomes "my-proxy".
QString newBackendId(const QString& name, const QList<Backend>& backends);
// A name that none of these has: with a number behind it where needed.
QString newBackendName(const QString& name, const QList<Backend>& backends);
bool isBuiltIn(const QString& id);
// Its name, with the host where a bundled row was pointed elsewhere: it is not that service any more.
QString shownName(const Backend& backend);

// Why this row cannot be used among the others: a sentence, or empty. An address that is still to be entered
// is a problem too.
QString backendProblem(const Backend& backend, const QList<Backend>& all);

} // namespace safelight
