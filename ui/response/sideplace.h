#pragma once

#include <QSplitter>

class QStackedWidget;
class QTabBar;

namespace safelight {

class Settings;

// The inspector's pages and, where there is room for both, another pane beside them. Where there is not, that
// pane is a page of its own, with the second of the tabs: it never makes the others too narrow to read.
class SidePlace final : public QSplitter
{
    Q_OBJECT

public:
    SidePlace(QTabBar* tabs, QStackedWidget* pages, Settings& settings, QWidget* parent = nullptr);

    // Takes the pane. `name`: of its tab.
    void setSide(QWidget* side, const QString& name);
    void setSideShown(bool shown);
    bool isSideShown() const { return m_shown; }
    // Is this tab the pane's?
    bool isSideTab(int tab) const { return m_side && tab == sideTab; }
    // Brings it to the front where it is a page.
    void raiseSide();
    QWidget* side() const { return m_side; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    QSplitterHandle* createHandle() override;

private:
    enum class Place { None, Beside, Page };
    static constexpr int sideTab = 1; // the second: the last may be out of sight

    Place fittingPlace() const;
    void arrange();
    void putBeside();
    void divide();
    void putOnPage();

    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    Settings& m_settings;
    QWidget* m_side = nullptr;
    Place m_place = Place::None;
    bool m_shown = true;
};

} // namespace safelight
