#include "app/request/requestcodec.h"

#include "app/request/carriedpieces.h"
#include "app/request/imagemarks.h"
#include "app/request/requestediting.h"
#include "app/request/requestlayout.h"
#include "app/request/requestwriter.h"
#include "app/wire/jsonedit.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace safelight {

namespace {

class CountingSink final : public RequestSink
{
public:
    void add(QByteArrayView bytes) override { m_size += bytes.size(); }
    void addImage(const ReferenceImage& image) override { m_size += (image.bytes.size() + 2) / 3 * 4; }
    qint64 size() const { return m_size; }

private:
    qint64 m_size = 0;
};

class ByteSink final : public RequestSink
{
public:
    explicit ByteSink(qint64 size) { m_bytes.reserve(size); }

    void add(QByteArrayView bytes) override { m_bytes.append(bytes); }

    // In steps of a multiple of three bytes, so that no second copy of a large picture is ever held.
    void addImage(const ReferenceImage& image) override
    {
        const QByteArray& bytes = image.bytes;
        constexpr qsizetype step = qsizetype(48) * 1024;
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            const auto size = std::min(step, bytes.size() - at);
            m_bytes.append(QByteArray::fromRawData(bytes.constData() + at, size).toBase64());
        }
    }

    QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

void writeTo(RequestSink& sink, const Prompt& prompt)
{
    if (prompt.carried.isEmpty())
        RequestWriter(sink).write(prompt);
    else
        writeUnmarked(sink, editedRequest(prompt), prompt.images);
}

// As UTF-8 without a byte order mark, and what is broken in texts repaired.
QByteArray readable(const QByteArray& body)
{
    QByteArray text = body;
    if (const auto encoding = QStringConverter::encodingForData(body))
        text = QString(QStringDecoder(*encoding)(body)).toUtf8();
    const bool isRaw = std::any_of(text.cbegin(), text.cend(), [](char c) { return uchar(c) < 0x20; });
    return isRaw || !text.isValidUtf8() ? json::repaired(text) : text;
}

// The base64 of the images goes out of what is carried, where encoding them gives the same characters.
QByteArray marked(const RequestLayout& layout)
{
    JsonEdit edit(layout.outline);
    for (qsizetype i = 0; i < layout.images.size(); ++i) {
        const auto& image = layout.shown.images.at(i);
        const int data = layout.images.at(i).data;
        const auto quoted = json::quotedOf(layout.outline.bytes(data));
        if (quoted.size() % 4 == 0 && image.bytes.toBase64() == quoted)
            edit.replace(data, '"' + imageMark(image) + '"');
    }
    return edit.result();
}

// A request that has nothing but what the editor shows, as this program writes it, carries nothing.
Prompt carrying(const RequestLayout& layout, Prompt prompt)
{
    const QByteArray json = marked(layout);
    if (json != requestText(prompt))
        prompt.carried = json;
    return prompt;
}

// A mark that no image stands behind.
QString strayMark(const RequestLayout& layout)
{
    for (const auto& image : layout.images) {
        const auto quoted = json::quotedOf(layout.outline.bytes(image.data));
        if (markedImage(quoted))
            return QString::fromLatin1(quoted);
    }
    return {};
}

Error strangeImage(const QString& mark)
{
    return {
        Error::Code::NotFound,
        QCoreApplication::translate("RequestCodec", "“%1” does not name an image of this prompt.").arg(mark)};
}

bool hasParts(const JsonOutline& json, int turn)
{
    const int parts = json.find(turn, "parts");
    return parts != noNode && (json.kind(parts) != json::Kind::Array || json[parts].children > 0);
}

} // namespace

QByteArray encodeRequest(const Prompt& prompt)
{
    ByteSink sink(encodedRequestSize(prompt));
    writeTo(sink, prompt);
    return sink.take();
}

qint64 encodedRequestSize(const Prompt& prompt)
{
    CountingSink sink;
    writeTo(sink, prompt);
    return sink.size();
}

QByteArray requestText(const Prompt& prompt)
{
    if (!prompt.carried.isEmpty())
        return editedRequest(prompt);
    MarkSink sink;
    RequestWriter(sink).write(prompt);
    return sink.bytes();
}

Result<DecodedRequest> decodeRequest(const QByteArray& body)
{
    const QByteArray json = readable(body);
    const auto layout = layOutRequest(json, {});
    if (!layout)
        return layout.error();
    if (const QString mark = strayMark(*layout); !mark.isEmpty())
        return strangeImage(mark);
    DecodedRequest decoded {carrying(*layout, layout->shown), {}};
    for (const auto& piece : carriedPieces(*layout))
        decoded.left.append(piece.path);
    return decoded;
}

// Marks are filled in first: an image may have come into another turn, or to another place.
Result<Prompt> withRequestText(const Prompt& prompt, const QByteArray& text)
{
    ByteSink sink(text.size());
    writeUnmarked(sink, readable(text), prompt.images);
    const QByteArray json = sink.take();
    const auto layout = layOutRequest(json, {});
    if (!layout)
        return layout.error();
    if (const QString mark = strayMark(*layout); !mark.isEmpty())
        return strangeImage(mark);
    Prompt next = layout->shown;
    if (layout->model == noNode)
        next.model = prompt.model;
    for (auto& image : next.images) {
        const auto known = std::ranges::find(prompt.images, image.sha256, &ReferenceImage::sha256);
        if (known == prompt.images.cend())
            continue;
        image.bytes = known->bytes; // held once
        image.fileName = known->fileName;
        image.pixelSize = known->pixelSize;
    }
    return carrying(*layout, std::move(next));
}

bool carriesContent(const Prompt& prompt)
{
    if (prompt.carried.isEmpty())
        return false;
    const QByteArray text = requestText(prompt);
    const auto layout = layOutRequest(text, prompt.images);
    return layout && std::ranges::any_of(layout->turns, [&layout](int turn) {
               return hasParts(layout->outline, turn);
           });
}

} // namespace safelight
