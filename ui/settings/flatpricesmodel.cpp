#include "ui/settings/flatpricesmodel.h"

#include "app/wording/costwords.h"

#include <QComboBox>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr double highestFlatPrice = 1000; // USD for one request; more is a slip of the finger

} // namespace

FlatPricesModel::FlatPricesModel(const QList<FlatPrice>& prices,
                                 const QList<std::pair<QString, QString>>& backends, QObject* parent)
    : RowModel(parent)
    , m_backends(backends)
{
    setRows(prices);
}

int FlatPricesModel::add()
{
    FlatPrice price;
    if (!m_backends.isEmpty())
        price.backendId = m_backends.constLast().first;
    insertRow(rowCount(), price);
    emit edited();
    return rowCount() - 1;
}

void FlatPricesModel::remove(int row)
{
    if (row < 0 || row >= rows().size())
        return;
    auto all = rows();
    all.removeAt(row);
    setRows(all);
    emit edited();
}

Choices FlatPricesModel::choices(int column) const
{
    Choices list;
    if (column == Backend) {
        for (const auto& [id, name] : m_backends)
            list.append({name, id});
    } else if (column == Rule) {
        for (const auto& entry : WireNames<FlatRule>::table)
            list.append({wording::flatRule(entry.first), int(entry.first)});
    }
    return list;
}

Qt::ItemFlags FlatPricesModel::flags(const QModelIndex& index) const
{
    const auto flags = RowModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

bool FlatPricesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.row() >= rows().size())
        return false;
    FlatPrice row = rows().at(index.row());
    if (index.column() == Backend) {
        row.backendId = value.toString();
    } else if (index.column() == Model) {
        row.model = value.toString().trimmed();
    } else if (index.column() == Rule) {
        row.rule = FlatRule(std::clamp(value.toInt(), 0, int(FlatRule::OnEverythingSent)));
    } else {
        QString text = value.toString().trimmed();
        if (text.startsWith(u'$'))
            text.remove(0, 1);
        bool isNumber = false;
        row.amount = text.toDouble(&isNumber);
        if (!isNumber || !(row.amount >= 0 && row.amount <= highestFlatPrice)) {
            emit refused(tr("“%1” is not a price. Example: 0.09").arg(text.left(100)));
            return false;
        }
    }
    if (row != rows().at(index.row())) {
        replaceRow(index.row(), row);
        emit edited();
    }
    return true;
}

QVariant FlatPricesModel::cell(const FlatPrice& row, int column, int role) const
{
    if (role == ChoicesRole)
        return QVariant::fromValue(choices(column));
    if (role == Qt::TextAlignmentRole && column == Amount)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)
        return {};
    const bool isEdited = role == Qt::EditRole;
    switch (column) {
    case Backend:
        for (const auto& [id, name] : m_backends) {
            if (id == row.backendId && !isEdited)
                return name;
        }
        return row.backendId;
    case Model:
        return row.model.isEmpty() && !isEdited ? tr("every model") : row.model;
    case Amount:
        return isEdited ? QString::number(row.amount) : u'$' + QString::number(row.amount);
    default:
        return isEdited ? QVariant(int(row.rule)) : QVariant(wording::flatRule(row.rule));
    }
}

QVariant FlatPricesModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int((column == Amount ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Backend:
        return tr("Back end");
    case Model:
        return tr("Model");
    case Amount:
        return tr("A request");
    default:
        return tr("Charged");
    }
}

QWidget* ChoiceDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const
{
    const auto choices = index.data(FlatPricesModel::ChoicesRole).value<Choices>();
    if (choices.isEmpty())
        return QStyledItemDelegate::createEditor(parent, option, index);
    auto* box = new QComboBox(parent);
    for (const auto& [words, value] : choices)
        box->addItem(words, value);
    box->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    return box;
}

void ChoiceDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    if (auto* box = qobject_cast<QComboBox*>(editor))
        box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void ChoiceDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    if (const auto* box = qobject_cast<QComboBox*>(editor))
        model->setData(index, box->currentData());
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

} // namespace safelight
