#pragma once

#include "app/session/sessionstore.h"
#include "tests/report/reportcases.h"
#include "tests/support/runprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace safelight::test {

// What a format of `safelight report` begins with, and what stands at its end.
struct Marks
{
    QByteArray start;
    QByteArray end;
};

inline Marks marksOf(const QString& format)
{
    if (format == QStringLiteral("html"))
        return {"<!DOCTYPE html>", "</html>\n"};
    if (format == QStringLiteral("pdf"))
        return {"%PDF-", "%%EOF\n"};
    if (format == QStringLiteral("markdown"))
        return {"# ", "\n"};
    if (format == QStringLiteral("json"))
        return {"{", "}\n"};
    return {"\xef\xbb\xbfnumber,", "\r\n"};
}

inline QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QList<int> numbersIn(const QByteArray& json)
{
    QList<int> numbers;
    const auto attempts = QJsonDocument::fromJson(json).object().value(QStringLiteral("attempts")).toArray();
    for (const auto& attempt : attempts)
        numbers << attempt.toObject().value(QStringLiteral("number")).toInt();
    return numbers;
}

// The session of the reports' own tests as the program keeps it, in a folder of its own, and the real program
// to report on it.
class ReportedSession final
{
public:
    ReportedSession();
    ~ReportedSession() { m_temporary.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", m_temporary); }
    Q_DISABLE_COPY_MOVE(ReportedSession)

    bool isThere() const { return m_kept == sessionAttempts().size(); }
    QString session() const { return path(QStringLiteral("autumn.safelight")); }
    QByteArray bytes() const { return m_bytes; } // of the session
    QString root() const { return m_folder.path(); }
    QString path(const QString& name) const { return m_folder.filePath(QStringLiteral("work/") + name); }
    QString elsewhere(const QString& name = {}) const
    {
        return m_folder.filePath(QStringLiteral("home/") + name);
    }
    QString temporary() const { return m_folder.filePath(QStringLiteral("temporary")); }
    QString runtime() const { return m_folder.filePath(QStringLiteral("runtime")); }
    QStringList files() const { return namesIn(path({})); } // the session and what lies beside it
    QStringList filesBefore() const { return m_files; }
    static QStringList namesIn(const QString& folder);

    Run report(const QStringList& options) const;
    QByteArray reportAs(const QString& format, const QStringList& options = {}) const;
    // The session is as it was, nothing of it is new, and nothing is left in the temporary folder.
    QString harm() const;

private:
    const QByteArray m_temporary = qgetenv("TMPDIR");
    QTemporaryDir m_folder;
    qsizetype m_kept = 0;
    QByteArray m_bytes;
    QStringList m_files;
};

inline ReportedSession::ReportedSession()
{
    for (const auto& folder : {path({}), elsewhere(), temporary(), runtime()})
        QDir().mkpath(folder);
    QFile::setPermissions(runtime(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("XDG_RUNTIME_DIR", runtime().toUtf8()); // else Qt says that there is none
    qputenv("TMPDIR", temporary().toUtf8());
    qputenv("XDG_CONFIG_HOME", elsewhere().toUtf8());
    if (const auto store = SessionStore::open(session())) {
        const auto attempts = sessionAttempts();
        for (const Attempt& attempt : attempts) {
            auto begun = (*store)->begin(attempt);
            if (!begun)
                return;
            begun->state = AttemptState::Completed;
            const QList<qint64> ids {begun->id};
            const bool kept = (*store)->complete(*begun, {}) && (*store)->notes().setTitle(ids, attempt.title)
                && (*store)->notes().setComment(ids, attempt.comment)
                && (*store)->notes().setStarred(ids, attempt.starred)
                && (*store)->notes().changeTags(ids, [&](const QStringList&) { return attempt.tags; });
            m_kept += kept ? 1 : 0;
        }
    }
    m_bytes = bytesOf(session());
    m_files = files();
}

inline QStringList ReportedSession::namesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

inline Run ReportedSession::report(const QStringList& options) const
{
    return runProgram(QStringList {QStringLiteral("report"), session()} + options);
}

// On standard output; what went wrong instead.
inline QByteArray ReportedSession::reportAs(const QString& format, const QStringList& options) const
{
    const auto run =
        report(QStringList {QStringLiteral("-o"), QStringLiteral("-"), QStringLiteral("--format"), format}
               + options);
    return run.exitCode == 0 ? run.output : "exit " + QByteArray::number(run.exitCode) + ": " + run.errors;
}

inline QString ReportedSession::harm() const
{
    if (bytesOf(session()) != m_bytes)
        return QStringLiteral("The session was changed.");
    if (const auto left = namesIn(temporary()); !left.isEmpty())
        return QStringLiteral("Left in the temporary folder: ") + left.join(QLatin1Char(' '));
    for (const QString& name : files()) {
        if (name.startsWith(QStringLiteral("autumn.safelight")) && !m_files.contains(name))
            return QStringLiteral("New beside the session: ") + name;
    }
    return {};
}

} // namespace safelight::test
