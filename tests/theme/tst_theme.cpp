#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/base/badge.h"
#include "ui/base/messagebar.h"
#include "ui/base/searchfield.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/thememarks.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOption>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>

#include <cmath>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

// WCAG 2.1, 1.4.3: relative luminance and contrast.
double luminance(const QColor& color)
{
    const auto part = [](float value) {
        return value <= 0.03928F ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

struct Pair
{
    Role ink;
    Role ground;
    double least;
};

// Every text that the program shows, and every mark, on the grounds it is shown on.
constexpr Pair pairs[] = {
    {Role::Ink, Role::Pane, 4.5},         {Role::Ink, Role::Window, 4.5},
    {Role::Ink, Role::Selected, 4.5},     {Role::Ink, Role::BadBack, 4.5},
    {Role::Ink, Role::GoodBack, 4.5},     {Role::Ink, Role::WarnBack, 4.5},
    {Role::Mute, Role::Pane, 4.5},        {Role::Mute, Role::Window, 4.5},
    {Role::Mute, Role::Selected, 4.5},    {Role::Mute, Role::BadBack, 4.5},
    {Role::Bad, Role::BadBack, 4.5},      {Role::Bad, Role::Pane, 4.5},
    {Role::Good, Role::GoodBack, 4.5},    {Role::Good, Role::Pane, 4.5},
    {Role::Warn, Role::WarnBack, 4.5},    {Role::Warn, Role::Pane, 4.5},
    {Role::Warn, Role::Selected, 4.5},    {Role::Accent, Role::Pane, 4.5},
    {Role::AccentInk, Role::Accent, 4.5}, {Role::Low, Role::Pane, 3},
    {Role::Low, Role::Window, 3},         {Role::Accent, Role::Window, 3},
    {Role::Accent, Role::Selected, 3},    {Role::Bad, Role::Selected, 3},
    {Role::Good, Role::Selected, 3},
};

QWidget* makeButtons(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    auto* primary = new QPushButton(u"Send"_s, box);
    primary->setProperty("primary", true);
    primary->setIcon(themedIcon(u"play"_s, box->palette(), Role::AccentInk));
    auto* dead = new QPushButton(u"Primary, disabled"_s, box);
    dead->setProperty("primary", true);
    dead->setEnabled(false);
    auto* disabled = new QPushButton(u"Disabled"_s, box);
    disabled->setEnabled(false);
    auto* framed = new QToolButton(box);
    framed->setText(u"Built-in simulator"_s);
    framed->setProperty("framed", true);
    framed->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    framed->setIcon(themedIcon(u"shield"_s, box->palette(), Role::Warn));
    framed->setPopupMode(QToolButton::InstantPopup);
    framed->setMenu(new QMenu(framed));
    for (QWidget* widget :
         std::initializer_list<QWidget*> {primary, dead, new QPushButton(u"Plain"_s, box), disabled, framed})
        row->addWidget(widget);
    for (const auto& [text, role] : {std::pair {u"IMAGE_SAFETY"_s, Role::Bad},
                                     {u"STOP"_s, Role::Good},
                                     {u"429 · retried"_s, Role::Warn},
                                     {u"cancelled"_s, Role::Mute}}) {
        auto* badge = new Badge(box);
        badge->show(text, role);
        row->addWidget(badge);
    }
    row->addStretch();
    return box;
}

QWidget* makeInputs(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* grid = new QGridLayout(box);
    auto* combo = new QComboBox(box);
    combo->addItems({u"gemini-3-pro-image-preview"_s, u"gemini-2.5-flash"_s});
    auto* editable = new QComboBox(box);
    editable->setEditable(true);
    editable->addItems({u"An id can be typed"_s});
    auto* spin = new QSpinBox(box);
    spin->setValue(7);
    auto* decimals = new QDoubleSpinBox(box);
    decimals->setEnabled(false);
    auto* line = new QLineEdit(u"A line of text"_s, box);
    auto* hint = new QLineEdit(box);
    hint->setPlaceholderText(u"Placeholder"_s);
    auto* search = new SearchField(box);
    search->setText(u"jacket"_s);
    auto* off = new QLineEdit(u"Disabled"_s, box);
    off->setEnabled(false);
    const QList<QWidget*> all {combo, editable, spin, decimals, line, hint, search, off};
    for (int i = 0; i < all.size(); ++i)
        grid->addWidget(all.at(i), i / 4, i % 4);
    return box;
}

QWidget* makeMarks(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    auto* on = new QCheckBox(u"On"_s, box);
    on->setChecked(true);
    auto* partly = new QCheckBox(u"Partly"_s, box);
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    auto* dead = new QCheckBox(u"Disabled"_s, box);
    dead->setChecked(true);
    dead->setEnabled(false);
    auto* radio = new QRadioButton(u"This"_s, box);
    radio->setChecked(true);
    auto* progress = new QProgressBar(box);
    progress->setValue(40);
    for (QWidget* widget :
         std::initializer_list<QWidget*> {on, new QCheckBox(u"Off"_s, box), partly, dead, radio,
                                          new QRadioButton(u"That"_s, box), progress})
        row->addWidget(widget);
    return box;
}

QWidget* makePages(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    auto* text = new QPlainTextEdit(box);
    text->setPlainText(u"Put this jacket on the woman in the second picture.\n"_s.repeated(12));
    auto* list = new QListWidget(box);
    for (int i = 0; i < 30; ++i)
        list->addItem(u"Row %1"_s.arg(i));
    list->setCurrentRow(1);
    auto* table = new QTableWidget(4, 2, box);
    table->setHorizontalHeaderLabels({u"Field"_s, u"Value"_s});
    table->setItem(0, 0, new QTableWidgetItem(u"finishReason"_s));
    auto* card = new QFrame(box);
    card->setProperty("card", true);
    auto* column = new QVBoxLayout(card);
    column->addWidget(new QLabel(u"A card"_s, card));
    auto* muted = new QLabel(u"with <a href=\"#\">a link</a> and quiet text"_s, card);
    muted->setProperty("muted", true);
    column->addWidget(muted);
    column->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*> {text, list, table, card})
        row->addWidget(widget);
    return box;
}

QMenu* makeMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    menu->addAction(themedIcon(u"copy"_s, parent->palette()), u"Copy"_s)->setShortcut(QKeySequence::Copy);
    auto* checked = menu->addAction(u"Checked"_s);
    checked->setCheckable(true);
    checked->setChecked(true);
    menu->addSeparator();
    menu->addAction(themedIcon(u"trash"_s, parent->palette()), u"Disabled"_s)->setEnabled(false);
    menu->addMenu(u"More"_s)->addAction(u"One"_s);
    return menu;
}

