#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUrlQuery>

namespace safelight::simulation {

// One request as it came over the wire, free of the server's own types.
struct HttpCall
{
    QByteArray method; // "GET", "POST", …; "?" when it is none that is known
    QString path; // decoded
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

// What decides chance in one answer: same seed and same number, same answer.
struct Turn
{
    quint32 seed = 1;
    quint32 number = 0; // counts the calls that generate
};

} // namespace safelight::simulation
