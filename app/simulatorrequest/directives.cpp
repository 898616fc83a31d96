#include "app/simulatorrequest/directives.h"

#include "app/response/reasontable.h"
#include "app/simulatorrequest/randomdraws.h"

#include <QHash>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

using Setter = std::function<bool(ScenarioDirectives&, const QString&)>;

// "5s", "300ms", "5" (seconds) -> seconds; negative when it is none.
double secondsOf(const QString& text)
{
    bool ok = false;
    double value = 0;
    if (text.endsWith("ms"_L1))
        value = text.chopped(2).toDouble(&ok) / 1000;
    else
        value = (text.endsWith(u's') ? text.chopped(1) : text).toDouble(&ok);
    return ok && value >= 0 && value <= 3600 ? value : -1;
}

// "20MB", "500kB", "1000" -> bytes; negative when it is none.
qint64 bytesOf(const QString& text)
{
    qint64 factor = 1;
    QString digits = text.toUpper();
    for (const auto& [ending, size] : {std::pair {"MB"_L1, 1000 * 1000}, {"KB"_L1, 1000}, {"B"_L1, 1}}) {
        if (digits.endsWith(ending)) {
            digits.chop(ending.size());
            factor = size;
            break;
        }
    }
    bool ok = false;
    const qint64 value = digits.toLongLong(&ok);
    return ok && value > 0 && value <= 200'000'000 / factor ? value * factor : -1;
}

bool setCount(int& target, const QString& text, int low, int high)
{
    bool ok = false;
    const int value = text.toInt(&ok);
    if (!ok || value < low || value > high)
        return false;
    target = value;
    return true;
}

bool setError(ScenarioDirectives& directives, const QString& text)
{
    static const QList<int> codes {400, 401, 402, 403, 404, 413, 429, 499, 500, 502, 503, 504};
    return setCount(directives.errorCode, text, 400, 599) && codes.contains(directives.errorCode);
}

bool setRate(ScenarioDirectives& directives, const QString& text)
{
    bool ok = false;
    const double rate = text.toDouble(&ok);
    if (!ok || !(rate >= 0 && rate <= 1))
        return false;
    directives.rate = rate;
    return true;
}

bool setDuration(double& seconds, const QString& text)
{
    const double value = secondsOf(text);
    if (value >= 0)
        seconds = value;
    return value >= 0;
}

bool setSlow(ScenarioDirectives& directives, const QString& text)
{
    double seconds = 0;
    const bool ok = setDuration(seconds, text);
    directives.delay = static_cast<int>(seconds * 1000);
    return ok;
}

bool setPace(ScenarioDirectives& directives, const QString& text)
{
    double seconds = 0;
    const bool ok = setDuration(seconds, text);
    directives.pace = static_cast<int>(seconds * 1000);
    return ok;
}

