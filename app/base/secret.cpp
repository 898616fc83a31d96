#include "app/base/secret.h"

#include <QDebug>

#include <algorithm>
#include <array>
#include <cstring>

namespace safelight {

namespace {

const QByteArray mask = QByteArrayLiteral("[redacted]");

// Shorter ones are no keys, and replacing them everywhere would only make an answer unreadable.
constexpr qsizetype shortestSecret = 4;
// Up to here a secret may be an ordinary word ("dummy"), and is replaced only where it stands alone.
constexpr qsizetype longestWord = 15;

bool isKeyCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-'
        || c == '.';
}

// What a bearer token may consist of (RFC 6750: b64token).
bool isTokenCharacter(char c)
{
    return isKeyCharacter(c) || c == '~' || c == '+' || c == '/' || c == '=';
}

bool isRunCharacter(char c)
{
    return isKeyCharacter(c) || c == '+' || c == '/';
}

struct KeyShape
{
    QByteArrayView start;
    int atLeast; // characters after the start that make it a key and not a word
    enum class Kind { Prefix, PrefixWithDigit, GoogleKey, BearerToken, Parameter } kind;
};

// gemini-api.md §9: standard keys, new keys, proxies' keys, OAuth access tokens, headers, query
// parameters ("&" also as JSON writes it).
constexpr std::array keyShapes {
    KeyShape {"AIza", 6, KeyShape::Kind::GoogleKey},
    KeyShape {"AQ.", 8, KeyShape::Kind::Prefix},
    KeyShape {"sk-", 8, KeyShape::Kind::PrefixWithDigit},
    KeyShape {"ya29.", 8, KeyShape::Kind::Prefix},
    KeyShape {"Bearer ", 6, KeyShape::Kind::BearerToken},
    KeyShape {"bearer ", 6, KeyShape::Kind::BearerToken},
    KeyShape {"?key=", 1, KeyShape::Kind::Parameter},
    KeyShape {"&key=", 1, KeyShape::Kind::Parameter},
    KeyShape {"u0026key=", 1, KeyShape::Kind::Parameter},
};

// The last two characters of the starts: in 20 MB of base64 hardly any pair occurs, and in prose no more than
// that of "Bearer ", so that walking a text costs one look-up a byte.
struct Trigger
{
    char before = 0; // 0: none
    char orBefore = 0;
};

constexpr std::array<Trigger, 256> makeTriggers()
{
    std::array<Trigger, 256> all {};
    for (const auto& shape : keyShapes) {
        const char* end = shape.start.data() + shape.start.size();
        auto& trigger = all[static_cast<unsigned char>(end[-1])];
        if (trigger.before == 0 || trigger.before == end[-2])
            trigger.before = end[-2];
        else
            trigger.orBefore = end[-2]; // a third one would be lost: see below
    }
    return all;
}
constexpr std::array<Trigger, 256> triggers = makeTriggers();

constexpr bool isTrigger(char before, char last)
{
    const Trigger trigger = triggers[static_cast<unsigned char>(last)];
    return trigger.before != 0 && (trigger.before == before || trigger.orBefore == before);
}

constexpr bool allShapesTrigger()
{
    return std::ranges::all_of(keyShapes, [](const KeyShape& shape) {
        const char* end = shape.start.data() + shape.start.size();
        return isTrigger(end[-2], end[-1]);
    });
}
static_assert(allShapesTrigger());

// The next place at or after `from` where a start may end, or the end.
qsizetype nextTrigger(QByteArrayView text, qsizetype from)
{
    if (text.size() < 2) // and of an empty one there may be no first byte to count from
        return text.size();
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    for (const char* place = begin + std::max<qsizetype>(from, 1); place < end; ++place) {
        if (triggers[static_cast<unsigned char>(*place)].before != 0 && isTrigger(place[-1], *place))
            return place - begin;
    }
    return text.size();
}

// Does a word begin here? Letters before it may belong to an escape: \n, \u0027, %3D.
bool beginsWord(QByteArrayView text, qsizetype at)
{
    if (at == 0 || !isRunCharacter(text[at - 1]))
        return true;
    return (at >= 2 && text[at - 2] == '\\') || (at >= 3 && text[at - 3] == '%')
        || (at >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u');
}

// Far inside a long run of letters and digits "AIza" is chance, and the run is base64.
bool insideLongRun(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype longRun = 64;
    const qsizetype first = std::max<qsizetype>(0, at - longRun);
    return at >= longRun && std::ranges::all_of(text.sliced(first, at - first), isRunCharacter);
}

bool hasDigit(QByteArrayView text)
{
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

struct Span
{
    qsizetype from = 0;
    qsizetype end = 0; // equal to `from`: none
};

// The part to mask when `shape` starts at `at`.
Span spanOf(QByteArrayView text, const KeyShape& shape, qsizetype at)
{
    using Kind = KeyShape::Kind;
    const bool prefix = shape.kind == Kind::Prefix || shape.kind == Kind::PrefixWithDigit;
    if (prefix && !beginsWord(text, at))
        return {};
    if (shape.kind == Kind::GoogleKey && insideLongRun(text, at))
        return {};
    const auto belongs = prefix || shape.kind == Kind::GoogleKey ? &isKeyCharacter : &isTokenCharacter;
    const qsizetype from = at + shape.start.size();
    const QByteArrayView rest = text.sliced(from);
    const qsizetype length = std::ranges::find_if_not(rest, belongs) - rest.begin();
    if (length < shape.atLeast)
        return {};
    if (shape.kind == Kind::PrefixWithDigit && !hasDigit(rest.first(length)))
        return {};
    if (shape.kind == Kind::BearerToken && length < 20 && !hasDigit(rest.first(length)))
        return {};
    const bool keepStart = shape.kind == Kind::BearerToken || shape.kind == Kind::Parameter;
    return {keepStart ? from : at, from + length};
}

Span spanEndingStartAt(QByteArrayView text, qsizetype last)
{
    for (const auto& shape : keyShapes) {
        const qsizetype at = last + 1 - shape.start.size();
        if (at < 0 || text.sliced(at, shape.start.size()) != shape.start)
            continue;
        if (const Span span = spanOf(text, shape, at); span.end > span.from)
            return span;
    }
    return {};
}

// One walk; nothing is copied while nothing is found.
QByteArray withoutShapes(QByteArray text)
{
    QByteArray result;
    qsizetype copied = 0;
    const QByteArrayView view = text;
    for (qsizetype i = nextTrigger(view, 0); i < view.size(); i = nextTrigger(view, i + 1)) {
        const Span span = spanEndingStartAt(view, i);
        if (span.end <= span.from)
            continue;
        // A start found late ("AIza" after "AIza") may reach back into what is masked already.
        result.append(view.sliced(copied, std::max(span.from, copied) - copied)).append(mask);
        copied = span.end;
        i = span.end - 1;
    }
    if (copied == 0)
        return text;
    return result.append(view.sliced(copied));
}

bool standsAlone(QByteArrayView text, qsizetype at, qsizetype length)
{
    return beginsWord(text, at) && (at + length == text.size() || !isRunCharacter(text[at + length]));
}

QByteArray without(QByteArray text, const QByteArray& secret)
{
    qsizetype at = text.indexOf(secret);
    if (at < 0)
        return text;
    QByteArray result;
    qsizetype copied = 0;
    for (; at >= 0; at = text.indexOf(secret, at)) {
        if (secret.size() > longestWord || standsAlone(text, at, secret.size())) {
            result.append(QByteArrayView(text).sliced(copied, at - copied)).append(mask);
            copied = at + secret.size();
        }
        at += secret.size();
    }
    return result.append(QByteArrayView(text).sliced(copied));
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// How texts write a character by its number.
struct Escape
{
    QByteArrayView start;
    int base;
    QByteArrayView end;
};
constexpr std::array escapes {
    Escape {"\\u00", 16, ""}, Escape {"\\x", 16, ""}, Escape {"%", 16, ""},
    Escape {"&#x", 16, ";"},  Escape {"&#", 10, ";"},
};

// How many bytes spell `wanted` at `at` in this way; 0: something else stands there.
qsizetype escapedSpelling(const Escape& escape, char wanted, QByteArrayView text, qsizetype at)
{
    if (at + escape.start.size() > text.size() || text.sliced(at, escape.start.size()) != escape.start)
        return 0;
    const qsizetype most = escape.base == 16 ? 2 : 3;
    qsizetype end = at + escape.start.size();
    const qsizetype last = std::min(text.size(), end + most);
    int number = 0;
    for (int digit = 0; end < last && (digit = hexDigit(text[end])) >= 0 && digit < escape.base; ++end)
        number = number * escape.base + digit;
    const bool isEnded =
        end + escape.end.size() <= text.size() && text.sliced(end, escape.end.size()) == escape.end;
    return isEnded && number == static_cast<uchar>(wanted) ? end + escape.end.size() - at : 0;
}

// The same for every way, and as it is. The escapes first, as a key may hold a backslash itself.
qsizetype spellingOf(char wanted, QByteArrayView text, qsizetype at)
{
    for (const Escape& escape : escapes) {
        if (const qsizetype length = escapedSpelling(escape, wanted, text, at); length > 0)
            return length;
    }
    const bool mayBeQuoted = wanted == '"' || wanted == '\\' || wanted == '/';
    if (mayBeQuoted && at + 1 < text.size() && text[at] == '\\' && text[at + 1] == wanted)
        return 2;
    return at < text.size() && text[at] == wanted ? 1 : 0;
}

// The end of the secret spelled from `at`, or `at`.
qsizetype spelledEnd(const QByteArray& secret, QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    for (const char wanted : secret) {
        const qsizetype length = spellingOf(wanted, text, end);
        if (length == 0)
            return at;
        end += length;
    }
    return end;
}

// A secret with some of its characters, or all, written as `escape`. Each place is tried once, and only near
// an escape.
QByteArray withoutSpelled(QByteArray text, const QByteArray& secret, QByteArrayView escape)
{
    constexpr qsizetype longestSpelling = 6;
    const QByteArrayView view = text;
    QByteArray result;
    qsizetype copied = 0;
    qsizetype tried = 0;
    for (qsizetype at = view.indexOf(escape); at >= 0; at = view.indexOf(escape, std::max(at + 1, tried))) {
        for (tried = std::max(tried, at - longestSpelling * secret.size()); tried <= at; ++tried) {
            const qsizetype end = spelledEnd(secret, view, tried);
            if (end == tried || (secret.size() <= longestWord && !standsAlone(view, tried, end - tried)))
                continue;
            result.append(view.sliced(copied, tried - copied)).append(mask);
            copied = end;
            tried = end;
            break;
        }
    }
    if (copied == 0)
        return text;
    return result.append(view.sliced(copied));
}

// As a JSON text may hold it: quote and backslash escaped, and what careful writers escape besides.
QByteArray jsonEscaped(QByteArray secret, bool careful)
{
    secret.replace('\\', "\\\\").replace('"', "\\\"");
    if (careful)
        secret.replace('&', "\\u0026")
            .replace('=', "\\u003d")
            .replace('\'', "\\u0027")
            .replace('+', "\\u002b");
    else
        secret.replace('/', "\\/");
    return secret;
}

// What is always the same of base64 that has the secret somewhere in it: six bits make a letter, and the
// first and the last may have some of a neighbour's. Three places in a group of three bytes.
QList<QByteArray> withinBase64(const QByteArray& secret)
{
    QList<QByteArray> forms;
    for (qsizetype before = 0; before < 3; ++before) {
        const qsizetype first = (before * 8 + 5) / 6;
        const qsizetype end = (before + secret.size()) * 8 / 6;
        const QByteArray padded = QByteArray(before, ' ') + secret;
        for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding})
            forms.append(padded.toBase64(alphabet).sliced(first, end - first));
    }
    return forms;
}

QList<QByteArray> formsOf(const QByteArray& secret)
{
    QByteArray backwards = secret;
    std::ranges::reverse(backwards);
    const QList<QByteArray> all =
        QList<QByteArray> {
            secret,
            secret.toBase64(),
            secret.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
            secret.toPercentEncoding(),
            jsonEscaped(secret, false),
            jsonEscaped(secret, true),
            secret.toHex(),
            secret.toHex().toUpper(),
            backwards,
        }
        + withinBase64(secret);
    QList<QByteArray> forms;
    for (const auto& form : all) {
        if (!forms.contains(form))
            forms.append(form);
    }
    return forms;
}

} // namespace

Secret::~Secret()
{
    if (!m_value.isDetached())
        return; // others still need it, or it is not memory of ours
    volatile char* bytes = m_value.data(); // an ordinary write to what goes anyway would be left out
    for (qsizetype i = 0; i < m_value.size(); ++i)
        bytes[i] = 0;
}

QDebug operator<<(QDebug debug, const Secret& secret)
{
    return debug << (secret.isEmpty() ? "Secret()" : "Secret(…)");
}

QByteArray redacted(QByteArray text, const QList<Secret>& secrets)
{
    for (const auto& secret : secrets) {
        if (secret.reveal().size() < shortestSecret)
            continue;
        for (const auto& form : formsOf(secret.reveal()))
            text = without(std::move(text), form);
        for (const Escape& escape : escapes)
            text = withoutSpelled(std::move(text), secret.reveal(), escape.start);
    }
    return withoutShapes(std::move(text));
}

QString redacted(const QString& text, const QList<Secret>& secrets)
{
    const QByteArray before = text.toUtf8();
    const QByteArray after = redacted(before, secrets);
    return after == before ? text : QString::fromUtf8(after);
}

} // namespace safelight
