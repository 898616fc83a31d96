#include "ui/theme/themeparts.h"

#include "ui/theme/theme.h"
#include "ui/theme/thememarks.h"

#include <QFontMetrics>
#include <QHash>
#include <QVariant>
#include <QWidget>

#include <utility>

namespace safelight::themeparts {

namespace {

using thememarks::drawRound;

constexpr qreal radius = 6;
constexpr int menuMark = 12; // room for the mark of a button with a menu

bool has(const QStyleOption* option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

void drawButton(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool focused = enabled && has(option, QStyle::State_HasFocus);
    const bool primary = isPrimary(widget);
    const bool set = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    Role ground = primary ? Role::Accent : set ? Role::Selected : Role::Pane;
    Role edge = primary || has(option, QStyle::State_MouseOver) ? Role::Accent : Role::Line;
    if (!enabled) {
        ground = primary ? Role::Window : Role::Pane;
        edge = Role::Line;
    } else if (focused) {
        edge = primary ? Role::Ink : Role::Accent;
    }
    drawRound(painter, option->rect, QPen(color(option->palette, edge), focused ? 2 : 1),
              color(option->palette, ground), radius);
}

void drawToolPanel(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    if (isButtonLike(widget)) {
        drawButton(painter, option, widget);
        return;
    }
    // A flat tool button shows a ground only while it is pressed, set or under the pointer.
    const bool set = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    drawRound(painter, option->rect, color(option->palette, Role::Line),
              color(option->palette, set ? Role::Selected : Role::Window), radius);
}

void fillLine(QPainter* painter, const QStyleOption* option, const QRect& line)
{
    painter->fillRect(line, color(option->palette, Role::Line));
}

void drawTabShape(QPainter* painter, const QStyleOption* option)
{
    if (!has(option, QStyle::State_Selected))
        return;
    if (has(option, QStyle::State_HasFocus))
        painter->fillRect(option->rect, color(option->palette, Role::Selected));
    const QRect& rect = option->rect;
    painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2),
                      color(option->palette, Role::Accent));
}

bool drawShapedFrame(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    if (!widget)
        return false;
    if (isMarked(*widget, "card")) {
        drawRound(painter, option->rect, color(option->palette, Role::Line),
                  color(option->palette, Role::Pane), radius);
        return true;
    }
    if (!isMarked(*widget, "separator"))
        return false;
    fillLine(painter, option, option->rect);
    return true;
}

// The ground and the edge of a tip or a menu.
void drawPopup(QPainter* painter, const QStyleOption* option)
{
    painter->save();
    painter->setPen(color(option->palette, Role::Line));
    painter->setBrush(color(option->palette, Role::Pane));
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void drawProgress(QPainter* painter, const QStyleOption* option)
{
    const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const double share = double(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
    QRect done = bar->rect.adjusted(1, 1, -1, -1);
    done.setWidth(qRound(done.width() * qBound(0.0, share, 1.0)));
    const QRect place = QStyle::visualRect(bar->direction, bar->rect, done);
    drawRound(painter, place, QPen(Qt::NoPen), color(bar->palette, Role::Accent), 3);
}

// How much wider a text is when it is strong. Remembered: a tab bar asks for each of its tabs again and
// again.
int extraOfStrong(const QString& text, const QFont& font)
{
    static QHash<std::pair<QString, QFont>, int> known;
    const std::pair key(text, font);
    const auto found = known.constFind(key);
    if (found != known.constEnd())
        return *found;
    const auto width = [&text](const QFont& in) {
        return QFontMetrics(in).size(Qt::TextShowMnemonic, text).width();
    };
    return *known.insert(key, qMax(0, width(strongFont(font)) - width(font)));
}

} // namespace

bool isMarked(const QWidget& widget, const char* name)
{
    return !widget.dynamicPropertyNames().isEmpty() && widget.property(name).toBool();
}

bool isPrimary(const QWidget* widget)
{
    return widget && isMarked(*widget, "primary");
}

bool isButtonLike(const QWidget* widget)
{
    return isPrimary(widget) || (widget && isMarked(*widget, "framed"));
}

QPalette buttonPalette(const QStyleOption& option, const QWidget* widget)
{
    QPalette palette = option.palette;
    if (isPrimary(widget) && has(&option, QStyle::State_Enabled))
        palette.setColor(QPalette::ButtonText, color(palette, Role::AccentInk));
    return palette;
}

bool drawPanel(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
               const QWidget* widget)
{
    switch (element) {
    case QStyle::PE_PanelButtonCommand:
        drawButton(painter, option, widget);
        return true;
    case QStyle::PE_PanelButtonTool:
        drawToolPanel(painter, option, widget);
        return true;
    case QStyle::PE_PanelTipLabel:
    case QStyle::PE_PanelMenu:
        drawPopup(painter, option);
        return true;
    case QStyle::PE_FrameTabBarBase:
    case QStyle::PE_PanelScrollAreaCorner:
    case QStyle::PE_PanelMenuBar:
    case QStyle::PE_FrameMenu: // drawn with the panel
        return true; // nothing: the ground shows
    default:
        return false;
    }
}

bool drawControl(QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
                 const QWidget* widget)
{
    const QRect& rect = option->rect;
    switch (element) {
    case QStyle::CE_ShapedFrame:
        return drawShapedFrame(painter, option, widget);
    case QStyle::CE_TabBarTabShape:
        drawTabShape(painter, option);
        return true;
    case QStyle::CE_HeaderSection:
        painter->fillRect(rect, color(option->palette, Role::Window));
        fillLine(painter, option, QRect(rect.left(), rect.bottom(), rect.width(), 1));
        return true;
    case QStyle::CE_HeaderEmptyArea:
    case QStyle::CE_MenuBarEmptyArea:
        painter->fillRect(rect, color(option->palette, Role::Window));
        return true;
    case QStyle::CE_Splitter:
        return true; // the gap between the panes is the handle
    case QStyle::CE_ProgressBarGroove:
        drawRound(painter, rect, color(option->palette, Role::Line), color(option->palette, Role::Window), 4);
        return true;
    case QStyle::CE_ProgressBarContents:
        drawProgress(painter, option);
        return true;
    default:
        return false;
    }
}

void drawTabLabel(const QStyle& style, const QStyleOptionTab& tab, QPainter* painter)
{
    const bool selected = tab.state.testFlag(QStyle::State_Selected);
    const bool enabled = tab.state.testFlag(QStyle::State_Enabled);
    const bool strong = enabled && (selected || tab.state.testFlag(QStyle::State_MouseOver));
    painter->save();
    if (selected)
        painter->setFont(strongFont(painter->font()));
    painter->setPen(color(tab.palette, strong ? Role::Ink : Role::Mute));
    style.drawItemText(painter, tab.rect.adjusted(0, 0, 0, -2), Qt::AlignCenter | Qt::TextShowMnemonic,
                       tab.palette, enabled, tab.text);
    painter->restore();
}

QFont strongFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QSize buttonSize(const QStyleOption& option, const QSize& contents, const QWidget* widget)
{
    constexpr int sides = 26; // padding and edge
    constexpr int ends = 10;
    constexpr int leastText = 20;
    QSize size(contents.width() + sides, qMax(leastText, contents.height()) + ends);
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(&option);
    const QString text = button ? button->text : tool ? tool->text : QString();
    if (isPrimary(widget)) {
        size.rwidth() += 4 + extraOfStrong(text, widget->font());
    }
    if (tool && tool->features.testFlag(QStyleOptionToolButton::HasMenu))
        size.rwidth() += menuMark;
    return size;
}

bool drawMenuGround(const QStyleOptionMenuItem& item, QPainter* painter)
{
    if (item.menuItemType == QStyleOptionMenuItem::Separator && item.text.isEmpty()) {
        const QRect line(item.rect.left() + 8, item.rect.center().y(), item.rect.width() - 16, 1);
        fillLine(painter, &item, line);
        return true;
    }
    if (!has(&item, QStyle::State_Selected) || !has(&item, QStyle::State_Enabled))
        return false;
    // The chosen ground alone is not 3 : 1 against black: there the entry gets a frame.
    const bool framed = color(item.palette, Role::Window) == QColor(Qt::black);
    drawRound(painter, item.rect, color(item.palette, framed ? Role::Accent : Role::Selected),
              color(item.palette, Role::Selected), 4);
    return false;
}

void drawMenuBarItem(const QStyle& style, const QStyleOptionMenuItem& item, QPainter* painter)
{
    painter->fillRect(item.rect, color(item.palette, Role::Window));
    const bool chosen = has(&item, QStyle::State_Selected) || has(&item, QStyle::State_Sunken);
    if (chosen)
        drawRound(painter, item.rect, QPen(Qt::NoPen), color(item.palette, Role::Selected), 4);
    int flags = Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine;
    if (!style.styleHint(QStyle::SH_UnderlineShortcut, &item))
        flags |= Qt::TextHideMnemonic;
    style.drawItemText(painter, item.rect, flags, item.palette, has(&item, QStyle::State_Enabled), item.text,
                       QPalette::ButtonText);
}

QSize menuItemSize(const QStyleOption* option, const QSize& size)
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (item && item->menuItemType == QStyleOptionMenuItem::Separator && item->text.isEmpty())
        return {size.width(), 9};
    return {size.width(), qMax(size.height(), spacing::rowHeight)};
}

QSize tabSize(const QStyleOption* option, const QSize& contents, const QWidget* widget)
{
    const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    if (!tab || !widget)
        return contents;
    return {contents.width() + extraOfStrong(tab->text, widget->font()), contents.height()};
}

} // namespace safelight::themeparts