// One of everything.
QWidget* makeGallery()
{
    auto* gallery = new QWidget;
    gallery->resize(1000, 620);
    auto* column = new QVBoxLayout(gallery);
    auto* bar = new QMenuBar(gallery);
    for (const auto& name : {u"Session"_s, u"Edit"_s, u"Run"_s})
        bar->addMenu(name)->addAction(u"One"_s);
    column->setMenuBar(bar);
    auto* message = new MessageBar(gallery);
    message->showMessage(u"The answer ended before it was complete."_s, u"Connection closed"_s, Role::Bad);
    auto* warning = new MessageBar(gallery);
    warning->showMessage(u"The session is open in another window."_s, {}, Role::Warn);
    auto* tabs = new QTabBar(gallery);
    for (const auto& name : {u"Result"_s, u"Ratings"_s, u"Tokens"_s})
        tabs->addTab(name);
    column->addWidget(message);
    column->addWidget(warning);
    column->addWidget(tabs);
    column->addWidget(makeButtons(gallery));
    column->addWidget(makeInputs(gallery));
    column->addWidget(makeMarks(gallery));
    column->addWidget(makePages(gallery), 1);
    return gallery;
}

class TstUiTheme final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void textCanBeRead_data() { appearances(); }
    void textCanBeRead();
    void paletteCarriesTheRoles_data() { appearances(); }
    void paletteCarriesTheRoles();
    void galleryIsPainted_data() { appearances(); }
    void galleryIsPainted();
    void systemFollowsThePaletteOfTheStart();
    void sameThemeTwiceChangesNothing();
    void changeReachesWidgets();
    void setToolButtonHasTheSelectedGround_data() { appearances(); }
    void setToolButtonHasTheSelectedGround();
    void focusOfATabIsItsGroundAlone();
    void tallBoxesLookLikeAnyOther_data();
    void tallBoxesLookLikeAnyOther();

