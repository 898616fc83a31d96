#include "ui/base/wraplabel.h"

#include <QEvent>

namespace safelight {

WrapLabel::WrapLabel(const QString& text, QWidget* parent)
    : QLabel(text, parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
}

// QLabel does not tell its heirs that its text changed.
void WrapLabel::forgetWhenChanged() const
{
    if (m_measured == text())
        return;
    m_measured = text();
    m_heights.clear();
    m_hint = {};
    m_least = {};
}

int WrapLabel::heightForWidth(int width) const
{
    ensurePolished(); // its font decides
    forgetWhenChanged();
    const auto known = m_heights.constFind(width);
    if (known != m_heights.constEnd())
        return *known;
    if (m_heights.size() > 16) // a window being resized asks for each width once
        m_heights.clear();
    return *m_heights.insert(width, QLabel::heightForWidth(width));
}

QSize WrapLabel::sizeHint() const
{
    ensurePolished();
    forgetWhenChanged();
    if (!m_hint.isValid())
        m_hint = QLabel::sizeHint();
    return m_hint;
}

QSize WrapLabel::minimumSizeHint() const
{
    ensurePolished();
    forgetWhenChanged();
    if (!m_least.isValid())
        m_least = QLabel::minimumSizeHint();
    return m_least;
}

void WrapLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_measured.clear();
        m_heights.clear();
        m_hint = {};
        m_least = {};
    }
    QLabel::changeEvent(event);
}

} // namespace safelight
