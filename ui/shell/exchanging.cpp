#include "app/base/background.h"
#include "app/base/files.h"
#include "app/exchange/calls.h"
#include "app/wire/requestcodec.h"
#include "app/workbench/importedanswer.h"
#include "app/workbench/sessionhistory.h"
#include "ui/exchange/codedialog.h"
#include "ui/exchange/importdialog.h"
#include "ui/history/historypanel.h"
#include "ui/shell/mainwindow_p.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>

// Code out, and requests and answers from elsewhere in.
namespace safelight {

namespace {

constexpr qint64 fileLimit = 256LL * 1024 * 1024;
constexpr qsizetype enoughToTell = qsizetype(64) * 1024; // bytes

CodeFinding findingOf(const Verdict& verdict)
{
    CodeFinding finding;
    finding.reason = verdict.reason.value_or(QString());
    switch (verdict.outcome) {
    case Outcome::Delivered:
    case Outcome::Truncated:
        finding.outcome = CodeFinding::Outcome::Delivered;
        break;
    case Outcome::PromptBlocked:
    case Outcome::ResponseBlocked:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
        finding.outcome = CodeFinding::Outcome::Blocked;
        break;
    default:
        break;
    }
    return finding;
}

CodeRequest requestOf(const Attempt& attempt)
{
    CodeRequest request;
    request.model = attempt.prompt.model;
    request.body = attempt.requestBody.isEmpty() ? encodeRequest(attempt.prompt) : attempt.requestBody;
    const CodeAddress address = codeAddressOf(QUrl(attempt.url));
    request.baseUrl = address.baseUrl;
    request.apiVersion = address.apiVersion;
    for (const auto& [name, value] : attempt.requestHeaders) {
        if (name.compare("authorization", Qt::CaseInsensitive) == 0)
            request.auth = BackendProfile::Auth::Bearer;
    }
    request.stream = attempt.stream;
    request.finding = findingOf(attempt.verdict);
    return request;
}

bool holdsCalls(const QString& path)
{
    const auto bytes = readFile(path, fileLimit);
    if (!bytes || !mayHoldCalls(bytes->left(enoughToTell)))
        return false;
    const auto calls = readCalls(*bytes, filesOf(QFileInfo(path).absolutePath()));
    return calls || calls.error().code != Error::Code::NotFound;
}

CodeSource sourceOf(const Attempt& attempt, const QString& title)
{
    return {title, [attempt] { return requestOf(attempt); }, attempt.simulated};
}

// What is known of the request goes with the answer.
void complete(ImportedAnswer& imported, const RecordedCall& call)
{
    Attempt& attempt = imported.attempt;
    attempt.httpCode = call.httpCode;
    if (call.sentAt.isValid())
        attempt.sentAt = call.sentAt;
    if (!call.request)
        return;
    const QString answered = attempt.prompt.model;
    attempt.prompt = call.request->prompt;
    if (attempt.prompt.model.isEmpty())
        attempt.prompt.model = answered;
    attempt.requestBody = call.request->body;
    attempt.url = call.request->url.toString();
    attempt.stream = call.request->stream;
}

} // namespace

void MainWindow::Private::connectExchange()
{
    auto* codeMenu = new QMenu(tr("Get code"), &window);
    for (const auto target : codeTargets)
        connect(codeMenu->addAction(codeTargetTitle(target)), &QAction::triggered, &window,
                [this, target] { openCode(target); });
    toolbar->setCodeMenu(codeMenu);
    actions->getCode->setMenu(codeMenu);
    connect(actions->importCalls, &QAction::triggered, &window, [this] { openImport(); });
    connect(history, &HistoryPanel::codeRequested, &window, [this](qint64 id) { openCodeOf(id); });
}

void MainWindow::Private::openCode(CodeTarget target)
{
    const BackendProfile backend = workbench.backend();
    const bool stream = settings.value(SettingKey::StreamAnswers).toBool();
    QList<CodeSource> sources;
    sources.append({tr("The draft"),
                    [prompt = workbench.document().prompt(), backend, stream] {
                        CodeRequest request {prompt.model,       encodeRequest(prompt), backend.baseUrl,
                                             backend.apiVersion, backend.auth,          stream};
                        return request;
                    },
                    backend.simulated});
    if (shown.id != 0 && isRequestKnown(shown))
        sources.append(sourceOf(shown, tr("Attempt #%1").arg(shown.number)));
    auto* dialog = new CodeDialog(sources, settings, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setTarget(target);
    dialog->open();
}

void MainWindow::Private::openCodeOf(qint64 id)
{
    workbench.history().attempts({id}, &window, [this](const Result<QList<Attempt>>& read) {
        if (!read || read->isEmpty()) {
            window.showProblem(tr("The attempt cannot be read."), read ? QString() : read.error().message);
            return;
        }
        const Attempt& attempt = read->constFirst();
        if (!isRequestKnown(attempt)) {
            window.showProblem(
                tr("Of this attempt only the answer is known: there is no request to write as code."), {});
            return;
        }
        auto* dialog =
            new CodeDialog({sourceOf(attempt, tr("Attempt #%1").arg(attempt.number))}, settings, &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

ImportDialog* MainWindow::Private::openImport()
{
    ImportPlace place;
    place.draft = workbench.document().prompt();
    for (const auto& backend : workbench.backends()) {
        if (!backend.simulated)
            place.backends.append({backend.id, backend.name});
    }
    auto* dialog = new ImportDialog(place, settings, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::requestChosen, &window, [this](const CallRequest& request) {
        Prompt prompt = request.prompt;
        if (prompt.model.isEmpty())
            prompt.model = workbench.document().prompt().model;
        workbench.document().replace(prompt, tr("import a request"));
    });
    connect(dialog, &ImportDialog::callsChosen, &window,
            [this](const QList<RecordedCall>& calls, const QString& source) { keepCalls(calls, source); });
    connect(dialog, &ImportDialog::keyChosen, &window,
            [this](const QString& backendId, const Secret& key) { workbench.setKey(backendId, key); });
    dialog->open();
    return dialog;
}

// One after the other, so that they are numbered in their order.
void MainWindow::Private::keepCalls(const QList<RecordedCall>& calls, const QString& source)
{
    if (calls.isEmpty())
        return;
    const RecordedCall& first = calls.constFirst();
    const QString name = first.label.isEmpty() ? source : tr("%1, %2").arg(source, first.label);
    workbench.readAnswer(first.answer, name, &window,
                         [this, first, rest = calls.mid(1), source](const ImportedAnswer& read) {
                             ImportedAnswer imported = read;
                             complete(imported, first);
                             takeDecoded(imported);
                             keepCalls(rest, source);
                         });
}

// Calls of models are for the import to show; anything else may be an answer.
void MainWindow::Private::takeRecordings(const QStringList& paths)
{
    inBackground(
        &window,
        [paths] {
            QStringList recordings;
            std::ranges::copy_if(paths, std::back_inserter(recordings), holdsCalls);
            return recordings;
        },
        [this, paths](const QStringList& recordings) {
            for (const QString& path : paths) {
                if (!recordings.contains(path))
                    decodeFile(path);
            }
            importEach(recordings, 0);
        });
}

void MainWindow::Private::importEach(const QStringList& paths, qsizetype at)
{
    if (at >= paths.size())
        return;
    auto* dialog = openImport();
    connect(dialog, &QDialog::finished, &window, [this, paths, at] { importEach(paths, at + 1); });
    dialog->readFile(paths.at(at), at + 1, paths.size());
}

bool MainWindow::Private::takeRecordedText(const QString& text)
{
    if (!mayHoldCalls(text.left(enoughToTell).toUtf8()))
        return false;
    openImport()->readText(text.toUtf8());
    return true;
}

} // namespace safelight
