#include "app/base/secret.h"

#include <QDebug>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

    const QByteArray mask = "[redacted]";

    // A cheap look for a place where a key may begin, so that the costly pattern never walks 20 MB of base64.
    bool mayHoldKey(QByteArrayView text)
    {
        for (const QByteArrayView start :
             {QByteArrayView("AIza"), QByteArrayView("AQ."), QByteArrayView("sk-"), QByteArrayView("ya29."),
              QByteArrayView("earer "), QByteArrayView("key=")}) {
            if (text.contains(start))
                return true;
        }
        return false;
    }

    bool isKeyCharacter(char c)
    {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'
            || c == '-' || c == '.';
    }

    struct KeyShape
    {
        QByteArrayView start;
        int atLeast; // characters after the start that make it a key and not a word
    };

    // gemini-api.md §9: standard keys, new keys, proxies' keys, OAuth access tokens, headers, query
    // parameters.
    constexpr KeyShape keyShapes[] {{"AIza", 6},    {"AQ.", 8},     {"sk-", 8},   {"ya29.", 8},
                                    {"Bearer ", 6}, {"bearer ", 6}, {"?key=", 1}, {"&key=", 1}};

    void redactShape(QByteArray& text, const KeyShape& shape)
    {
        qsizetype at = text.indexOf(shape.start);
        while (at >= 0) {
            const qsizetype from = at + shape.start.size();
            qsizetype end = from;
            while (end < text.size() && isKeyCharacter(text.at(end)))
                ++end;
            // In the middle of a longer run of letters it is base64 or a word, not a key.
            const bool alone = at == 0
                || !(isKeyCharacter(text.at(at - 1)) || text.at(at - 1) == '+' || text.at(at - 1) == '/');
            const bool keepStart = shape.start.endsWith(' ') || shape.start.endsWith('=');
            if (end - from >= shape.atLeast && (alone || keepStart)) {
                const qsizetype cut = keepStart ? from : at;
                text.replace(cut, end - cut, mask);
                end = cut + mask.size();
            }
            at = text.indexOf(shape.start, end);
        }
    }

} // namespace

QDebug operator<<(QDebug debug, const Secret& secret)
{
    return debug << (secret.isEmpty() ? "Secret()" : "Secret(…)");
}

QByteArray redacted(QByteArray text, const QList<Secret>& secrets)
{
    for (const auto& secret : secrets) {
        if (secret.isEmpty())
            continue;
        text.replace(secret.reveal(), mask);
        text.replace(secret.reveal().toBase64(), mask);
        text.replace(secret.reveal().toPercentEncoding(), mask);
    }
    if (mayHoldKey(text)) {
        for (const auto& shape : keyShapes)
            redactShape(text, shape);
    }
    return text;
}

QString redacted(const QString& text, const QList<Secret>& secrets)
{
    return QString::fromUtf8(redacted(text.toUtf8(), secrets));
}

} // namespace safelight
