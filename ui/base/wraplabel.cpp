#include "ui/base/wraplabel.h"

#include <QEvent>

namespace safelight {

namespace {

constexpr int readableCharacters = 70;

} // namespace

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
    m_natural = {};
}

int WrapLabel::heightForWidth(int width) const
{
    ensurePolished(); // its font decides
    forgetWhenChanged();
    if (width >= natural().width()) // no line breaks that are not in the text
        return natural().height();
    const auto known = m_heights.constFind(width);
    if (known != m_heights.constEnd())
        return *known;
    if (m_heights.size() > 16) // a window being resized asks for each width once
        m_heights.clear();
    return *m_heights.insert(width, QLabel::heightForWidth(width));
}

// QLabel lays the text out at several widths to find a pleasing one. Here the layout decides on the width.
QSize WrapLabel::sizeHint() const
{
    ensurePolished();
    forgetWhenChanged();
    if (!m_hint.isValid()) {
        const int wide = fontMetrics().averageCharWidth() * readableCharacters;
        const int width = qMin(wide, natural().width());
        m_hint = {width, heightForWidth(width)};
    }
    return m_hint;
}

// As wide as the longest word.
QSize WrapLabel::minimumSizeHint() const
{
    ensurePolished();
    forgetWhenChanged();
    if (!m_least.isValid()) {
        QStringView longest;
        for (const QStringView word : QStringView(text()).split(u' ')) {
            if (word.size() > longest.size())
                longest = word;
        }
        m_least = {fontMetrics().horizontalAdvance(longest.toString()) + margins(),
                   fontMetrics().height() + contentsMargins().top() + contentsMargins().bottom()};
    }
    return m_least;
}

QSize WrapLabel::natural() const
{
    if (!m_natural.isValid()) {
        const QMargins around = contentsMargins();
        m_natural = fontMetrics().size(0, text())
            + QSize(1 + margins(), around.top() + around.bottom() + 2 * margin());
    }
    return m_natural;
}

int WrapLabel::margins() const
{
    return contentsMargins().left() + contentsMargins().right() + 2 * margin();
}

void WrapLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_measured.clear();
        m_heights.clear();
        m_hint = {};
        m_least = {};
        m_natural = {};
    }
    QLabel::changeEvent(event);
}

} // namespace safelight
