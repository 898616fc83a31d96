#pragma once

#include "app/sqlite/sqlvalue.h"

#include <QString>

#include <optional>

namespace safelight {

// Text for a column: TEXT where SQLite gives it back exactly and it is short. Else a BLOB whose first byte
// says what follows: 'u' qCompress() of UTF-8, 'w' qCompress() of UTF-16LE (lone surrogates, NUL or a leading
// byte-order mark, which SQLite and UTF-8 would not keep).
SqlValue packText(const QString& text);
// Absent: damaged.
std::optional<QString> unpackText(const SqlValue& value);

} // namespace safelight
