#include "ui/shell/importwork.h"

#include "app/base/background.h"
#include "app/base/files.h"
#include "app/exchange/calls.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/importedanswer.h"
#include "app/workbench/importing.h"
#include "app/workbench/workbench.h"
#include "ui/exchange/importdialog.h"
#include "ui/frame/actions.h"
#include "ui/shell/decodework.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace safelight {

namespace {

constexpr qint64 fileLimit = 256LL * 1024 * 1024;
constexpr qsizetype enoughToTell = qsizetype(64) * 1024; // bytes

bool holdsCalls(const QString& path)
{
    const auto bytes = readFile(path, fileLimit);
    if (!bytes || !mayHoldCalls(bytes->left(enoughToTell)))
        return false;
    const auto calls = readCalls(*bytes, filesOf(QFileInfo(path).absolutePath()));
    return calls || calls.error().code != Error::Code::NotFound;
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

ImportWork::ImportWork(const ImportWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    connect(m_parts.actions.importCalls, &QAction::triggered, this, [this] { openImport(); });
}

ImportDialog* ImportWork::openImport()
{
    auto& workbench = m_parts.workbench;
    ImportPlace place;
    place.draft = workbench.document().prompt();
    for (const auto& backend : workbench.backends().all()) {
        if (!backend.simulated)
            place.backends.append({backend.id, backend.name});
    }
    auto* dialog = new ImportDialog(place, m_parts.settings, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::requestChosen, this, [&workbench](const CallRequest& request) {
        Prompt prompt = request.prompt;
        if (prompt.model.isEmpty())
            prompt.model = workbench.document().prompt().model;
        workbench.document().replace(prompt, tr("import a request"));
    });
    connect(dialog, &ImportDialog::callsChosen, this, &ImportWork::keepCalls);
    connect(dialog, &ImportDialog::keyChosen, &workbench.backends(), &BackendChoice::setKey);
    dialog->open();
    return dialog;
}

// One after the other, so that they are numbered in their order.
void ImportWork::keepCalls(const QList<RecordedCall>& calls, const QString& source)
{
    if (calls.isEmpty())
        return;
    const RecordedCall& first = calls.constFirst();
    const QString name = first.label.isEmpty() ? source : tr("%1, %2").arg(source, first.label);
    m_parts.workbench.importing().read(
        first.answer, name, this, [this, first, rest = calls.mid(1), source](const ImportedAnswer& read) {
            ImportedAnswer imported = read;
            complete(imported, first);
            m_parts.decoding.keep(imported);
            keepCalls(rest, source);
        });
}

void ImportWork::takeFiles(const QStringList& paths)
{
    inBackground(
        this,
        [paths] {
            QStringList recordings;
            std::ranges::copy_if(paths, std::back_inserter(recordings), holdsCalls);
            return recordings;
        },
        [this, paths](const QStringList& recordings) {
            for (const QString& path : paths) {
                if (!recordings.contains(path))
                    m_parts.decoding.decodeFile(path);
            }
            importEach(recordings, 0);
        });
}

// One dialog after the other.
void ImportWork::importEach(const QStringList& paths, qsizetype at)
{
    if (at >= paths.size())
        return;
    auto* dialog = openImport();
    connect(dialog, &QDialog::finished, this, [this, paths, at] { importEach(paths, at + 1); });
    dialog->readFile(paths.at(at), at + 1, paths.size());
}

void ImportWork::takeText(const QString& text)
{
    if (mayHoldCalls(text.left(enoughToTell).toUtf8()))
        openImport()->readText(text.toUtf8());
    else
        m_parts.decoding.decodeText(text);
}

} // namespace safelight
