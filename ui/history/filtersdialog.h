#pragma once

#include "ui/history/savedfilters.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace safelight {

// The saved filters: renamed in their places, or deleted.
class FiltersDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit FiltersDialog(const QList<SavedFilter>& filters, QWidget* parent = nullptr);

    QList<SavedFilter> filters() const; // as they are to be kept; a name that was emptied stays as it was

private:
    void removeCurrent();

    QList<SavedFilter> m_filters;
    QListWidget* m_list = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace safelight
