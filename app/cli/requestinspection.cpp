#include "app/cli/requestinspection.h"

#include "app/backends/requestrules.h"
#include "app/cli/chosenbackend.h"
#include "app/cli/console.h"
#include "app/cli/sendrequest.h"
#include "app/exchange/slipwords.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class RequestInspectionText
{
    Q_DECLARE_TR_FUNCTIONS(Inspect)
};

QString formOf(const RecordedCalls& calls)
{
    if (!calls.form.isEmpty())
        return calls.form;
    switch (calls.kind) {
    case RecordedCalls::Kind::CommandLine:
        return RequestInspectionText::tr("A command line");
    case RecordedCalls::Kind::Har:
        return RequestInspectionText::tr("A HAR file");
    case RecordedCalls::Kind::Report:
        return RequestInspectionText::tr("A session report");
    default:
        return RequestInspectionText::tr("JSON");
    }
}

// What is known of one request.
struct RequestFindings
{
    QString source;
    QString form;
    CallRequest request;
    QStringList refused; // values and members, as the back end's rules name them

    bool isRefused() const { return !refused.isEmpty() || !request.blanks.isEmpty(); }
};

QJsonObject findingsObject(const RequestFindings& findings, const Backend& backend)
{
    QJsonArray blanks;
    for (const auto& blank : findings.request.blanks)
        blanks.append(QJsonObject {
            {u"written"_s, blank.written},
            {u"variable"_s, blank.variable.isEmpty() ? QJsonValue() : QJsonValue(blank.variable)},
            {u"why"_s, blank.why}});
    const auto& model = findings.request.prompt.model;
    return {{u"schema"_s, u"safelight.request/1"_s},
            {u"source"_s, findings.source},
            {u"form"_s, findings.form},
            {u"model"_s, model.isEmpty() ? QJsonValue() : QJsonValue(model)},
            {u"stream"_s, findings.request.stream},
            {u"bytes"_s, findings.request.body.size()},
            {u"mended"_s, slipWords(findings.request.slips)},
            {u"blanks"_s, blanks},
            {u"carried"_s, QJsonArray::fromStringList(findings.request.left)},
            {u"backend"_s, backend.id},
            {u"refused"_s, QJsonArray::fromStringList(findings.refused)}};
}

QString findingsText(const RequestFindings& findings, const Backend& backend)
{
    const auto tr = [](const char* text) { return RequestInspectionText::tr(text); };
    const auto& request = findings.request;
    QStringList lines {u"%1: %2"_s.arg(findings.source, findings.form)};
    const auto row = [&lines](const QString& name, const QString& value) {
        if (!value.isEmpty())
            lines << u"  %1: %2"_s.arg(name, value);
    };
    row(tr("Model"), request.prompt.model);
    row(tr("Size"), RequestInspectionText::tr("%n byte(s)", nullptr, int(request.body.size())));
    row(tr("Read as strict JSON"), slipWords(request.slips));
    for (const auto& blank : request.blanks)
        row(tr("Fill in"), u"%1 (%2)"_s.arg(blank.written, blank.why));
    for (const auto& member : request.left)
        row(tr("Not shown in the editor"), member);
    for (const auto& member : findings.refused)
        row(RequestInspectionText::tr("Refused by %1").arg(backend.name), member);
    if (!findings.isRefused())
        lines << u"  "_s + RequestInspectionText::tr("Nothing here is refused by %1.").arg(backend.name);
    return lines.join(u'\n') + u'\n';
}

int refuseInspection(const QString& sentence)
{
    console::complain(sentence);
    return usageError;
}

} // namespace

int inspectRequest(const RequestInspection& inspection)
{
    BackendOptions chosen;
    chosen.name = inspection.backend;
    const auto backend = chooseBackend(chosen);
    if (!backend)
        return refuseInspection(backend.error().message);
    const auto bytes = readRequestSource(inspection.source);
    if (!bytes)
        return refuseInspection(bytes.error().message);
    const QString name =
        inspection.source == "-"_L1 ? inspection.source : QFileInfo(inspection.source).fileName();
    const auto calls = readCalls(*bytes, callSourcesOf(inspection.source, RequestUse::Code));
    if (!calls)
        return refuseInspection(u"%1: %2"_s.arg(name, calls.error().message));
    int highest = 0;
    int number = 0;
    for (const auto& call : calls->calls) {
        if (!call.request)
            continue;
        const QString label =
            call.label.isEmpty() && calls->calls.size() > 1 ? QString::number(++number) : call.label;
        const RequestFindings findings {label.isEmpty() ? name : QString(name + u':' + label), formOf(*calls),
                                        *call.request,
                                        refusedIn(call.request->body, requestRulesOf(backend->accepts))};
        const bool printed = inspection.json ? console::print(findingsObject(findings, *backend))
                                             : console::print(findingsText(findings, *backend));
        if (!printed)
            return refuseInspection(
                RequestInspectionText::tr("The result could not be written to standard output."));
        highest = std::max(highest, findings.isRefused() ? 1 : 0);
    }
    return highest;
}

} // namespace safelight
