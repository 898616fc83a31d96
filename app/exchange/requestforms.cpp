// What a JSON value is: a request, something that holds requests, or a request of another service.
#include "app/exchange/callparts.h"
#include "app/exchange/sdkparameters.h"
#include "app/wire/jsonkind.h"
#include "app/wire/jsonmembers.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

bool hasMember(QByteArrayView object, QByteArrayView name)
{
    return !jsonMember(object, name).isEmpty();
}

bool isRequestObject(QByteArrayView object)
{
    static constexpr std::array<const char*, 6> own {
        "contents", "systemInstruction", "generationConfig", "safetySettings", "cachedContent", "tools"};
    return !hasMember(object, "candidates") && !hasMember(object, "messages")
        && std::ranges::any_of(own, [&](const char* name) { return hasMember(object, name); });
}

Error refusedForm(const char* sentence)
{
    return {Error::Code::Parse, sayOfCalls(sentence)};
}

// What is neither a request nor a response, by what is in it.
Error foreignObject(const QByteArray& object)
{
    if (hasMember(object, "messages"))
        return foreignFormat();
    if (jsonMembers(object).isEmpty())
        return emptyRequest();
    if (hasMember(object, "instances"))
        return refusedForm(QT_TRANSLATE_NOOP(
            "Exchange", "This is a Vertex AI prediction (“instances”), not a call to generateContent."));
    return {Error::Code::NotFound,
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                         "This JSON object is not a Gemini request: it has no “contents”."))};
}

Result<RecordedCalls> single(const QByteArray& json, JsonSlips slips, const CallSources& sources)
{
    auto request = readCallRequest(json, {}, sources);
    if (!request)
        return request.error();
    request->slips = slips;
    RecordedCalls calls;
    calls.calls.append({std::move(*request), {}, 0, {}, {}});
    return calls;
}

// {"key": …, "request": {…}} of a batch, {"generateContentRequest": {…}} of countTokens: the inner one.
Result<RecordedCalls> wrapped(QByteArrayView inner, QByteArrayView outer, JsonSlips slips,
                              const CallSources& sources)
{
    auto calls = readJsonForms(inner.toByteArray(), slips, sources);
    if (!calls || calls->calls.size() != 1 || !calls->calls.first().request)
        return calls;
    auto& call = calls->calls.first();
    if (hasMember(outer, "key"))
        call.label = QString::fromUtf8(jsonPlainText(jsonMember(outer, "key")));
    auto& model = call.request->prompt.model;
    if (model.isEmpty())
        model = QString::fromUtf8(jsonPlainText(jsonMember(outer, "model")));
    if (model.startsWith("models/"_L1))
        model.remove(0, 7);
    return calls;
}

Result<RecordedCalls> listed(const QByteArray& list, JsonSlips slips, const CallSources& sources)
{
    RecordedCalls all;
    all.form = sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "A list of requests"));
    const auto items = jsonMembers(list);
    for (const auto& item : items) {
        if (sources.stopped())
            return stoppedReading();
        const auto value = item.valueIn(list);
        if (json::kindOf(value) != json::Kind::Object)
            return Error {
                Error::Code::NotFound,
                sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "This JSON list does not contain requests."))};
        auto calls = readJsonForms(value.toByteArray(), slips, sources);
        if (!calls)
            return calls;
        for (auto& call : calls->calls) {
            if (call.label.isEmpty())
                call.label = QString::number(all.calls.size() + 1);
            all.calls.append(std::move(call));
        }
    }
    if (all.calls.isEmpty())
        return Error {Error::Code::NotFound,
                      sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "This JSON list does not contain requests."))};
    return all;
}

Result<RecordedCalls> ofSdk(const QByteArray& json, JsonSlips slips, const CallSources& sources)
{
    auto calls = single(requestOfSdkParameters(json), slips, sources);
    if (!calls)
        return calls;
    calls->form = sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "Parameters of an SDK"));
    auto& request = *calls->calls.first().request;
    request.asWritten = json;
    if (request.prompt.model.isEmpty())
        request.prompt.model = QString::fromUtf8(jsonPlainText(jsonMember(json, "model")));
    return calls;
}

} // namespace

Result<RecordedCalls> readJsonForms(const QByteArray& json, JsonSlips slips, const CallSources& sources)
{
    const QByteArrayView trimmed = QByteArrayView(json).trimmed();
    if (trimmed.startsWith('['))
        return listed(trimmed.toByteArray(), slips, sources);
    if (hasMember(json, "log") && hasMember(jsonMember(json, "log"), "entries"))
        return readHar(json, sources);
    if (jsonPlainText(jsonMember(json, "schema")).startsWith("safelight.report/"))
        return readReport(json, sources);
    if (isCollection(json))
        return readCollection(json, sources);
    if (hasMember(json, "contents") && hasMember(json, "config") && !hasMember(json, "generationConfig"))
        return ofSdk(json, slips, sources);
    if (isRequestObject(json))
        return single(json, slips, sources);
    for (const char* name : {"request", "generateContentRequest", "body", "requests"}) {
        const auto inner = jsonMember(json, name);
        if (json::kindOf(inner) == json::Kind::Object || (json::kindOf(inner) == json::Kind::Array))
            return wrapped(inner, json, slips, sources);
    }
    // {"batch": {"input_config": {"requests": {"requests": […]}}}}
    if (const auto batch = jsonMember(jsonMember(json, "batch"), "inputConfig"); !batch.isEmpty())
        return wrapped(jsonMember(batch, "requests"), json, slips, sources);
    return foreignObject(json);
}

} // namespace safelight
