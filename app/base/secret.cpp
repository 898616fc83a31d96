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

// The last characters of the starts: in 20 MB of base64 only the "a" occurs at all, so that walking it
// costs one look-up a byte.
constexpr std::array<bool, 256> makeTriggers()
{
    std::array<bool, 256> triggers {};
    for (const auto& shape : keyShapes)
        triggers[static_cast<unsigned char>(shape.start.data()[shape.start.size() - 1])] = true;
    return triggers;
}
constexpr std::array<bool, 256> triggers = makeTriggers();

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
    for (qsizetype i = 0; i < view.size(); ++i) {
        if (!triggers[static_cast<unsigned char>(view[i])])
            continue;
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

QList<QByteArray> formsOf(const QByteArray& secret)
{
    QList<QByteArray> forms;
    for (const auto& form :
         {secret, secret.toBase64(),
          secret.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
          secret.toPercentEncoding(), jsonEscaped(secret, false), jsonEscaped(secret, true)}) {
        if (!forms.contains(form))
            forms.append(form);
    }
    return forms;
}

} // namespace

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
