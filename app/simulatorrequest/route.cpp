#include "app/simulatorrequest/route.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

Operation operationOf(const QString& method)
{
    if (method == "generateContent"_L1)
        return Operation::Generate;
    if (method == "streamGenerateContent"_L1)
        return Operation::StreamGenerate;
    if (method == "countTokens"_L1)
        return Operation::CountTokens;
    return method.isEmpty() ? Operation::GetModel : Operation::Unknown;
}

} // namespace

std::optional<Route> routeOf(const QString& path)
{
    // Vertex with and without (express) a project, and the Gemini API.
    static const QRegularExpression vertex(
        u"^/(v1|v1beta1)/(?:projects/[^/]+/locations/[^/]+/)?publishers/google/models(?:/([^/:]+)(?::(\\w+))?)?$"_s);
    static const QRegularExpression gemini(u"^/(v1|v1beta|v1alpha)/models(?:/([^/:]+)(?::(\\w+))?)?$"_s);

    for (const bool isVertex : {true, false}) {
        const auto match = (isVertex ? vertex : gemini).match(path);
        if (!match.hasMatch())
            continue;
        const QString model = match.captured(2);
        return Route {isVertex, match.captured(1),
                      model.isEmpty() ? Operation::ListModels : operationOf(match.captured(3)), model};
    }
    return std::nullopt;
}

} // namespace safelight::simulation
