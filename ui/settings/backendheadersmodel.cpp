#include "ui/settings/backendheadersmodel.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace safelight {

void BackendHeadersModel::remove(int row)
{
    QList<HeaderDraft> next = rows();
    if (row < 0 || row >= next.size())
        return;
    next.removeAt(row);
    setRows(next);
    emit edited();
}

Qt::ItemFlags BackendHeadersModel::flags(const QModelIndex& index) const
{
    const auto base = RowModel::flags(index);
    if (!index.isValid())
        return base;
    return base | (index.column() == IsSecret ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

// Nobody knows yet what the value was when it becomes a secret: what was typed is one from now on.
void BackendHeadersModel::setSecret(HeaderDraft& row, bool secret) const
{
    if (row.header.secret == secret)
        return;
    row.header.secret = secret;
    if (secret) {
        row.typed = Secret(row.header.value.toUtf8());
        row.header.value = m_backendId + u'/' + row.header.name.toLower();
    } else { // a secret is not made readable again
        row.typed = {};
        row.header.value.clear();
    }
    row.stored = false;
}

bool BackendHeadersModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || index.row() >= rows().size())
        return false;
    HeaderDraft row = rows().at(index.row());
    const QString text = value.toString().trimmed();
    if (index.column() == IsSecret && role == Qt::CheckStateRole) {
        setSecret(row, value.toInt() == Qt::Checked);
    } else if (role != Qt::EditRole || index.column() == IsSecret) {
        return false;
    } else if (index.column() == Name) {
        row.header.name = text;
        if (row.header.secret && !row.stored)
            row.header.value = m_backendId + u'/' + text.toLower();
    } else if (!row.header.secret) {
        row.header.value = text;
    } else if (!text.isEmpty()) { // opened and closed again: the stored value stays
        row.typed = Secret(text.toUtf8());
    }
    if (row == rows().at(index.row()))
        return true;
    replaceRow(index.row(), row);
    emit edited();
    return true;
}

QVariant BackendHeadersModel::valueText(const HeaderDraft& row) const
{
    if (!row.header.secret)
        return row.header.value;
    if (!row.typed.isEmpty())
        return tr("Entered");
    return row.stored ? tr("Stored") : tr("Enter a value");
}

QVariant BackendHeadersModel::cell(const HeaderDraft& row, int column, int role) const
{
    if (role == SecretRole)
        return row.header.secret;
    if (column == IsSecret) {
        if (role == Qt::CheckStateRole)
            return row.header.secret ? Qt::Checked : Qt::Unchecked;
        return role == Qt::AccessibleTextRole ? tr("Secret: %1").arg(row.header.name) : QVariant();
    }
    if (role == Qt::DisplayRole)
        return column == Name ? QVariant(row.header.name) : valueText(row);
    if (role == Qt::EditRole) // a secret begins empty
        return column == Name ? row.header.name : row.header.secret ? QString() : row.header.value;
    return {};
}

QVariant BackendHeadersModel::headerCell(int column, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return tr("Name");
    case Value:
        return tr("Value");
    default:
        return tr("Secret");
    }
}

QWidget* SecretDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const
{
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    auto* line = qobject_cast<QLineEdit*>(editor);
    if (line && index.column() == BackendHeadersModel::Value
        && index.data(BackendHeadersModel::SecretRole).toBool())
        line->setEchoMode(QLineEdit::Password);
    return editor;
}

} // namespace safelight
