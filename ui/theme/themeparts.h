#pragma once

#include <QPainter>
#include <QStyleOption>

namespace safelight::themeparts {

// Widgets say what they are in dynamic properties: "primary" (the one button that goes on), "framed" (a tool
// button that looks like a button), "card" and "separator" (frames), "muted" (a label of second rank).
bool isMarked(const QWidget& widget, const char* name); // quick for the many that are not
bool isButtonLike(const QWidget* widget); // primary or framed
bool isPrimary(const QWidget* widget);

// What the theme draws differently from Fusion; false when the part is left to Fusion.
bool drawPanel(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter,
               const QWidget* widget);
bool drawControl(QStyle::ControlElement element, const QStyleOption* option, QPainter* painter,
                 const QWidget* widget);

// The ground of a chosen entry, and the line between groups of entries. False when the entry's own content is
// still to be drawn.
bool drawMenuGround(const QStyleOptionMenuItem& item, QPainter* painter);
void drawMenuBarItem(const QStyle& style, const QStyleOptionMenuItem& item, QPainter* painter);
void drawTabLabel(const QStyle& style, const QStyleOptionTab& tab, QPainter* painter);

// The size of a button or a tool button that looks like one, around contents of the given size.
QSize buttonSize(const QStyleOption& option, const QSize& contents, const QWidget* widget);
QSize menuItemSize(const QStyleOption* option, const QSize& size);
// The chosen tab is bold. Each tab has room for that, so that choosing one does not move the others.
QSize tabSize(const QStyleOption* option, const QSize& contents, const QWidget* widget);
// The palette and the font that a button's text is drawn with.
QPalette buttonPalette(const QStyleOption& option, const QWidget* widget);
QFont strongFont(QFont font);

} // namespace safelight::themeparts
