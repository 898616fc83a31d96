#pragma once

#include <QString>

#include <optional>

namespace safelight::simulation {

enum class Operation { ListModels, GetModel, Generate, StreamGenerate, CountTokens, Unknown };

// Where a path leads. The two dialects of the API differ in paths, fields and ratings (gemini-api.md §2, §9).
struct Route
{
    bool vertex = false;
    QString version; // "v1beta"
    Operation operation = Operation::Unknown;
    QString model; // without "models/"
};

// Nothing: no path of this API.
std::optional<Route> routeOf(const QString& path);

} // namespace safelight::simulation
