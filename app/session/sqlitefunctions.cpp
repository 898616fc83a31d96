#include "app/session/sqlitefunctions.h"

#include <QLibrary>

#include <optional>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int binaryVersion = 0; // libsqlite3.so.0, of every SQLite 3

std::optional<SqliteFunctions> found()
{
    QLibrary library(u"sqlite3"_s, binaryVersion);
    library.setLoadHints(QLibrary::PreventUnloadHint);
    SqliteFunctions functions;
    bool all = true;
    const auto find = [&](auto& function, const char* name) {
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(library.resolve(name));
        all = all && function;
    };
    find(functions.prepare, "sqlite3_prepare_v2");
    find(functions.finalize, "sqlite3_finalize");
    find(functions.bindDouble, "sqlite3_bind_double");
    find(functions.bindText, "sqlite3_bind_text");
    find(functions.bindInt64, "sqlite3_bind_int64");
    find(functions.step, "sqlite3_step");
    find(functions.message, "sqlite3_errmsg");
    find(functions.columnInt64, "sqlite3_column_int64");
    find(functions.columnDouble, "sqlite3_column_double");
    find(functions.columnType, "sqlite3_column_type");
    find(functions.columnText, "sqlite3_column_text");
    find(functions.columnBytes, "sqlite3_column_bytes");
    find(functions.sourceId, "sqlite3_sourceid");
    find(functions.progressHandler, "sqlite3_progress_handler");
    if (!all)
        return {};
    return functions;
}

} // namespace

const SqliteFunctions* sqliteFunctions()
{
    static const auto functions = found();
    return functions ? &*functions : nullptr;
}

} // namespace safelight