bool setDrop(ScenarioDirectives& directives, const QString& text)
{
    directives.fault = u"drop"_s;
    return setCount(directives.dropAfter, text, 0, 100'000);
}

bool setBlock(ScenarioDirectives& directives, const QString& text)
{
    directives.blockReason = text;
    return Known<BlockReason>::fromWire(text).isKnown();
}

bool setFinish(ScenarioDirectives& directives, const QString& text)
{
    directives.finishReason = text;
    return Known<FinishReason>::fromWire(text).isKnown();
}

bool setLarge(ScenarioDirectives& directives, const QString& text)
{
    directives.largeBytes = bytesOf(text);
    return directives.largeBytes > 0;
}

// Words with a value: "slow=5s".
const QHash<QString, Setter>& valueSetters()
{
    static const QHash<QString, Setter> setters {
        {u"error"_s, setError},
        {u"retryDelay"_s,
         [](ScenarioDirectives& o, const QString& text) { return setDuration(o.retryDelay, text); }},
        {u"rate"_s, setRate},
        {u"slow"_s, setSlow},
        {u"pace"_s, setPace},
        {u"drop-after"_s, setDrop},
        {u"block"_s, setBlock},
        {u"finish"_s, setFinish},
        {u"large"_s, setLarge},
        {u"chunks"_s,
         [](ScenarioDirectives& o, const QString& text) { return setCount(o.chunks, text, 1, 100'000); }},
        {u"drafts"_s,
         [](ScenarioDirectives& o, const QString& text) { return setCount(o.drafts, text, 0, 9); }},
    };
    return setters;
}

bool setMalformed(ScenarioDirectives& directives, const QString& word)
{
    static const QStringList names {
        u"invalid-json"_s, u"html"_s,         u"empty-body"_s,      u"truncated"_s,    u"error-tail"_s,
        u"no-finish"_s,    u"broken-chunk"_s, u"null-candidates"_s, u"unknown-enum"_s, u"crlf"_s,
        u"error-array"_s,  u"no-usage"_s,     u"empty-ratings"_s,   u"comments"_s};
    if (names.contains(word))
        directives.malformed = word;
    return names.contains(word);
}

bool setFlag(ScenarioDirectives& directives, const QString& word)
{
    static const QHash<QString, bool ScenarioDirectives::*> flags {
        {u"unnamed"_s, &ScenarioDirectives::unnamed},
        {u"empty"_s, &ScenarioDirectives::empty},
        {u"refusal"_s, &ScenarioDirectives::refusal},
        {u"perDay"_s, &ScenarioDirectives::perDay},
        {u"key-echo"_s, &ScenarioDirectives::keyEcho},
        {u"region"_s, &ScenarioDirectives::region},
        {u"block-message-only"_s, &ScenarioDirectives::blockMessageOnly},
    };
    if (const auto flag = flags.find(word); flag != flags.end()) {
        directives.*flag.value() = true;
        return true;
    }
    static const QStringList faults {u"hang"_s, u"close"_s, u"reset"_s, u"flood"_s};
    if (!faults.contains(word))
        return setMalformed(directives, word);
    directives.fault = word;
    return true;
}

// A word that the table of reasons gives to one of its rows.
bool setReason(ScenarioDirectives& directives, const QString& word)
{
    const auto isPlayedBy = [&word](const ReasonRow& row) {
        return *row.play.scenario != '\0' && word == QLatin1StringView(row.play.scenario);
    };
    const auto blocks = blockReasonRows();
    if (const auto it = std::ranges::find_if(blocks, isPlayedBy); it != blocks.end())
        return setBlock(directives, it->name);
    const auto errors = errorRows();
    const auto error = std::ranges::find_if(errors, isPlayedBy);
    if (error == errors.end())
        return false;
    const auto matches = errorMatchesInOrder();
    const auto match = std::ranges::find(matches, std::size_t(error - errors.begin()), &ErrorMatch::row);
    directives.errorCode = match->code;
    directives.errorMessage = QString::fromUtf8(error->play.says);
    return true;
}

bool setWord(ScenarioDirectives& directives, const QString& word)
{
    if (setReason(directives, word))
        return true;
    const qsizetype equals = word.indexOf(u'=');
    if (equals > 0) {
        const auto setter = valueSetters().find(word.left(equals));
        return setter != valueSetters().end() && setter.value()(directives, word.mid(equals + 1));
    }
    // "refusal" is a flag of the simulator before it is a gateway's finish reason.
    return setFlag(directives, word)
        || (Known<FinishReason>::fromWire(word).isKnown() && setFinish(directives, word));
}

} // namespace

std::variant<ScenarioDirectives, ApiError> readDirectives(const QStringList& lines)
{
    ScenarioDirectives directives;
    for (const QString& line : lines) {
        for (const QString& word : line.simplified().split(u' ', Qt::SkipEmptyParts)) {
            if (!setWord(directives, word)) {
                return badField(u"simulate"_s,
                                u"The simulator does not know the scenario \"%1\"."_s.arg(word.left(80)));
            }
        }
    }
    return directives;
}

ScenarioDirectives drawn(const ScenarioDirectives& directives, RandomDraws& draws)
{
    if (directives.rate >= 1 || draws.draw() < directives.rate)
        return directives;
    ScenarioDirectives spared;
    spared.delay = directives.delay;
    return spared;
}

} // namespace safelight::simulation
