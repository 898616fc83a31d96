#include "app/found/printedmessage.h"

#include "app/found/printedjson.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestMessage = 16384; // bytes from its first word on

using Match = QRegularExpressionMatch;

// ResourceExhausted -> RESOURCE_EXHAUSTED; a few exceptions of google.api_core are called after HTTP's words.
QString statusOf(const QString& exception)
{
    static const QHash<QString, QString> others {
        {u"BadRequest"_s, u"INVALID_ARGUMENT"_s},     {u"Unauthorized"_s, u"UNAUTHENTICATED"_s},
        {u"Forbidden"_s, u"PERMISSION_DENIED"_s},     {u"TooManyRequests"_s, u"RESOURCE_EXHAUSTED"_s},
        {u"InternalServerError"_s, u"INTERNAL"_s},    {u"ServiceUnavailable"_s, u"UNAVAILABLE"_s},
        {u"GatewayTimeout"_s, u"DEADLINE_EXCEEDED"_s}};
    if (const auto it = others.constFind(exception); it != others.cend())
        return *it;
    static const QRegularExpression inside(u"(?<=[a-z])(?=[A-Z])"_s);
    return QString(exception).replace(inside, u"_"_s).toUpper();
}

QJsonObject errorOf(const QString& code, const QString& status, const QString& message)
{
    QJsonObject error {{"message"_L1, message.trimmed()}};
    if (!code.isEmpty())
        error["code"_L1] = code.toInt();
    if (!status.isEmpty())
        error["status"_L1] = status;
    return error;
}

// A detail that protobuf printed does not say its type, but each has a member of its own.
QJsonObject typed(QJsonObject detail)
{
    static const std::array types {std::pair {"violations"_L1, "QuotaFailure"_L1},
                                   std::pair {"retryDelay"_L1, "RetryInfo"_L1},
                                   std::pair {"links"_L1, "Help"_L1},
                                   std::pair {"fieldViolations"_L1, "BadRequest"_L1},
                                   std::pair {"reason"_L1, "ErrorInfo"_L1},
                                   std::pair {"detail"_L1, "DebugInfo"_L1}};
    for (const auto& [member, type] : types) {
        if (detail.contains(member) && !detail.contains("@type"_L1))
            detail["@type"_L1] = QString("type.googleapis.com/google.rpc."_L1 + type);
    }
    return detail;
}

// "… [reason: "API_KEY_INVALID" …, violations { … }]" behind the sentence.
QJsonArray detailsOf(const QString& list)
{
    QJsonArray details;
    const auto root = readPrinted(list.toUtf8()).root;
    if (root.members.empty())
        return details;
    for (const auto& member : root.members.front().value.members) {
        const auto detail = QJsonDocument::fromJson(PrintedJson(member.value).json()).object();
        if (!detail.isEmpty())
            details.append(typed(detail));
    }
    return details;
}

QJsonObject readCoreException(const Match& match)
{
    QString message = match.captured(3);
    QString details;
    const auto list = message.indexOf(" ["_L1);
    if (list >= 0)
        details = message.mid(list + 1);
    message = list >= 0 ? message.left(list) : message.section(u'\n', 0, 0);
    QJsonObject error = errorOf(match.captured(2), statusOf(match.captured(1)), message);
    if (const auto read = detailsOf(details); !read.isEmpty())
        error["details"_L1] = read;
    return {{"error"_L1, error}};
}

QJsonObject readGenaiError(const Match& match)
{
    static const QRegularExpression message(uR"(['"]message['"]:\s*(['"])(.*?)\1)"_s);
    const auto said = message.match(match.captured(3));
    const QString status = match.captured(2) == "None"_L1 ? QString() : match.captured(2);
    return {{"error"_L1,
             errorOf(match.captured(1), status,
                     said.hasMatch() ? said.captured(2) : match.captured(3).section(u'\n', 0, 0))}};
}

