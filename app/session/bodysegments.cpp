#include "app/session/bodysegments.h"

#include <algorithm>
#include <array>
#include <optional>

namespace safelight {

namespace {

constexpr std::array<bool, 256> base64Alphabet()
{
    std::array<bool, 256> table {};
    for (unsigned char c = 'a'; c <= 'z'; ++c)
        table[c] = true;
    for (unsigned char c = 'A'; c <= 'Z'; ++c)
        table[c] = true;
    for (unsigned char c = '0'; c <= '9'; ++c)
        table[c] = true;
    for (const unsigned char c : {'+', '/', '-', '_'})
        table[c] = true;
    return table;
}

constexpr auto alphabet = base64Alphabet();

bool isBase64Char(char c)
{
    return alphabet[static_cast<unsigned char>(c)];
}

QByteArray::Base64Options optionsOf(BodySegment::Form form)
{
    using enum QByteArray::Base64Option;
    switch (form) {
    case BodySegment::Form::Base64Unpadded:
        return Base64Encoding | OmitTrailingEquals;
    case BodySegment::Form::Base64Url:
        return Base64UrlEncoding | KeepTrailingEquals;
    case BodySegment::Form::Base64UrlUnpadded:
        return Base64UrlEncoding | OmitTrailingEquals;
    default:
        return Base64Encoding | KeepTrailingEquals;
    }
}

// Piece by piece, so that the text is not held once more.
bool encodesTo(const QByteArray& bytes, QByteArray::Base64Options options, QByteArrayView text)
{
    constexpr qsizetype step = 49152; // a multiple of 3, so that no padding falls in between
    qsizetype done = 0;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const qsizetype length = qMin(step, bytes.size() - at);
        const auto slice = QByteArray::fromRawData(bytes.constData() + at, length).toBase64(options);
        if (done + slice.size() > text.size() || text.sliced(done, slice.size()) != slice)
            return false;
        done += slice.size();
    }
    return done == text.size();
}

BodySegment::Form formOf(QByteArrayView run)
{
    const bool url = run.contains('-') || run.contains('_');
    const bool padded = run.endsWith('=') || run.size() % 4 == 0;
    if (url)
        return padded ? BodySegment::Form::Base64Url : BodySegment::Form::Base64UrlUnpadded;
    return padded ? BodySegment::Form::Base64 : BodySegment::Form::Base64Unpadded;
}

// Empty when encoding again would not give the identical text.
std::optional<BodySegment> decodedRun(QByteArrayView run)
{
    const auto form = formOf(run);
    const auto options = optionsOf(form) | QByteArray::AbortOnBase64DecodingErrors;
    auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromRawData(run.data(), run.size()), options);
    if (!decoded || !encodesTo(*decoded, optionsOf(form), run))
        return {};
    return BodySegment {form, *decoded};
}

// The end of the base64 run that begins at `from`, its padding included.
qsizetype endOfRun(const QByteArray& body, qsizetype from)
{
    const char* const data = body.constData();
    qsizetype end = from;
    while (end < body.size() && isBase64Char(data[end]))
        ++end;
    for (int padding = 0; padding < 2 && end > from && end < body.size() && data[end] == '='; ++padding)
        ++end;
    return end;
}

} // namespace

QList<BodySegment> splitBody(const QByteArray& body)
{
    QList<BodySegment> segments;
    qsizetype plainFrom = 0;
    const auto endPlain = [&](qsizetype end) {
        for (; plainFrom < end; plainFrom += longestPlain) {
            const qsizetype length = std::min(longestPlain, end - plainFrom);
            segments.append(
                {BodySegment::Form::Plain, QByteArray::fromRawData(body.constData() + plainFrom, length)});
        }
    };
    for (qsizetype at = 0; at < body.size();) {
        const qsizetype end = endOfRun(body, at);
        if (end - at >= shortestBase64Run) {
            if (auto run = decodedRun(QByteArrayView(body).sliced(at, end - at))) {
                endPlain(at);
                segments.append(*std::move(run));
                plainFrom = end;
            }
        }
        at = qMax(end, at + 1);
    }
    endPlain(body.size());
    return segments;
}

bool appendSegment(QByteArray& body, const BodySegment& segment)
{
    if (segment.form == BodySegment::Form::Plain) {
        body += segment.bytes;
        return true;
    }
    if (segment.isBase64()) {
        body += segment.bytes.toBase64(optionsOf(segment.form));
        return true;
    }
    const QByteArray plain = qUncompress(segment.bytes);
    body += plain;
    return !plain.isEmpty();
}

BodySegment packed(const BodySegment& segment)
{
    constexpr qsizetype worthTrying = 512;
    if (segment.form != BodySegment::Form::Plain || segment.bytes.size() < worthTrying)
        return segment;
    // The quickest level: a stream of 20 MB must not keep the store busy for seconds.
    QByteArray smaller = qCompress(segment.bytes, 1);
    if (smaller.isEmpty() || smaller.size() > segment.bytes.size() / 10 * 9)
        return segment;
    return {BodySegment::Form::Compressed, std::move(smaller)};
}

} // namespace safelight
