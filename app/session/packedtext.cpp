#include "app/session/packedtext.h"

namespace safelight {

namespace {

constexpr qsizetype longText = 4096;

} // namespace

SqlValue packText(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    // SQLite takes a mark in front, in either byte order, for its own.
    const bool marked = text.startsWith(QChar::ByteOrderMark) || text.startsWith(QChar::ByteOrderSwapped);
    const bool exact = !marked && QString::fromUtf8(utf8) == text && !text.contains(QChar::Null);
    if (exact && text.size() < longText)
        return text;
    if (exact)
        return QByteArray('u' + qCompress(utf8, 1));
    QByteArray wide;
    wide.reserve(text.size() * 2);
    for (const QChar c : text) {
        wide.append(static_cast<char>(c.unicode() & 0xff));
        wide.append(static_cast<char>(c.unicode() >> 8));
    }
    return QByteArray('w' + qCompress(wide, 1));
}

std::optional<QString> unpackText(const SqlValue& value)
{
    if (!value.isBytes())
        return value.toString();
    const QByteArray bytes = value.toByteArray();
    if (bytes.size() < 2 || (bytes.front() != 'u' && bytes.front() != 'w'))
        return {};
    const QByteArray plain = qUncompress(bytes.sliced(1));
    if (plain.isEmpty()) // no text that short is packed
        return {};
    if (bytes.front() == 'u')
        return QString::fromUtf8(plain);
    QString text;
    text.reserve(plain.size() / 2);
    for (qsizetype i = 0; i + 1 < plain.size(); i += 2) {
        const auto low = static_cast<uchar>(plain[i]);
        const auto high = static_cast<uchar>(plain[i + 1]);
        text.append(QChar(static_cast<char16_t>(low | (high << 8))));
    }
    return text;
}

} // namespace safelight
