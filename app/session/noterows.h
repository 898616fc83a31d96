#pragma once

#include "app/base/result.h"

#include <QList>
#include <QStringList>

#include <functional>

namespace safelight {

class Connection;

// What the user made of attempts: columns of the attempts table, the attempt_tags table, and the text to
// search. The caller holds a transaction. Ids that are not there are passed over.
Result<Done> keepMark(const Connection& connection, const QList<qint64>& ids, int mark);
Result<Done> keepStarred(const Connection& connection, const QList<qint64>& ids, bool starred);
Result<Done> keepTitle(const Connection& connection, const QList<qint64>& ids, const QString& title);
Result<Done> keepComment(const Connection& connection, const QList<qint64>& ids, const QString& comment);
// `change` takes the tags an attempt has and answers those it gets.
using TagChange = std::function<QStringList(const QStringList&)>;
Result<Done> changeTags(const Connection& connection, const QList<qint64>& ids, const TagChange& change);
Result<Done> keepRemoved(const Connection& connection, const QList<qint64>& ids, bool removed);

// As they are kept: one line, no more than 100 characters, no more than 50 tags, each once whatever its case.
QStringList tidyTags(const QStringList& tags);
QString tidyTitle(const QString& title); // one line, no more than 200 characters
QString tidyComment(const QString& comment); // no more than 100,000 characters

} // namespace safelight
