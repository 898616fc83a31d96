#include "app/found/sentences.h"

#include "app/found/sentencetable.h"
#include "app/printed/printedanswer.h"
#include "app/printed/printedjson.h"
#include "app/printed/printedratings.h"
#include "app/printed/printedword.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using Match = QRegularExpressionMatch;

namespace safelight {

namespace {

constexpr qsizetype longestBefore = 400; // bytes of its line before a sentence
constexpr qsizetype longestSentence = 8'192; // bytes from the mark on
constexpr int mostPlaces = 500; // where one mark is looked at, from the end: of several the last one counts
constexpr qsizetype farthestBeside = 65'536; // bytes before and after, where ratings may be printed
constexpr qsizetype severalReasons = 3; // from so many on a text is about blocks

// Status names of google.rpc.Code and the codes of HTTP that stand for them.
constexpr std::array statuses {
    std::pair {"INVALID_ARGUMENT"_L1, 400},   std::pair {"FAILED_PRECONDITION"_L1, 400},
    std::pair {"OUT_OF_RANGE"_L1, 400},       std::pair {"UNAUTHENTICATED"_L1, 401},
    std::pair {"PERMISSION_DENIED"_L1, 403},  std::pair {"NOT_FOUND"_L1, 404},
    std::pair {"ALREADY_EXISTS"_L1, 409},     std::pair {"ABORTED"_L1, 409},
    std::pair {"RESOURCE_EXHAUSTED"_L1, 429}, std::pair {"CANCELLED"_L1, 499},
    std::pair {"INTERNAL"_L1, 500},           std::pair {"UNKNOWN"_L1, 500},
    std::pair {"DATA_LOSS"_L1, 500},          std::pair {"UNIMPLEMENTED"_L1, 501},
    std::pair {"UNAVAILABLE"_L1, 503},        std::pair {"DEADLINE_EXCEEDED"_L1, 504}};

// Where a sentence of the service comes without its status.
constexpr std::array knownMessages {std::pair {"Requested entity was not found"_L1, "NOT_FOUND"_L1},
                                    std::pair {"invalid argument"_L1, "INVALID_ARGUMENT"_L1},
                                    std::pair {"element predicate failed"_L1, "INVALID_ARGUMENT"_L1},
                                    std::pair {"API key not valid"_L1, "INVALID_ARGUMENT"_L1},
                                    std::pair {"exceeded your current quota"_L1, "RESOURCE_EXHAUSTED"_L1},
                                    std::pair {"currently unavailable"_L1, "UNAVAILABLE"_L1},
                                    std::pair {"is not implemented, or supported"_L1, "UNIMPLEMENTED"_L1}};

// One row that fits, and where.
struct Hit
{
    const SentenceRow* row = nullptr;
    Match match;
    QByteArray reason; // as the wire names it; empty: none is named
    qsizetype at = 0; // the row's mark in the text