private:
    static void appearances()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("light") << Appearance::Light;
        QTest::newRow("dark") << Appearance::Dark;
        QTest::newRow("high-contrast") << Appearance::HighContrast;
    }
};

void TstUiTheme::textCanBeRead()
{
    QFETCH(Appearance, appearance);
    applyTheme(*qApp, appearance);
    const QPalette palette = QApplication::palette();
    for (const auto& pair : pairs) {
        const QColor ink = color(palette, pair.ink);
        const QColor ground = color(palette, pair.ground);
        const double found = contrast(ink, ground);
        QVERIFY2(found >= pair.least,
                 qPrintable(u"%1 on %2: %3"_s.arg(ink.name(), ground.name()).arg(found)));
    }
}

void TstUiTheme::paletteCarriesTheRoles()
{
    QFETCH(Appearance, appearance);
    applyTheme(*qApp, appearance);
    const QPalette palette = QApplication::palette();
    QCOMPARE(palette.color(QPalette::Base), color(palette, Role::Pane));
    QCOMPARE(palette.color(QPalette::Text), color(palette, Role::Ink));
    QCOMPARE(palette.color(QPalette::Highlight), color(palette, Role::Selected));
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), color(palette, Role::Mute));
    QCOMPARE(isDark(palette), appearance != Appearance::Light);
    QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
}

void TstUiTheme::galleryIsPainted()
{
    QFETCH(Appearance, appearance);
    applyTheme(*qApp, appearance);
    const std::unique_ptr<QWidget> gallery(makeGallery());
    gallery->show();
    QVERIFY(QTest::qWaitForWindowExposed(gallery.get()));
    gallery->findChild<QPlainTextEdit*>()->setFocus();
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QImage image = test::pictureOf(gallery.get(), u"gallery-"_s + name);
    QVERIFY(test::colorsIn(image, 24) >= 24);
    const QRgb ground = color(gallery->palette(), Role::Window).rgb();
    QCOMPARE(image.pixel(2, image.height() - 3), ground);

    // Painted without being opened: this platform cannot grab the keyboard for a popup.
    QMenu* menu = makeMenu(gallery.get());
    menu->resize(menu->sizeHint());
    menu->setActiveAction(menu->actions().constFirst());
    QVERIFY(test::colorsIn(test::pictureOf(menu, u"menu-"_s + name)) >= 6);
}

void TstUiTheme::systemFollowsThePaletteOfTheStart()
{
    // The offscreen platform starts light, whatever was applied since.
    applyTheme(*qApp, Appearance::Dark);
    applyTheme(*qApp, Appearance::System);
    QVERIFY(!isDark(QApplication::palette()));
    qApp->setProperty("safelightDesktopIsDark", true);
    applyTheme(*qApp, Appearance::System);
    QVERIFY(isDark(QApplication::palette()));
    qApp->setProperty("safelightDesktopIsDark", false);
}

void TstUiTheme::sameThemeTwiceChangesNothing()
{
    struct Counter final : QWidget
    {
        int changes = 0;
        void changeEvent(QEvent* event) override
        {
            if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
                ++changes;
            QWidget::changeEvent(event);
        }
    };
    applyTheme(*qApp, Appearance::Light);
    Counter widget;
    widget.show();
    const QPointer<QStyle> style = QApplication::style();
    widget.changes = 0;
    applyTheme(*qApp, Appearance::Light);
    QCOMPARE(widget.changes, 0);
    QCOMPARE(QApplication::style(), style.data());
    applyTheme(*qApp, Appearance::Dark);
    QTRY_VERIFY(widget.changes > 0); // the palette travels with the next events
    applyTheme(*qApp, Appearance::Light);
    QVERIFY2(style, "changing colours must not build the style again");
}

