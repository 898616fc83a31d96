#include "ui/base/scrolled.h"

#include <QEvent>
#include <QStyle>

namespace safelight {

namespace {

constexpr int leastHeight = 120;

} // namespace

Scrolled::Scrolled(QWidget* content, QWidget* parent)
    : QScrollArea(parent)
    , m_content(content)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    content->setParent(viewport());
    content->hide(); // or it would be laid out before it has its size
    viewport()->setAutoFillBackground(false);
}

QSize Scrolled::minimumSizeHint() const
{
    if (!widget()) // nobody sees it yet
        return {0, leastHeight};
    return {m_content->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent),
            leastHeight};
}

bool Scrolled::event(QEvent* event)
{
    if (event->type() == QEvent::Show && !widget()) {
        m_content->setAttribute(Qt::WA_Resized); // the area gives it its size
        setWidget(m_content);
        m_content->setAutoFillBackground(false);
        m_content->show();
        updateGeometry();
    }
    return QScrollArea::event(event);
}

bool Scrolled::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace safelight
