#pragma once

#include <QByteArray>

#include <memory>

class QIODevice;

namespace safelight {

// Takes an answer's body off the network piece by piece, and inflates it where it came compressed. Qt would
// do that too, but decides for itself how much it inflates at once: a bomb of a few kilobytes held the
// network thread for half a minute, and its read buffer counts the wrong bytes.
class BodyReader
{
public:
    enum class Fault { None, Damaged, TooDense };

    // What the request may offer in Accept-Encoding.
    static constexpr const char* encodings = "gzip, deflate";
    // No text, and no picture in base64, is worth more than this; deflate itself gets to 1032.
    static constexpr qint64 densestRatio = 200;
    // Below, the ratio does not matter: that much is read in no time.
    static constexpr qint64 harmlessSize = 16LL * 1024 * 1024;

    // `contentEncoding`: of the answer's header. One that is not known, or more than one, is passed as it is.
    explicit BodyReader(const QByteArray& contentEncoding = {});
    ~BodyReader();
    BodyReader(BodyReader&&) noexcept;
    BodyReader& operator=(BodyReader&&) noexcept;

    // Appends at most `most` bytes to `body`. Answers whether there may be more at once.
    bool read(QIODevice& source, QByteArray& body, qint64 most);
    Fault fault() const;
    // Compressed bytes so far; 0 where nothing is compressed.
    qint64 compressedBytes() const;
    // False while compressed data still lacks its end.
    bool isComplete() const;

private:
    class Inflation;
    std::unique_ptr<Inflation> m_inflation; // null: passed as it is
};

} // namespace safelight
