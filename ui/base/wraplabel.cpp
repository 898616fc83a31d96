#include "ui/base/wraplabel.h"

#include "ui/base/wrappedtext.h"

#include <QEvent>
#include <QPainter>

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

WrapLabel::~WrapLabel() = default;

// Text that can be selected is a document of QLabel's; a letter to press, a frame, an indent and a mirrored
// window are its business too.
bool WrapLabel::isPlain() const
{
    constexpr auto document = Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard | Qt::TextEditable;
    return wordWrap() && textFormat() == Qt::PlainText && !(textInteractionFlags() & document)
        && layoutDirection() == Qt::LeftToRight && frameWidth() == 0 && indent() <= 0
        && !(buddy() && text().contains(u'&')) && WrappedText::handles(text());
}

void WrapLabel::forget() const
{
    m_lines.reset();
    m_heights.clear();
    m_hint = {};
    m_least = {};
    m_natural = {};
}

// QLabel does not tell its heirs that its text changed.
void WrapLabel::forgetWhenChanged() const
{
    if (m_measured == text())
        return;
    m_measured = text();
    forget();
}

WrappedText& WrapLabel::lines() const
{
    if (!m_lines)
        m_lines = std::make_unique<WrappedText>(text(), font(), this);
    return *m_lines;
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
    const int height = isPlain() ? lines().heightFor(width - margins().width()) + margins().height()
                                 : QLabel::heightForWidth(width);
    return *m_heights.insert(width, height);
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
        m_least = {fontMetrics().horizontalAdvance(longest.toString()) + margins().width(),
                   fontMetrics().height() + contentsMargins().top() + contentsMargins().bottom()};
    }
    return m_least;
}

QSize WrapLabel::natural() const
{
    if (!m_natural.isValid()) {
        const QSize size = isPlain() ? lines().natural() : fontMetrics().size(0, text());
        m_natural = size + QSize(1, 0) + margins();
    }
    return m_natural;
}

QSize WrapLabel::margins() const
{
    const QMargins around = contentsMargins();
    return {around.left() + around.right() + 2 * margin(), around.top() + around.bottom() + 2 * margin()};
}

void WrapLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::LayoutDirectionChange)
        forget();
    QLabel::changeEvent(event);
}

void WrapLabel::paintEvent(QPaintEvent* event)
{
    forgetWhenChanged();
    if (!isPlain()) {
        QLabel::paintEvent(event);
        return;
    }
    const int inside = margin();
    QPainter painter(this);
    drawFrame(&painter);
    lines().draw(painter, contentsRect().adjusted(inside, inside, -inside, -inside), alignment());
}

} // namespace safelight
