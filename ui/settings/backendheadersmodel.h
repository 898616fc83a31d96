#pragma once

#include "app/backends/backend.h"
#include "app/base/secret.h"
#include "ui/base/rowmodel.h"

#include <QSet>
#include <QStyledItemDelegate>

namespace safelight {

// A header of a back end while it is edited.
struct HeaderDraft
{
    BackendHeader header; // of a secret one the value is its name in the key store
    Secret typed; // a new value for a secret one
    bool stored = false; // the key store has a value

    friend bool operator==(const HeaderDraft&, const HeaderDraft&) = default;
};

// The headers that a back end wants with each call. A secret value is never shown, only whether there is one.
class BackendHeadersModel final : public RowModel<HeaderDraft>
{
    Q_OBJECT

public:
    enum Column { Name, Value, IsSecret, ColumnCount };
    static constexpr int SecretRole = Qt::UserRole + 1; // bool: what is typed must not be readable

    using RowModel::RowModel;

    // Secret values are kept under the back end's id.
    void setBackendId(const QString& id) { m_backendId = id; }
    void remove(int row);

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void edited();

protected:
    int columns() const override { return ColumnCount; }
    QVariant cell(const HeaderDraft& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;

private:
    QVariant valueText(const HeaderDraft& row) const;
    void setSecret(HeaderDraft& row, bool secret) const;

    QString m_backendId;
};

// Types a secret value unreadably.
class SecretDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
};

} // namespace safelight
