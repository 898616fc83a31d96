#include "ui/response/stagepicture.h"
#include "app/wording/words.h"
#include "ui/theme/icons.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int padding = 7;
constexpr int verticalPadding = 8;
constexpr int markSize = 14;
constexpr int markSpace = markSize + 3;
constexpr qreal corner = 7;

QFont demiBold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QString markIcon(StageState::Mark mark)
{
    switch (mark) {
    case StageState::Mark::Passed:
        return u"check"_s;
    case StageState::Mark::Stopped:
        return u"cross"_s;
    case StageState::Mark::NotReached:
    case StageState::Mark::Unknown:
        break;
    }
    return u"dash"_s;
}

Role markRole(StageState::Mark mark)
{
    return mark == StageState::Mark::Passed ? Role::Good
        : mark == StageState::Mark::Stopped ? Role::Bad
                                            : Role::Mute;
}

QString markWord(StageState::Mark mark)
{
    switch (mark) {
    case StageState::Mark::Passed:
        return StagePicture::tr("passed");
    case StageState::Mark::Stopped:
        return StagePicture::tr("stopped here");
    case StageState::Mark::NotReached:
        return StagePicture::tr("not reached");
    case StageState::Mark::Unknown:
        break;
    }
    return StagePicture::tr("not known");
}

StageState::Step stepAt(std::size_t place)
{
    return static_cast<StageState::Step>(place);
}

} // namespace

StagePicture::StagePicture(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    showWaiting();
}

void StagePicture::showVerdict(const Verdict& verdict)
{
    std::array<Box, 5> boxes;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        StageState state = verdict.stages.at(i);
        state.step = stepAt(i);
        boxes.at(i) = {wording::step(state.step), wording::stageDetail(state, verdict), state.mark};
    }
    setBoxes(std::move(boxes));
}

void StagePicture::showWaiting()
{
    std::array<Box, 5> boxes;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        boxes.at(i) = {wording::step(stepAt(i)), u"…"_s, StageState::Mark::Unknown};
    setBoxes(std::move(boxes));
}

void StagePicture::setBoxes(std::array<Box, 5> boxes)
{
    m_boxes = std::move(boxes);
    QStringList spoken;
    for (const auto& box : m_boxes) {
        const QString detail =
            box.detail.isEmpty() || box.detail == u"…"_s ? QString() : u" ("_s + box.detail + u')';
        spoken << box.name + u": "_s + markWord(box.mark) + detail;
    }
    setAccessibleName(tr("Stages"));
    setAccessibleDescription(spoken.join(u"; "_s));
    setToolTip(spoken.join(u'\n'));
    updateGeometry();
    update();
}

// Side by side only where the longest word of every name fits into its box.
bool StagePicture::isColumn(int width) const
{
    const QFontMetrics bold(demiBold(font()));
    int widest = 0;
    for (const auto& box : m_boxes) {
        for (const QString& word : box.name.split(u' '))
            widest = std::max(widest, bold.horizontalAdvance(word));
    }
    return width / 5 < widest + markSpace + 2 * padding;
}

int StagePicture::boxHeight(const Box& box, int width) const
{
    const QFontMetrics bold(demiBold(font()));
    const QRect name =
        bold.boundingRect(QRect(0, 0, width - 2 * padding - markSpace, 1000), Qt::TextWordWrap, box.name);
    const QRect detail =
        fontMetrics().boundingRect(QRect(0, 0, width - 2 * padding, 1000), Qt::TextWordWrap, box.detail);
    return name.height() + 1 + (box.detail.isEmpty() ? 0 : detail.height()) + 2 * verticalPadding;
}

int StagePicture::heightForWidth(int width) const
{
    if (isColumn(width))
        return 5 * spacing::rowHeight;
    int height = 0;
    for (int i = 0; i < 5; ++i)
        height = std::max(height, boxHeight(m_boxes.at(std::size_t(i)), boxRect(i, {width, 100}).width()));
    return height;
}

QSize StagePicture::sizeHint() const
{
    return {660, heightForWidth(660)};
}

QSize StagePicture::minimumSizeHint() const
{
    return {200, fontMetrics().height() * 2 + 2 * verticalPadding};
}

QRect StagePicture::boxRect(int place, QSize size) const
{
    if (isColumn(size.width()))
        return {0, place * spacing::rowHeight, size.width(), spacing::rowHeight};
    const int left = size.width() * place / 5;
    return {left, 0, size.width() * (place + 1) / 5 - left, size.height()};
}

void StagePicture::paintGround(QPainter& painter) const
{
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    painter.fillPath(frame, color(palette(), Role::Pane));
    painter.save();
    painter.setClipPath(frame);
    for (int i = 0; i < 5; ++i) {
        const QRect box = boxRect(i, size());
        if (m_boxes.at(std::size_t(i)).mark == StageState::Mark::Stopped)
            painter.fillRect(box, color(palette(), Role::BadBack));
        painter.setPen(color(palette(), Role::Line));
        if (i > 0)
            painter.drawLine(box.topLeft(), isColumn(width()) ? box.topRight() : box.bottomLeft());
    }
    painter.restore();
    painter.setPen(color(palette(), Role::Line));
    painter.drawPath(frame);
}

void StagePicture::paintBox(QPainter& painter, const Box& box, QRect rect) const
{
    const bool mute = markRole(box.mark) == Role::Mute;
    const bool column = isColumn(width());
    QRect inner =
        rect.adjusted(padding, column ? 5 : verticalPadding, -padding, column ? -5 : -verticalPadding);
    const QPixmap mark =
        themedPixmap(markIcon(box.mark), palette(), markRole(box.mark), markSize, devicePixelRatioF());
    const QFontMetrics bold(demiBold(font()));
    painter.drawPixmap(inner.left() - 1, inner.top() + (bold.height() - markSize) / 2, mark);
    painter.setFont(demiBold(font()));
    painter.setPen(color(palette(),
                         mute                                        ? Role::Mute
                             : box.mark == StageState::Mark::Stopped ? Role::Bad
                                                                     : Role::Ink));
    QRect used;
    painter.drawText(inner.adjusted(markSpace, 0, 0, 0), Qt::TextWordWrap, box.name, &used);
    if (column)
        inner.setLeft(inner.left() + std::max(inner.width() * 2 / 5, used.width() + markSpace + padding));
    else
        inner.setTop(used.bottom() + 1);
    painter.setFont(font());
    painter.setPen(color(palette(), mute ? Role::Mute : Role::Ink));
    if (column)
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop,
                         fontMetrics().elidedText(box.detail, Qt::ElideRight, inner.width()));
    else
        painter.drawText(inner, Qt::TextWordWrap, box.detail);
}

void StagePicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter);
    for (int i = 0; i < 5; ++i)
        paintBox(painter, m_boxes.at(std::size_t(i)), boxRect(i, size()));
}

void StagePicture::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
}

} // namespace safelight
