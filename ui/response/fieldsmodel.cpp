#include "ui/response/fieldsmodel.h"
#include "app/wording/words.h"
#include "ui/theme/theme.h"
#include "ui/view/celldelegate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

QString fieldValue(const Field& field)
{
    switch (field.kind) {
    case Field::Kind::EmptyObject:
        return u"{}"_s;
    case Field::Kind::EmptyArray:
        return u"[]"_s;
    case Field::Kind::Null:
        return u"null"_s;
    case Field::Kind::Text:
    case Field::Kind::Number:
    case Field::Kind::Bool:
        break;
    }
    if (field.length <= field.value.size())
        return field.value;
    return FieldsModel::tr("%1… (%2 characters)").arg(field.value, wording::number(field.length));
}

QList<FieldRow> fieldRows(const QByteArray& answer, const QString& deciding)
{
    const auto fields = listFields(answer);
    QList<FieldRow> rows;
    rows.reserve(fields.size());
    for (const auto& field : fields)
        rows << FieldRow {field, wording::fieldMeaning(field.path, field.value),
                          !deciding.isEmpty() && field.path.endsWith(deciding)};
    return rows;
}

QList<FieldRow> filtered(const QList<FieldRow>& rows, const QString& words)
{
    if (words.isEmpty())
        return rows;
    QList<FieldRow> found;
    std::ranges::copy_if(rows, std::back_inserter(found), [&words](const FieldRow& row) {
        return row.field.path.contains(words, Qt::CaseInsensitive)
            || row.field.value.contains(words, Qt::CaseInsensitive)
            || row.meaning.contains(words, Qt::CaseInsensitive);
    });
    return found;
}

QVariant FieldsModel::cell(const FieldRow& row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == Path ? row.field.path : column == Value ? fieldValue(row.field) : row.meaning;
    case Qt::ToolTipRole: // only for the row that is pointed at: looking it up for all would cost
        return column == Value ? QString() : wording::fieldSource(row.field.path);
    case cellrole::Monospace:
        return column != Meaning;
    case cellrole::Ink:
        if (column == Value && row.deciding)
            return static_cast<int>(Role::Bad);
        if (column == Value && row.field.kind != Field::Kind::Text && row.field.kind != Field::Kind::Number)
            return static_cast<int>(Role::Mute);
        return {};
    default:
        return {};
    }
}

QVariant FieldsModel::headerCell(int column, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return column == Path ? tr("Field") : column == Value ? tr("Value") : tr("What it means");
}

} // namespace safelight
