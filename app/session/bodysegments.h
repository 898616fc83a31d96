#pragma once

#include <QByteArray>
#include <QList>

namespace safelight {

// A piece of a request body or an answer. Long base64 runs (pictures) are told apart, so that a picture is
// kept once wherever it occurs; joined again, the pieces give the very same bytes.
struct BodySegment
{
    // Stored as numbers: never renumber.
    enum class Form {
        Plain = 0, // `bytes` as they stand
        Compressed = 1, // qCompress() of what stands; only in storage
        Base64 = 2, // what stands is the base64 of `bytes`
        Base64Unpadded = 3,
        Base64Url = 4,
        Base64UrlUnpadded = 5,
    };

    Form form = Form::Plain;
    QByteArray bytes;

    bool isBase64() const { return form >= Form::Base64; }
    friend bool operator==(const BodySegment&, const BodySegment&) = default;
};

// Base64 runs shorter than this many characters stay text.
inline constexpr qsizetype shortestBase64Run = 1024;

// Longer text is more than one piece: each is compressed and read by itself.
inline constexpr qsizetype longestPlain = 4LL * 1024 * 1024;

// What is not base64 is not copied: the pieces are good as long as `body` is.
QList<BodySegment> splitBody(const QByteArray& body);
// Appends what the segment stands for; false when a compressed one cannot be read.
bool appendSegment(QByteArray& body, const BodySegment& segment);
// The segment as it should be stored: compressed where that pays.
BodySegment packed(const BodySegment& segment);

} // namespace safelight