    // How much is known with it: a named reason before a block without one or an error, and a candidate that
    // is not described before nothing.
    int worth() const
    {
        switch (row->says) {
        case SentenceSays::Finish:
            return reason.isEmpty() ? 1 : 3;
        case SentenceSays::Block:
            return reason.isEmpty() ? 2 : 3;
        case SentenceSays::Filtered:
            return 3;
        case SentenceSays::Error:
            return 2;
        case SentenceSays::Nothing:
            break;
        }
        return 0;
    }
};

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
    return exception == "None"_L1 ? QString() : QString(exception).replace(inside, u"_"_s).toUpper();
}

// A sentence begins a line, or follows what introduces it: a class, a log's prefix, an opening quote or
// bracket. In the middle of other words it is talked about.
bool canBeginAfter(QStringView before)
{
    before = before.trimmed();
    if (!before.isEmpty() && QStringView(u"\"'“").contains(before.back())) {
        before = before.chopped(1).trimmed();
        return before.isEmpty() || QStringView(u":([{=,").contains(before.back());
    }
    static const QRegularExpression level(
        uR"((?:error|exception|warning|warn|info|debug|fatal|^[\d\W tz]+)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return before.isEmpty() || QStringView(u":])|>=,({-*✕").contains(before.back())
        || level.match(before).hasMatch();
}

// Behind it nothing goes on that makes it part of a longer sentence.
bool canEndBefore(QStringView after)
{
    static const QRegularExpression words(uR"(^(?:\w|`| (?!at |for )[a-zà-ÿ]| ?[–—]))"_s);
    return !words.match(after).hasMatch();
}

bool isNoReason(const QString& text)
{
    const auto is = [&text](auto... words) {
        return ((text.compare(words, Qt::CaseInsensitive) == 0) || ...);
    };
    return is("empty"_L1, "null"_L1, "none"_L1, "undefined"_L1, "nil"_L1, "unknown"_L1);
}

// Does the row fit here, with a reason that there is?
std::optional<Hit> hitOf(const SentenceRow& row, const Match& match, QStringView subject)
{
    if (row.says != SentenceSays::Finish && row.says != SentenceSays::Block)
        return Hit {&row, match, {}, 0};
    const QString named = row.reason.isEmpty() ? match.captured(u"reason"_s) : row.reason;
    if (named.isEmpty() || isNoReason(named))
        return Hit {&row, match, {}, 0};
    const QByteArray member = row.says == SentenceSays::Block ? "blockReason" : "finishReason";
    const QByteArray reason = named.at(0).isDigit() ? enumName(member, named.toInt(), row.numbers)
                                                    : enumWord(member, named.toUtf8(), true);
    // A new name is taken as it is, but not half of one.
    const bool isNew = !row.onlyKnown && match.capturedEnd() < subject.size() && reason.size() > 3
        && std::ranges::all_of(reason, [](char c) { return isUpper(c) || c == '_'; });
    if (!isEnumName(member, reason) && !isNew)
        return std::nullopt;
    return Hit {&row, match, reason, 0};
}

class SentenceSearch
{
public:
    explicit SentenceSearch(QByteArrayView text)
        : m_text(text)
    { }

    // The row that says most; null: none fits, or too many reasons are named.
    Hit best();

private:
    std::optional<Hit> lastOf(const SentenceRow& row) const;
    std::optional<Hit> hitAt(const SentenceRow& row, qsizetype mark) const;
    bool isNearGoogle() const;

    QByteArrayView m_text;
};

Hit SentenceSearch::best()
{
    Hit best;
    QSet<QByteArray> reasons;
    for (const auto& row : sentenceTable()) {
        auto hit = lastOf(row);
        if (!hit)
            continue;
        if (!hit->reason.isEmpty())
            reasons.insert(hit->reason);
        if (!best.row || hit->worth() > best.worth())
            best = *std::move(hit);
    }
    return reasons.size() < severalReasons ? best : Hit();
}

std::optional<Hit> SentenceSearch::lastOf(const SentenceRow& row) const
{
    auto at = m_text.lastIndexOf(row.mark);
    if (at >= 0 && row.nearGoogle && !isNearGoogle())
        return std::nullopt;
    for (int place = 0; at >= 0 && place < mostPlaces; ++place) {
        if (auto hit = hitAt(row, at))
            return hit;
        at = at == 0 ? -1 : m_text.lastIndexOf(row.mark, at - 1);
    }
    return std::nullopt;
}

std::optional<Hit> SentenceSearch::hitAt(const SentenceRow& row, qsizetype mark) const
{
    const auto lineStart = mark == 0 ? 0 : m_text.lastIndexOf('\n', mark - 1) + 1;
    const auto start = std::max(lineStart, mark - longestBefore);
    const auto window = m_text.sliced(start, std::min(m_text.size(), mark + longestSentence) - start);
    const QString text = QString::fromUtf8(window);
    const auto match = row.pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const bool isWhole = canBeginAfter(QStringView(text).first(match.capturedStart()))
        && canEndBefore(QStringView(text).sliced(match.capturedEnd()));
    if (!isWhole && row.says != SentenceSays::Nothing) // a hint alone does no harm
        return std::nullopt;
    auto hit = hitOf(row, match, text);
    if (hit)
        hit->at = mark;
    return hit;
}

bool SentenceSearch::isNearGoogle() const
{
    return std::ranges::any_of(
        std::array {"googleapis.com", "gemini", "Gemini", "genai", "GenerativeAI", "vertex"},
        [this](const char* name) { return m_text.contains(name); });
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

// "… [reason: "API_KEY_INVALID" …, violations { … }]" or a list in JSON behind the sentence.
QJsonArray detailsOf(const QString& list)
{
    QJsonArray details;
    const QByteArray printed = "error=" + list.toUtf8();
    const auto root = readPrinted(printed).root;
    if (root.members.empty())
        return details;
    for (const auto& member : root.members.front().value.members) {
        const auto detail = QJsonDocument::fromJson(PrintedJson(member.value).json()).object();
        if (!detail.isEmpty())
            details.append(typed(detail));
    }
    return details;
}

// What a dictionary at the start of the text gives as its message.
std::optional<QString> messageInside(const QString& text)
{
    if (!text.startsWith(u'{'))
        return std::nullopt;
    const QByteArray printed = "error=" + text.toUtf8();
    const auto root = readPrinted(printed).root;
    const auto* error = memberOf(root, "error");
    const auto* message = error ? memberOf(*error, "message") : nullptr;
    return message ? std::optional(QString::fromUtf8(message->text)) : std::nullopt;
}

QJsonObject errorJson(const Hit& hit)
{
    const auto& row = *hit.row;
    const auto part = [&hit](const QString& fixed, const char16_t* name) {
        return fixed.isEmpty() ? hit.match.captured(QString::fromUtf16(name)) : fixed;
    };
    const bool hasMessage = row.pattern.namedCaptureGroups().contains(u"message"_s);
    const QString said = hit.match.captured(hasMessage ? u"message"_s : QString::number(0)).trimmed();
    const QString whole = hasMessage ? said : hit.match.captured(0);
    const auto list = whole.indexOf(" ["_L1);
    const auto details = list >= 0 ? detailsOf(whole.mid(list + 1)) : QJsonArray();
    QString message =
        messageInside(whole).value_or((details.isEmpty() ? whole : whole.left(list)).section(u'\n', 0, 0));
    message = message.trimmed();
    QString status = statusOf(part(row.status, u"status"));
    int code = part(row.code, u"code").toInt();
    for (const auto& [words, name] : knownMessages) {
        if (status.isEmpty() && message.contains(words))
            status = name;
    }
    for (const auto& [name, number] : statuses) {
        if (code == 0 && status == name)
            code = number;
    }
    QJsonObject error {{"message"_L1, message}};
    if (code > 0)
        error["code"_L1] = code;
    if (!status.isEmpty())
        error["status"_L1] = status;
    if (!details.isEmpty())
        error["details"_L1] = details;
    return {{"error"_L1, error}};
}

// A reason in quotes ends before the closing one.
QString wholeSentence(const Match& match)
{
    const QString sentence = match.captured(0);
    return sentence.count(u'\'') % 2 == 1 ? sentence + u'\'' : sentence;
}

// With what is printed beside it: ratings, or the candidate itself where the sentence names no reason.
QByteArray jsonOf(const Hit& hit, const PrintedAnswer& beside)
{
    const QString message = hit.match.captured(u"message"_s).trimmed();
    const auto ratings = QJsonDocument::fromJson(beside.ratings).array();
    QJsonObject said;
    if (!ratings.isEmpty())
        said["safetyRatings"_L1] = ratings;
    switch (hit.row->says) {
    case SentenceSays::Finish:
        if (hit.reason.isEmpty())
            return beside.objects.isEmpty() ? QByteArray() : beside.objects.constLast();
        said["finishReason"_L1] = QString::fromUtf8(hit.reason);
        if (!message.isEmpty())
            said["finishMessage"_L1] = message;
        said = {{"candidates"_L1, QJsonArray {said}}};
        break;
    case SentenceSays::Block:
        if (!hit.reason.isEmpty())
            said["blockReason"_L1] = QString::fromUtf8(hit.reason);
        if (!message.isEmpty() || hit.reason.isEmpty())
            said["blockReasonMessage"_L1] = message.isEmpty() ? wholeSentence(hit.match) : message;
        said = {{"promptFeedback"_L1, said}};
        break;
    case SentenceSays::Filtered:
        said = {{"predictions"_L1,
                 QJsonArray {QJsonObject {{"raiFilteredReason"_L1, hit.match.captured(0).trimmed()}}}}};
        break;
    case SentenceSays::Error:
        said = errorJson(hit);
        break;
    case SentenceSays::Nothing:
        return {};
    }
    return QJsonDocument(said).toJson(QJsonDocument::Compact);
}

// Whole lines near the sentence: the rest of a long log is not about it.
QByteArrayView around(QByteArrayView text, qsizetype at)
{
    const auto wished = std::max<qsizetype>(at - farthestBeside, 0);
    const auto line = wished == 0 ? 0 : text.lastIndexOf('\n', wished) + 1;
    const auto start = std::max(line, wished - farthestBeside); // a line may be endless
    return text.sliced(start, std::min(text.size(), at + farthestBeside) - start);
}

} // namespace

std::optional<SentenceReading> readSentence(QByteArrayView text)
{
    const Hit hit = SentenceSearch(text).best();
    if (!hit.row)
        return std::nullopt;
    SentenceReading reading;
    reading.id = hit.row->id;
    reading.sdk = hit.row->sdk;
    if (!hit.row->hint.isEmpty())
        reading.hint = QCoreApplication::translate("Sentences", hit.row->hint.toUtf8().constData());
    const PrintedAnswer beside = readPrintedAnswer(around(text, hit.at), true);
    reading.settings = beside.settings;
    reading.json = jsonOf(hit, beside);
    return reading;
}

} // namespace safelight
