#pragma once

#include "app/backends/backend.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace safelight {

// The back ends by name, in the order the user gives them, with the buttons that change the list.
class BackendRows final : public QWidget
{
    Q_OBJECT

public:
    explicit BackendRows(QWidget* parent = nullptr);

    void append(const Backend& backend);
    void insertBelowCurrent(const Backend& backend); // and selects it
    void removeCurrent();
    void renameCurrent(const QString& name);
    void select(const QString& id);
    QString currentId() const; // empty: none is selected
    QStringList ids() const; // in their order

signals:
    void currentChanged(const QString& id);
    void templateChosen(const safelight::Backend& row);
    void duplicateRequested();
    void removeRequested();

private:
    QPushButton* makeButton(const QString& text, const char* name, QLayout& row);
    void fillTemplates();
    void move(int by);
    void updateButtons();

    QListWidget* m_list;
    QPushButton* m_add = nullptr;
    QPushButton* m_duplicate = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_up = nullptr;
    QPushButton* m_down = nullptr;
};

} // namespace safelight
