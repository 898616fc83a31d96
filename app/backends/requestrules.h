#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace safelight {

struct Backend;

// What a back end accepts in a generateContent body, by the names that travel. Absent lists accept anything.
struct RequestRules
{
    QString id;
    QString name; // shown
    std::optional<QStringList> categories;
    std::optional<QStringList> thresholds;
    QStringList refused; // paths of members, without the places in lists: "safetySettings.method"

    friend bool operator==(const RequestRules&, const RequestRules&) = default;
};

// The rules that come with the program.
const QList<RequestRules>& requestRules();
// Rules that accept anything where there are none of this id.
RequestRules requestRulesOf(const QString& id);

// What the body has and the rules refuse: values and paths of members, in the order of the body, each once.
// A body that is not JSON is for others to judge.
QStringList refusedIn(const QByteArray& body, const RequestRules& rules);

// Bytes of a body, base64 included: what its row says, or else what the service is known to take.
qint64 requestLimitOf(const Backend& backend);

// Why the body cannot be sent to this back end: a sentence that names what it refuses, or that it
// is larger than the row allows. Empty when it can.
QString requestProblem(const Backend& backend, const QByteArray& body);

} // namespace safelight
