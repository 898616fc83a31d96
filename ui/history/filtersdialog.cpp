#include "ui/history/filtersdialog.h"

#include "ui/base/plaintooltip.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

FiltersDialog::FiltersDialog(const QList<SavedFilter>& filters, QWidget* parent)
    : QDialog(parent)
    , m_filters(filters)
    , m_list(new QListWidget)
{
    setWindowTitle(tr("Saved filters"));
    setObjectName(u"filtersDialog"_s);
    m_list->setAccessibleName(tr("Saved filters"));
    for (const auto& filter : filters) {
        auto* item = new QListWidgetItem(filter.name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setToolTip(plainToolTip(filter.text));
    }
    m_list->setCurrentRow(0);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_remove = buttons->addButton(tr("&Delete"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName(u"delete"_s);
    m_remove->setEnabled(!filters.isEmpty());
    connect(m_remove, &QPushButton::clicked, this, &FiltersDialog::removeCurrent);
    auto* shortcut = new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &FiltersDialog::removeCurrent);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(new WrapLabel(tr("Double-click a name, or press F2, to change it.")));
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    resize(360, 320);
}

void FiltersDialog::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    delete m_list->takeItem(row);
    m_filters.removeAt(row);
    m_remove->setEnabled(!m_filters.isEmpty());
}

QList<SavedFilter> FiltersDialog::filters() const
{
    QList<SavedFilter> result = m_filters;
    for (int row = 0; row < result.size(); ++row) {
        if (const QString name = m_list->item(row)->text().simplified(); !name.isEmpty())
            result[row].name = name;
    }
    return result;
}

} // namespace safelight
