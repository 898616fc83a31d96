#pragma once

#include "app/find/historyquery.h"
#include "ui/history/savedfilters.h"

#include <QWidget>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QMenu;

namespace safelight {

class FilterField;
class IconButton;
class Settings;

// Above the list: the filter with what it means in plain words, the one-click choices, the saved filters.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    // `settings` outlives it.
    explicit FilterBar(Settings& settings, QWidget* parent = nullptr);

    // The choice and what is written, together; of something that cannot be read, what can.
    const AttemptFilter& filter() const { return m_filter; }
    void setFilter(const QString& text, QuickFilter quick);
    FilterField* field() const { return m_field; }

signals:
    void filterChanged();
    void valuesNeeded();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeChoices();
    void placeChoices();
    void read();
    void chooseQuick(QuickFilter quick);
    void fillMenu();
    void askForName();
    void keep(const QString& name);
    void openManager();

    Settings& m_settings;
    FilterField* m_field = nullptr;
    IconButton* m_saved = nullptr;
    QMenu* m_menu = nullptr;
    QLabel* m_echo = nullptr;
    QButtonGroup* m_choices = nullptr;
    QGridLayout* m_places = nullptr; // of the choices
    int m_columns = 0; // in which they stand
    AttemptFilter m_filter;
    bool m_wrong = false; // what is written cannot be read as a whole
};

} // namespace safelight
