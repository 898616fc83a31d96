#include "app/session/noterows.h"

#include "app/session/rowvalues.h"
#include "app/session/searchtext.h"
#include "app/sqlite/connection.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString shortened(const QString& text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    // Not between the two halves of a character.
    return text.first(text.at(length - 1).isHighSurrogate() ? length - 1 : length);
}

// SQLite's texts end at a NUL.
QString withoutNull(QString text)
{
    return text.replace(QChar::Null, QChar::Space);
}

QString oneLine(const QString& text, qsizetype length)
{
    return shortened(withoutNull(text).simplified(), length);
}

Result<Done> keepInEach(const Connection& connection, const QList<qint64>& ids, const QString& column,
                        const SqlValue& value)
{
    for (const qint64 id : ids) {
        if (auto done = connection.run(u"UPDATE attempts SET %1 = ? WHERE id = ?"_s.arg(column), {value, id});
            !done)
            return done;
    }
    return Done();
}

Result<Done> refreshNotes(const Connection& connection, const QList<qint64>& ids)
{
    for (const qint64 id : ids) {
        QString notes;
        const auto found = connection.first(
            u"SELECT title, comment, tags FROM attempts WHERE id = ?"_s, {id}, [&notes](const SqlRow& row) {
                notes = searchNotes(row.text(0), row.text(1), listOf(row.text(2)));
            });
        if (!found)
            return found.error();
        if (!*found)
            continue;
        // A row of an older program has no text yet; it comes with the rest.
        if (auto done = connection.run(u"UPDATE texts SET notes = ? WHERE rowid = ?"_s, {notes, id}); !done)
            return done;
    }
    return Done();
}

Result<Done> keepText(const Connection& connection, const QList<qint64>& ids, const QString& column,
                      const QString& text)
{
    if (auto done = keepInEach(connection, ids, column, nullIfEmpty(text)); !done)
        return done;
    return refreshNotes(connection, ids);
}

Result<Done> replaceTags(const Connection& connection, qint64 id, const QStringList& tags)
{
    if (auto done = connection.run(u"UPDATE attempts SET tags = ? WHERE id = ?"_s, {listJson(tags), id});
        !done)
        return done;
    if (auto done = connection.run(u"DELETE FROM attempt_tags WHERE attempt = ?"_s, {id}); !done)
        return done;
    for (const QString& tag : tags) {
        if (auto done = connection.run(u"INSERT OR IGNORE INTO attempt_tags (tag, attempt) VALUES (?, ?)"_s,
                                       {tag.toCaseFolded(), id});
            !done)
            return done;
    }
    return Done();
}

} // namespace

QStringList tidyTags(const QStringList& tags)
{
    constexpr qsizetype longest = 100;
    constexpr qsizetype most = 50;
    QStringList tidy;
    QSet<QString> seen;
    for (const QString& given : tags) {
        const QString tag = oneLine(given, longest);
        if (tag.isEmpty() || seen.contains(tag.toCaseFolded()) || tidy.size() == most)
            continue;
        seen.insert(tag.toCaseFolded());
        tidy << tag;
    }
    return tidy;
}

QString tidyTitle(const QString& title)
{
    return oneLine(title, 200);
}

QString tidyComment(const QString& comment)
{
    return shortened(withoutNull(comment), 100'000);
}

Result<Done> keepMark(const Connection& connection, const QList<qint64>& ids, int mark)
{
    return keepInEach(connection, ids, u"mark"_s, qBound(0, mark, 9));
}

Result<Done> keepStarred(const Connection& connection, const QList<qint64>& ids, bool starred)
{
    return keepInEach(connection, ids, u"starred"_s, starred);
}

Result<Done> keepTitle(const Connection& connection, const QList<qint64>& ids, const QString& title)
{
    return keepText(connection, ids, u"title"_s, tidyTitle(title));
}

Result<Done> keepComment(const Connection& connection, const QList<qint64>& ids, const QString& comment)
{
    return keepText(connection, ids, u"comment"_s, tidyComment(comment));
}

Result<Done> changeTags(const Connection& connection, const QList<qint64>& ids, const TagChange& change)
{
    for (const qint64 id : ids) {
        QStringList tags;
        const auto found = connection.first(u"SELECT tags FROM attempts WHERE id = ?"_s, {id},
                                            [&tags](const SqlRow& row) { tags = listOf(row.text(0)); });
        if (!found)
            return found.error();
        if (!*found)
            continue;
        if (auto done = replaceTags(connection, id, tidyTags(change(tags))); !done)
            return done;
    }
    return refreshNotes(connection, ids);
}

Result<Done> keepRemoved(const Connection& connection, const QList<qint64>& ids, bool removed)
{
    return keepInEach(connection, ids, u"removed"_s, removed);
}

} // namespace safelight
