#include "ui/settings/backendrows.h"

#include "app/backends/backendlist.h"
#include "app/backends/backendtables.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int rowsWidth = 240;

QListWidgetItem* makeRow(const Backend& backend)
{
    auto* item = new QListWidgetItem(backend.name);
    item->setData(idRole, backend.id);
    return item;
}

} // namespace

BackendRows::BackendRows(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget)
{
    setFixedWidth(rowsWidth);
    m_list->setObjectName(u"backends"_s);
    m_list->setAccessibleName(tr("Back ends"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::betweenControls);
    column->addWidget(m_list, 1);
    auto* first = new QHBoxLayout;
    auto* second = new QHBoxLayout;
    for (auto* row : {first, second}) {
        row->setSpacing(spacing::betweenControls);
        column->addLayout(row);
    }
    m_add = makeButton(tr("A&dd"), "addBackend", *first);
    m_duplicate = makeButton(tr("D&uplicate"), "duplicateBackend", *first);
    m_remove = makeButton(tr("&Remove"), "removeBackend", *second);
    m_up = makeButton(tr("U&p"), "moveUp", *second);
    m_down = makeButton(tr("Do&wn"), "moveDown", *second);
    fillTemplates();
    connect(m_list, &QListWidget::currentItemChanged, this, [this] {
        updateButtons();
        emit currentChanged(currentId());
    });
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &BackendRows::updateButtons);
    connect(m_list->model(), &QAbstractItemModel::rowsInserted, this, &BackendRows::updateButtons);
    connect(m_duplicate, &QPushButton::clicked, this, &BackendRows::duplicateRequested);
    connect(m_remove, &QPushButton::clicked, this, &BackendRows::removeRequested);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
}

QPushButton* BackendRows::makeButton(const QString& text, const char* name, QLayout& row)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1StringView(name));
    button->setAutoDefault(false);
    row.addWidget(button);
    return button;
}

void BackendRows::fillTemplates()
{
    auto* menu = new QMenu(m_add);
    menu->setAccessibleName(tr("Kinds of back ends"));
    for (const Backend& row : backendTemplates())
        connect(menu->addAction(row.name), &QAction::triggered, this,
                [this, row] { emit templateChosen(row); });
    m_add->setMenu(menu);
}

void BackendRows::append(const Backend& backend)
{
    m_list->addItem(makeRow(backend));
}

void BackendRows::insertBelowCurrent(const Backend& backend)
{
    auto* item = makeRow(backend);
    m_list->insertItem(m_list->currentRow() + 1, item);
    m_list->setCurrentItem(item);
}

void BackendRows::removeCurrent()
{
    delete m_list->takeItem(m_list->currentRow());
    m_list->setFocus();
    updateButtons();
}

void BackendRows::renameCurrent(const QString& name)
{
    if (auto* item = m_list->currentItem())
        item->setText(name);
}

void BackendRows::select(const QString& id)
{
    const qsizetype row = ids().indexOf(id);
    if (row >= 0)
        m_list->setCurrentRow(int(row));
}

QString BackendRows::currentId() const
{
    const auto* item = m_list->currentItem();
    return item ? item->data(idRole).toString() : QString();
}

QStringList BackendRows::ids() const
{
    QStringList all;
    for (int row = 0; row < m_list->count(); ++row)
        all.append(m_list->item(row)->data(idRole).toString());
    return all;
}

void BackendRows::move(int by)
{
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    {
        const QSignalBlocker blocker(m_list); // the same row stays shown
        auto* item = m_list->takeItem(from);
        m_list->insertItem(to, item);
        m_list->setCurrentItem(item);
    }
    updateButtons();
}

void BackendRows::updateButtons()
{
    const int row = m_list->currentRow();
    const bool isKept = isBuiltIn(currentId());
    m_duplicate->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0 && !isKept);
    m_remove->setToolTip(isKept ? tr("A built-in back end can't be removed") : QString());
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row < m_list->count() - 1);
}

} // namespace safelight