void TstUiTheme::changeReachesWidgets()
{
    applyTheme(*qApp, Appearance::Light);
    QWidget window;
    auto* label = new QLabel(u"text"_s, &window);
    auto* button = new QPushButton(u"press"_s, &window);
    window.show();
    applyTheme(*qApp, Appearance::HighContrast);
    QTRY_COMPARE(label->palette().color(QPalette::WindowText), QColor(Qt::white));
    QCOMPARE(window.palette().color(QPalette::Window), QColor(Qt::black));
    QCOMPARE(color(button->palette(), Role::Accent), QColor(Qt::yellow));
    applyTheme(*qApp, Appearance::Light);
    QTRY_COMPARE(window.palette().color(QPalette::Window), color(QApplication::palette(), Role::Window));
    QVERIFY(!isDark(button->palette()));
}

void TstUiTheme::setToolButtonHasTheSelectedGround()
{
    QFETCH(Appearance, appearance);
    applyTheme(*qApp, appearance);
    QToolButton button;
    button.setAutoRaise(true);
    button.setCheckable(true);
    button.setChecked(true);
    button.resize(60, 28);
    const QImage image =
        test::pictureOf(&button, u"checked-tool-"_s + QLatin1StringView(QTest::currentDataTag()));
    QCOMPARE(image.pixelColor(image.rect().center()), color(button.palette(), Role::Selected));
    QCOMPARE(image.pixelColor(image.width() / 2, 0), color(button.palette(), Role::Line));
}

void TstUiTheme::focusOfATabIsItsGroundAlone()
{
    applyTheme(*qApp, Appearance::Light);
    QImage image(80, 30, QImage::Format_RGB32);
    image.fill(Qt::white);
    const QImage empty = image;
    QTabBar tabs;
    QStyleOptionFocusRect frame;
    frame.initFrom(&tabs);
    frame.rect = image.rect();
    QPainter painter(&image);
    tabs.style()->drawPrimitive(QStyle::PE_FrameFocusRect, &frame, &painter, &tabs);
    painter.end();
    QCOMPARE(image, empty);
    QCheckBox box;
    QPainter second(&image);
    box.style()->drawPrimitive(QStyle::PE_FrameFocusRect, &frame, &second, &box);
    second.end();
    QVERIFY2(image != empty, "everything else keeps its frame");
}

// Tall boxes are drawn in parts; each pixel is as if they were drawn whole.
void TstUiTheme::tallBoxesLookLikeAnyOther_data()
{
    QTest::addColumn<qreal>("line");
    QTest::addColumn<qreal>("ratio");
    QTest::addColumn<qreal>("down");
    QTest::newRow("thin line") << 1.0 << 1.0 << 0.0;
    QTest::newRow("thick line") << 2.0 << 1.0 << 3.0;
    QTest::newRow("no line") << 0.0 << 1.0 << 0.0;
    QTest::newRow("a line and a half") << 1.5 << 1.0 << 0.0;
    QTest::newRow("twice as dense") << 1.0 << 2.0 << 2.0;
    QTest::newRow("half as dense again") << 1.0 << 1.5 << 0.0;
    QTest::newRow("between pixels") << 1.0 << 1.0 << 0.5;
}

void TstUiTheme::tallBoxesLookLikeAnyOther()
{
    QFETCH(qreal, line);
    QFETCH(qreal, ratio);
    QFETCH(qreal, down);
    const QPen pen = line > 0 ? QPen(QColor(200, 40, 90), line) : QPen(Qt::NoPen);
    const QColor ground(250, 240, 60);
    const QRect box(7, 5, 120, 301);
    QImage parts(QSize(300, 700), QImage::Format_ARGB32_Premultiplied);
    parts.setDevicePixelRatio(ratio);
    parts.fill(QColor(60, 90, 120));
    QImage whole = parts;
    QPainter painter(&parts);
    painter.translate(0, down);
    thememarks::drawRound(&painter, box, pen, ground, 6);
    painter.end();
    painter.begin(&whole);
    painter.translate(0, down);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(box).adjusted(line / 2, line / 2, -line / 2, -line / 2), 6, 6);
    painter.end();
    QCOMPARE(parts, whole);
}

} // namespace

QTEST_MAIN(TstUiTheme)
#include "tst_theme.moc"
