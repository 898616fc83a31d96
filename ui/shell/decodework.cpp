#include "ui/shell/decodework.h"

#include "app/wording/words.h"
#include "app/workbench/importedanswer.h"
#include "app/workbench/importing.h"
#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/found/decodedialog.h"
#include "ui/frame/actions.h"

#include <memory>

namespace safelight {

namespace {

DecodedText decodedText(const ImportedAnswer& imported)
{
    const Attempt& attempt = imported.attempt;
    if (!imported.readable)
        return {false, DecodeWork::tr("No Gemini response found in this text"), {}, imported.notes};
    return {true, wording::verdictTitle(attempt.verdict, attempt.response),
            wording::verdictExplanation(attempt.verdict, attempt.response), imported.notes};
}

// What was asked last is what is shown and kept, in whatever order the readings end.
struct DecodeReading
{
    int round = 0;
    ImportedAnswer latest;

    bool take(int of, const ImportedAnswer& imported, DecodeDialog& dialog)
    {
        if (of != round)
            return false;
        latest = imported;
        dialog.showDecoded(decodedText(imported));
        return true;
    }
};

} // namespace

DecodeWork::DecodeWork(const DecodeWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    connect(m_parts.actions.decode, &QAction::triggered, this, &DecodeWork::openDialog);
}

void DecodeWork::decodeFile(const QString& path)
{
    m_parts.workbench.importing().readFile(path, this, [this](const Result<ImportedAnswer>& read) {
        if (read)
            keep(*read);
        else
            m_parts.message.showProblem(read.error().message, read.error().detail);
    });
}

void DecodeWork::decodeText(const QString& text)
{
    m_parts.workbench.importing().read(text.toUtf8(), tr("dropped text"), this,
                                       [this](const ImportedAnswer& imported) { keep(imported); });
}

void DecodeWork::keep(const ImportedAnswer& imported)
{
    const QString details = imported.notes.join(u'\n');
    if (!imported.readable) {
        m_parts.message.showProblem(
            tr("No Gemini response found in “%1”.").arg(*imported.attempt.importedFrom), details);
        return;
    }
    m_parts.workbench.importing().keep(imported);
    if (!imported.notes.isEmpty())
        m_parts.message.showMessage(
            tr("Not everything in “%1” could be read as it is.").arg(*imported.attempt.importedFrom), details,
            Role::Warn);
}

void DecodeWork::openDialog()
{
    auto* dialog = new DecodeDialog(m_parts.settings, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto reading = std::make_shared<DecodeReading>();
    connect(dialog, &DecodeDialog::textEntered, this, [this, dialog, reading](const QByteArray& bytes) {
        m_parts.workbench.importing().read(
            bytes, tr("pasted text"), dialog,
            [dialog, reading, round = ++reading->round](const ImportedAnswer& imported) {
                reading->take(round, imported, *dialog);
            });
    });
    connect(dialog, &DecodeDialog::fileChosen, this, [this, dialog, reading](const QString& path) {
        m_parts.workbench.importing().readFile(
            path, dialog, [dialog, reading, round = ++reading->round](const Result<ImportedAnswer>& read) {
                if (!read)
                    dialog->showDecoded({false, read.error().message, {}, {}});
                else if (reading->take(round, *read, *dialog))
                    dialog->showFileText(*read->attempt.importedFrom, read->attempt.rawAnswer);
            });
    });
    connect(dialog, &DecodeDialog::keepAsked, this,
            [this, reading] { m_parts.workbench.importing().keep(reading->latest); });
    dialog->open();
}

} // namespace safelight
