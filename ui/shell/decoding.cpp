#include "app/wording/words.h"
#include "app/workbench/importedanswer.h"
#include "ui/prompt/editorpanel.h"
#include "ui/response/decodedialog.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/sessionwork.h"

#include <QFileInfo>
#include <QMimeDatabase>

// Answers that were recorded elsewhere: pasted, dropped, opened.
namespace safelight {

namespace {

DecodedText decodedText(const ImportedAnswer& imported)
{
    const Attempt& attempt = imported.attempt;
    if (!imported.readable)
        return {
            false,
            QCoreApplication::translate("safelight::MainWindow", "There is no answer of Gemini in this text"),
            {},
            imported.notes};
    return {true, wording::verdictTitle(attempt.verdict, attempt.response),
            wording::verdictExplanation(attempt.verdict, attempt.response), imported.notes};
}

// A folder, a picture and what is gone are the editor's to take or to refuse with a reason.
bool isForEditor(const QString& path)
{
    const QFileInfo info(path);
    return !info.isFile() || QMimeDatabase().mimeTypeForFile(info).name().startsWith(u"image/");
}

} // namespace

void MainWindow::Private::takeFiles(const QStringList& paths)
{
    QStringList forEditor;
    QStringList answers;
    for (const QString& path : paths) {
        if (isSessionFile(path)) {
            sessions->openSessionFile(path); // the last one, where there are several
            continue;
        }
        (isForEditor(path) ? forEditor : answers) << path;
    }
    if (!forEditor.isEmpty())
        editor->addFiles(forEditor);
    if (!answers.isEmpty())
        takeRecordings(answers);
}

void MainWindow::Private::decodeFile(const QString& path)
{
    workbench.readAnswerFile(path, &window, [this](const Result<ImportedAnswer>& read) {
        if (read)
            takeDecoded(*read);
        else
            window.showProblem(read.error().message, read.error().detail);
    });
}

void MainWindow::Private::decodeText(const QString& text)
{
    if (takeRecordedText(text))
        return;
    workbench.readAnswer(text.toUtf8(), tr("dropped text"), &window,
                         [this](const ImportedAnswer& imported) { takeDecoded(imported); });
}

void MainWindow::Private::takeDecoded(const ImportedAnswer& imported)
{
    const QString details = imported.notes.join(u'\n');
    if (!imported.readable) {
        window.showProblem(tr("There is no answer of Gemini in “%1”.").arg(*imported.attempt.importedFrom),
                           details);
        return;
    }
    workbench.keepImported(imported);
    if (!imported.notes.isEmpty())
        message->showMessage(
            tr("Not everything in “%1” could be read as it is.").arg(*imported.attempt.importedFrom), details,
            Role::Warn);
}

void MainWindow::Private::openDecodeDialog()
{
    auto* dialog = new DecodeDialog(settings, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // What was asked last is what is shown and kept, in whatever order the readings end.
    struct Reading
    {
        int round = 0;
        ImportedAnswer latest;
    };
    const auto reading = std::make_shared<Reading>();
    const auto show = [dialog, reading](int round, const ImportedAnswer& imported) {
        if (round != reading->round)
            return false;
        reading->latest = imported;
        dialog->showDecoded(decodedText(imported));
        return true;
    };
    connect(dialog, &DecodeDialog::textEntered, &window,
            [this, dialog, reading, show](const QByteArray& bytes) {
                workbench.readAnswer(
                    bytes, tr("pasted text"), dialog,
                    [show, round = ++reading->round](const ImportedAnswer& i) { show(round, i); });
            });
    connect(dialog, &DecodeDialog::fileChosen, &window, [this, dialog, reading, show](const QString& path) {
        const int round = ++reading->round;
        workbench.readAnswerFile(path, dialog, [dialog, show, round](const Result<ImportedAnswer>& read) {
            if (!read)
                dialog->showDecoded({false, read.error().message, {}, {}});
            else if (show(round, *read))
                dialog->showFileText(*read->attempt.importedFrom, read->attempt.rawAnswer);
        });
    });
    connect(dialog, &DecodeDialog::keepAsked, &window,
            [this, reading] { workbench.keepImported(reading->latest); });
    dialog->open();
}

} // namespace safelight
