#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The drawing in one colour, `pixels` device pixels large, at pixel ratio 1. The file names only say the
// shape: whatever colour they have is replaced.
QPixmap renderIcon(const QString& name, const QColor& tint, QSize pixels)
{
    const QString key = u"safelight-icon/%1/%2/%3x%4"_s.arg(name, tint.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (pixels.isEmpty() || QPixmapCache::find(key, &pixmap))
        return pixmap;
    const QString file = u":/icons/%1.svg"_s.arg(name);
    if (!QFile::exists(file)) {
        qWarning("There is no icon named \"%s\".", qUtf8Printable(name));
        return pixmap;
    }
    QSvgRenderer renderer(file);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), tint);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// Draws at the very size that is asked for, so that nothing is ever scaled afterwards.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(QString name, const QColor& normal, const QColor& disabled)
        : m_name(std::move(name))
        , m_normal(normal)
        , m_disabled(disabled)
    { }

    QIconEngine* clone() const override { return new ThemedIconEngine(*this); }
    QString key() const override { return u"safelight"_s; }
    QString iconName() override { return m_name; }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        QPixmap drawn = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
        drawn.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), drawn);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return renderIcon(m_name, mode == QIcon::Disabled ? m_disabled : m_normal, size);
    }

private:
    QString m_name;
    QColor m_normal;
    QColor m_disabled;
};

} // namespace

QIcon themedIcon(const QString& name, const QPalette& palette, Role role)
{
    return QIcon(new ThemedIconEngine(name, color(palette, role), color(palette, Role::Mute)));
}

QPixmap themedPixmap(const QString& name, const QPalette& palette, Role role, int size,
                     qreal devicePixelRatio)
{
    const int pixels = static_cast<int>(std::lround(size * devicePixelRatio));
    QPixmap pixmap = renderIcon(name, color(palette, role), {pixels, pixels});
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace safelight
