#pragma once

#include <sqlite3.h>

namespace safelight {

// What of SQLite is called directly, from the shared library that Qt's driver uses too (usesDriversLibrary()
// tells). Looked up when a session is first read and not linked: a start does not wait for the library.
struct SqliteFunctions
{
    decltype(&::sqlite3_prepare_v2) prepare = nullptr;
    decltype(&::sqlite3_finalize) finalize = nullptr;
    decltype(&::sqlite3_bind_double) bindDouble = nullptr;
    decltype(&::sqlite3_bind_text) bindText = nullptr;
    decltype(&::sqlite3_bind_int64) bindInt64 = nullptr;
    decltype(&::sqlite3_step) step = nullptr;
    decltype(&::sqlite3_errmsg) message = nullptr;
    decltype(&::sqlite3_column_int64) columnInt64 = nullptr;
    decltype(&::sqlite3_column_double) columnDouble = nullptr;
    decltype(&::sqlite3_column_type) columnType = nullptr;
    decltype(&::sqlite3_column_text) columnText = nullptr;
    decltype(&::sqlite3_column_bytes) columnBytes = nullptr;
    decltype(&::sqlite3_sourceid) sourceId = nullptr;
    decltype(&::sqlite3_progress_handler) progressHandler = nullptr;
};

// Null where the library, or one of them in it, is not found.
const SqliteFunctions* sqliteFunctions();

} // namespace safelight
