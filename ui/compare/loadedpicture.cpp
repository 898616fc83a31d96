#include "ui/compare/loadedpicture.h"

#include "app/prompt/imageintake.h"

namespace safelight {

namespace {

// A larger view of a picture is not decoded: enlarged pixels show what there is to see.
constexpr QSize largestView(8192, 8192);

} // namespace

void LoadedPicture::load(const QByteArray& bytes)
{
    m_decoding.forget();
    m_bytes = bytes;
    m_image = {};
    m_asked = {};
    m_whole = false;
    m_broken = false;
    emit changed();
}

void LoadedPicture::need(QSize pixels)
{
    const QSize wanted = pixels.boundedTo(largestView);
    const bool enough = m_asked.width() >= wanted.width() && m_asked.height() >= wanted.height();
    if (m_bytes.isEmpty() || m_broken || m_whole || enough || wanted.isEmpty())
        return;
    m_asked = wanted;
    m_decoding.run(
        this, [bytes = m_bytes, wanted] { return imageForView(bytes, wanted); },
        [this, wanted](const QImage& image) {
            m_image = image;
            m_broken = image.isNull();
            // Smaller than what was asked for in both directions: there is no more of it.
            m_whole = image.width() < wanted.width() && image.height() < wanted.height();
            emit changed();
        });
}

QString LoadedPicture::message() const
{
    if (m_broken)
        return tr("This picture cannot be drawn: its data is damaged or of an unknown kind.");
    return !m_bytes.isEmpty() && m_image.isNull() ? tr("Decoding the picture") : QString();
}

} // namespace safelight
