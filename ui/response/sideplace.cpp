#include "ui/response/sideplace.h"

#include "app/settings/settings.h"
#include "ui/base/viewstate.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

namespace safelight {

namespace {

constexpr int leastPages = 320; // pixels: a table of three columns can be read
constexpr int widestSide = 320; // pixels, before the user says otherwise
constexpr int grip = 7; // pixels that take the pointer, around a line of one

class LineHandle final : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(width() / 2, 0, 1, height()), color(palette(), Role::Line));
    }
};

} // namespace

SidePlace::SidePlace(QTabBar* tabs, QStackedWidget* pages, Settings& settings, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_tabs(tabs)
    , m_pages(pages)
    , m_settings(settings)
{
    setChildrenCollapsible(false);
    setHandleWidth(grip);
    addWidget(pages);
    setStretchFactor(0, 1);
}

void SidePlace::setSide(QWidget* side, const QString& name)
{
    m_side = side;
    side->hide();
    side->setParent(this);
    m_tabs->insertTab(sideTab, name);
    m_tabs->setTabVisible(sideTab, false);
    connect(this, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(SettingKey::SplitterInspector, saveState()); });
    arrange();
}

void SidePlace::setSideShown(bool shown)
{
    m_shown = shown;
    arrange();
}

void SidePlace::raiseSide()
{
    if (m_place == Place::Page)
        m_tabs->setCurrentIndex(sideTab);
}

SidePlace::Place SidePlace::fittingPlace() const
{
    if (!m_side || !m_shown)
        return Place::None;
    const int needed = leastPages + handleWidth() + m_side->minimumSizeHint().width();
    return width() >= needed ? Place::Beside : Place::Page;
}

void SidePlace::arrange()
{
    const Place place = fittingPlace();
    if (!m_side || place == m_place)
        return;
    m_place = place;
    if (place != Place::Page && m_tabs->currentIndex() == sideTab)
        m_tabs->setCurrentIndex(0);
    m_pages->removeWidget(m_side);
    m_tabs->setTabVisible(sideTab, place == Place::Page);
    if (place == Place::Beside)
        putBeside();
    else if (place == Place::Page)
        putOnPage();
    else
        m_side->hide();
}

void SidePlace::putBeside()
{
    addWidget(m_side);
    setStretchFactor(1, 0);
    m_side->show();
    divide();
}

// As the user left it, or else a part of the width that reads well.
void SidePlace::divide()
{
    const QByteArray kept = m_settings.value(SettingKey::SplitterInspector).toByteArray();
    if (!kept.isEmpty() && restoreState(kept)) {
        setOrientation(Qt::Horizontal);
        setHandleWidth(grip);
        setChildrenCollapsible(false);
        return;
    }
    const int least = std::max(m_side->sizeHint().width(), m_side->minimumSizeHint().width());
    const int wanted = std::clamp(width() * 3 / 10, least, std::max(least, widestSide));
    setSizes({width() - grip - wanted, wanted});
}

void SidePlace::putOnPage()
{
    m_pages->addWidget(m_side);
}

// Only the pages count: the pane gives way.
QSize SidePlace::sizeHint() const
{
    return m_pages->sizeHint();
}

QSize SidePlace::minimumSizeHint() const
{
    return m_pages->minimumSizeHint();
}

bool SidePlace::event(QEvent* event)
{
    const bool done = QSplitter::event(event);
    if (event->type() == QEvent::LayoutRequest)
        arrange(); // the pane may need more room than before
    return done;
}

void SidePlace::resizeEvent(QResizeEvent* event)
{
    arrange();
    QSplitter::resizeEvent(event);
    if (m_place == Place::Beside && m_settings.value(SettingKey::SplitterInspector).toByteArray().isEmpty())
        divide();
}

QSplitterHandle* SidePlace::createHandle()
{
    return new LineHandle(orientation(), this);
}

} // namespace safelight
