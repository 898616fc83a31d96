#include "app/simulatorreply/service.h"

#include "app/simulatorreply/render.h"
#include "app/simulatorrequest/credentials.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

Answer jsonAnswer(const QJsonObject& object)
{
    Answer answer;
    answer.pieces << QJsonDocument(object).toJson();
    return answer;
}

ApiError modelMissing(const Route& route)
{
    return {404,
            u"models/%1 is not found for API version %2, or is not supported for this method. Call "
            u"ListModels to see "
            "the list of available models and their supported methods."_s.arg(route.model.left(100),
                                                                              route.version),
            {},
            {}};
}

Answer modelList(const HttpCall& call, const Route& route)
{
    const auto& models = simulatedModels();
    bool ok = false;
    const int asked = call.query.queryItemValue(u"pageSize"_s).toInt(&ok);
    const qsizetype size = ok && asked > 0 ? asked : 50;
    const QString token = call.query.queryItemValue(u"pageToken"_s);
    const qsizetype from = token.isEmpty() ? 0 : token.toInt(&ok);
    if (!ok && !token.isEmpty())
        return errorAnswer(badField(u"page_token"_s, u"Invalid page token."_s));
    QJsonArray list;
    for (qsizetype i = std::max<qsizetype>(from, 0); i < models.size() && list.size() < size; ++i)
        list.append(describe(models.at(i), route.vertex));
    QJsonObject object {{route.vertex ? u"publisherModels"_s : u"models"_s, list}};
    if (from + size < models.size())
        object.insert("nextPageToken"_L1, QString::number(from + size));
    return jsonAnswer(object);
}

Answer countAnswer(const HttpCall& call, const Route& route, const SimulatedModel& model)
{
    const ReadRequest read = readCountRequest(call.body, route);
    if (const auto* error = std::get_if<ApiError>(&read))
        return errorAnswer(*error);
    const auto& request = std::get<GenerateRequest>(read);
    QJsonObject object = countReply(request, model);
    if (route.vertex) {
        const qint64 characters = std::ranges::count_if(request.text, [](QChar c) { return !c.isSpace(); });
        object.insert("totalBillableCharacters"_L1, characters);
    }
    return jsonAnswer(object);
}

ApiError directedError(const ScenarioDirectives& directives, const HttpCall& call, bool vertex)
{
    if (directives.keyEcho)
        return invalidKey(QString::fromUtf8(keyOf(call)), true);
    if (directives.region) {
        return {400, u"User location is not supported for the API use."_s, u"FAILED_PRECONDITION"_s, {}};
    }
    if (directives.errorCode == 429) // Vertex gives no details (gemini-api.md §9)
        return quotaError(directives.retryDelay, directives.perDay, !vertex);
    ApiError error = plainError(directives.errorCode);
    if (!directives.errorMessage.isEmpty())
        error.message = directives.errorMessage;
    return error;
}

void applyFault(Answer& answer, const ScenarioDirectives& directives)
{
    answer.delay += directives.delay;
    if (directives.fault.isEmpty())
        return;
    answer.dropAfter = directives.dropAfter;
    answer.fault = directives.fault == "hang"_L1 ? Answer::Fault::Hang
        : directives.fault == "reset"_L1         ? Answer::Fault::Reset
        : directives.fault == "flood"_L1         ? Answer::Fault::Flood
                                                 : Answer::Fault::Drop;
}

Form formOf(const HttpCall& call, Operation operation)
{
    if (operation == Operation::Generate)
        return Form::Object;
    return call.query.queryItemValue(u"alt"_s) == "sse"_L1 ? Form::EventStream : Form::Array;
}

Answer generateAnswer(const HttpCall& call, const Route& route, const SimulatedModel& model,
                      RandomDraws& draws)
{
    const Form form = formOf(call, route.operation);
    const bool asArray = form == Form::Array;
    const ReadRequest read = readGenerateRequest(call.body, route);
    if (const auto* error = std::get_if<ApiError>(&read))
        return errorAnswer(*error, asArray);
    const auto& request = std::get<GenerateRequest>(read);
    if (const auto error = checkForModel(request, route))
        return errorAnswer(*error, asArray);

    const QStringList lines = QStringList(request.directives)
        << QString::fromUtf8(call.headers.value("x-safelight-scenario"));
    const auto readOut = readDirectives(lines);
    if (const auto* error = std::get_if<ApiError>(&readOut))
        return errorAnswer(*error, asArray);
    const ScenarioDirectives directives = drawn(std::get<ScenarioDirectives>(readOut), draws);

    const bool failing = directives.errorCode != 0 || directives.keyEcho || directives.region;
    Answer answer = failing
        ? errorAnswer(directedError(directives, call, route.vertex), asArray)
        : render(makeReply({request, directives, model, route.vertex}, draws), form, directives);
    applyFault(answer, directives);
    return answer;
}

Answer methodMismatch(const QByteArray& allowed)
{
    Answer answer = errorAnswer({405, u"This method is not allowed here."_s, u"UNIMPLEMENTED"_s, {}});
    answer.headers.append({"Allow", allowed});
    return answer;
}

} // namespace

bool generates(const HttpCall& call)
{
    const auto route = routeOf(call.path);
    return route
        && (route->operation == Operation::Generate || route->operation == Operation::StreamGenerate);
}

Answer answerTo(const HttpCall& call, const Turn& turn)
{
    const auto route = routeOf(call.path);
    if (!route || route->operation == Operation::Unknown)
        return errorAnswer({404, u"The requested URL was not found on this server."_s, {}, {}});
    const bool reads = route->operation == Operation::ListModels || route->operation == Operation::GetModel;
    const QByteArray method = reads ? "GET" : "POST";
    if (call.method != method)
        return methodMismatch(method);
    const bool asArray =
        route->operation == Operation::StreamGenerate && formOf(call, route->operation) == Form::Array;
    if (const auto error = checkCredentials(call))
        return errorAnswer(*error, asArray);
    if (route->operation == Operation::ListModels)
        return modelList(call, *route);
    const SimulatedModel* model = modelAnswering(route->model);
    if (!model)
        return errorAnswer(modelMissing(*route), asArray);
    if (reads)
        return jsonAnswer(describe(*model, route->vertex));
    if (route->operation == Operation::CountTokens)
        return countAnswer(call, *route, *model);
    RandomDraws draws(turn);
    return generateAnswer(call, *route, *model, draws);
}

} // namespace safelight::simulation
