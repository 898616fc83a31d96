#pragma once

#include <QString>

#include <algorithm>

namespace safelight {

// One row of a table of texts: what it is called, and the English text (QT_TRANSLATE_NOOP).
struct TextRow
{
    const char* id;
    const char* text;
};

// Null where the table has no such row.
template<typename Rows>
const TextRow* findText(const Rows& rows, const QString& id)
{
    const auto it =
        std::ranges::find_if(rows, [&id](const TextRow& row) { return id == QLatin1StringView(row.id); });
    return it == rows.end() ? nullptr : &*it;
}

} // namespace safelight