QJsonObject readFetchError(const Match& match)
{
    QString message = match.captured(2).section(u'\n', 0, 0);
    const auto list = message.indexOf(" [{"_L1);
    const auto details =
        QJsonDocument::fromJson(message.mid(std::max<qsizetype>(list, 0)).trimmed().toUtf8());
    QJsonObject error = errorOf(match.captured(1), {}, list >= 0 ? message.left(list) : message);
    if (list >= 0 && details.isArray())
        error["details"_L1] = details.array();
    return {{"error"_L1, error}};
}

QJsonObject readBlocked(const Match& match)
{
    const QString reason = match.captured(2);
    const QString message = match.captured(3);
    if (match.captured(1) == "Candidate"_L1) {
        QJsonObject candidate {{"finishReason"_L1, reason}};
        if (!message.isEmpty())
            candidate["finishMessage"_L1] = message;
        return {{"candidates"_L1, QJsonArray {candidate}}};
    }
    QJsonObject feedback {{"blockReason"_L1, reason}};
    if (!message.isEmpty())
        feedback["blockReasonMessage"_L1] = message;
    return {{"promptFeedback"_L1, feedback}};
}

// "… The candidate's [finish_reason](https://…) is 3. … The candidate's safety_ratings are: [category: …"
QJsonObject readQuickAccessor(const Match& match)
{
    const QByteArray reason = match.captured(1).toUtf8();
    const bool isNumber = reason.front() <= '9';
    PrintedValue candidate {PrintedValue::Kind::Object, {}, {}};
    candidate.members.push_back(
        {"finish_reason", {isNumber ? PrintedValue::Kind::Number : PrintedValue::Kind::Text, reason, {}}});
    const auto list = match.captured(2).indexOf("safety_ratings are: ["_L1);
    if (list >= 0) {
        const QByteArray printed = match.captured(2).mid(list + 20).toUtf8(); // from the bracket on
        auto ratings = readPrinted(printed).root;
        if (!ratings.members.empty())
            candidate.members.push_back({"safety_ratings", std::move(ratings.members.front().value)});
    }
    const auto json = QJsonDocument::fromJson(PrintedJson(candidate).json()).object();
    return {{"candidates"_L1, QJsonArray {json}}};
}

struct Form
{
    QByteArrayView mark; // cheap to look for in large input
    QString pattern; // from the mark on
    QJsonObject (*read)(const Match& match);
};

} // namespace

QByteArray readPrintedMessage(QByteArrayView text)
{
    static const std::array forms {
        Form {"google.api_core.exceptions.", uR"(exceptions\.([A-Z]\w+): (\d{3}) (.*))"_s, readCoreException},
        Form {"genai.errors.", uR"(errors\.\w*Error: (\d{3}) ([\w ]+?)\. (.*))"_s, readGenaiError},
        Form {"GoogleGenerativeAI Error]", uR"(^[^\n]*?\[(\d{3})(?: [\w ]+)?\] ([^\n]*))"_s, readFetchError},
        Form {"Candidate was blocked due to ",
              uR"((Candidate) was blocked due to ([A-Z_]+)(?:: ([^\n]*))?)"_s, readBlocked},
        Form {"Response was blocked due to ", uR"((Response) was blocked due to ([A-Z_]+)(?:: ([^\n]*))?)"_s,
              readBlocked},
        Form {"finish_reason", uR"(finish_reason\b[^\n]{0,120}? is (\d+|[A-Z_]{3,})\b(.*))"_s,
              readQuickAccessor},
    };
    for (const auto& form : forms) {
        const auto at = text.indexOf(form.mark);
        if (at < 0)
            continue;
        const auto window = text.sliced(at, std::min(longestMessage, text.size() - at));
        const QRegularExpression pattern(form.pattern, QRegularExpression::DotMatchesEverythingOption);
        const auto match = pattern.match(QString::fromUtf8(window));
        if (match.hasMatch())
            return QJsonDocument(form.read(match)).toJson(QJsonDocument::Compact);
    }
    return {};
}

} // namespace safelight
