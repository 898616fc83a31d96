#include "app/dialects/errordialects.h"

#include "app/dialects/answerparts.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

bool isRpcStatus(const QString& word)
{
    static const QSet<QString> names {u"INVALID_ARGUMENT"_s,   u"FAILED_PRECONDITION"_s, u"OUT_OF_RANGE"_s,
                                      u"UNAUTHENTICATED"_s,    u"PERMISSION_DENIED"_s,   u"NOT_FOUND"_s,
                                      u"RESOURCE_EXHAUSTED"_s, u"CANCELLED"_s,           u"INTERNAL"_s,
                                      u"UNAVAILABLE"_s,        u"DEADLINE_EXCEEDED"_s};
    return names.contains(word);
}

} // namespace

std::optional<Translation> readReportedError(const QJsonObject& object)
{
    const QString message = object.value("message"_L1).toString();
    const QString status = object.value("status"_L1).toString();
    if (message.isEmpty())
        return {};
    if (isRpcStatus(status))
        return Translation {{{"error"_L1, object}}, u"gemini.error"_s, {}};
    if (!hasAny(object, {"error_type"_L1}))
        return {};
    static const QRegularExpression said(uR"(\bstatus(?: code)?:? (\d{3})\b ?([A-Z][A-Za-z ]{2,30})?)"_s);
    const auto match = said.match(message);
    if (!match.hasMatch())
        return {};
    QJsonObject error {{"code"_L1, match.captured(1).toInt()}, {"message"_L1, message}};
    return Translation {{{"error"_L1, error}}, u"gateway.error"_s, u"Dify"_s};
}

} // namespace safelight
