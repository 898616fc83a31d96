#include "ui/shell/decodework.h"

#include "app/wording/formwords.h"
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
    return {true,
            wording::verdictTitle(attempt.verdict, attempt.response),
            wording::verdictExplanation(attempt.verdict, attempt.response),
            imported.notes,
            wording::readAs(attempt.response),
            imported.firstLine,
            imported.lastLine};
}

} // namespace

// What was asked last is what is shown and kept, in whatever order the readings end.
struct DecodeReading
{
    int round = 0;
    QList<ImportedAnswer> latest;

    bool take(int of, const ImportedText& text, DecodeDialog& dialog)
    {
        if (of != round)
            return false;
        latest = text.answers;
        QList<DecodedText> shown;
        for (const auto& answer : latest)
            shown.append(decodedText(answer));
        if (text.leftOut > 0)
            shown.last().notes.append(
                DecodeWork::tr("%n more are not listed here; safelight inspect reads all of them.", nullptr,
                               int(text.leftOut)));
        dialog.showAnswers(shown);
        return true;
    }
};

DecodeWork::DecodeWork(const DecodeWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    connect(m_parts.actions.decode, &QAction::triggered, this,
            [this] { openDialog(std::make_shared<DecodeReading>()); });
}

void DecodeWork::decodeFile(const QString& path)
{
    m_parts.workbench.importing().readFile(path, this, [this](const Result<ImportedText>& read) {
        if (read)
            keepOrAsk(*read);
        else
            m_parts.message.showProblem(read.error().message, read.error().detail);
    });
}

void DecodeWork::decodeText(const QString& text)
{
    m_parts.workbench.importing().readAll(text.toUtf8(), tr("dropped text"), this,
                                          [this](const ImportedText& read) { keepOrAsk(read); });
}

// Of several answers the user chooses.
void DecodeWork::keepOrAsk(const ImportedText& read)
{
    if (read.answers.size() == 1) {
        keep(read.answers.constFirst());
        return;
    }
    const auto reading = std::make_shared<DecodeReading>();
    DecodeDialog& dialog = openDialog(reading);
    dialog.showFileText(*read.answers.constFirst().attempt.importedFrom, read.text);
    reading->take(reading->round, read, dialog);
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

DecodeDialog& DecodeWork::openDialog(const std::shared_ptr<DecodeReading>& reading)
{
    auto* dialog = new DecodeDialog(m_parts.settings, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DecodeDialog::textEntered, this, [this, dialog, reading](const QByteArray& bytes) {
        m_parts.workbench.importing().readAll(
            bytes, tr("pasted text"), dialog,
            [dialog, reading, round = ++reading->round](const ImportedText& text) {
                reading->take(round, text, *dialog);
            });
    });
    connect(dialog, &DecodeDialog::fileChosen, this, [this, dialog, reading](const QString& path) {
        m_parts.workbench.importing().readFile(
            path, dialog, [dialog, reading, round = ++reading->round](const Result<ImportedText>& read) {
                if (!read)
                    dialog->showDecoded({false, read.error().message, {}, {}});
                else if (round == reading->round) {
                    dialog->showFileText(*read->answers.constFirst().attempt.importedFrom, read->text);
                    reading->take(round, *read, *dialog);
                }
            });
    });
    connect(dialog, &DecodeDialog::keepAsked, this, [this, dialog, reading] {
        m_parts.workbench.importing().keep(reading->latest.value(dialog->chosen()));
    });
    connect(dialog, &DecodeDialog::keepAllAsked, this, [this, reading] {
        for (const auto& answer : std::as_const(reading->latest))
            m_parts.workbench.importing().keep(answer);
    });
    dialog->open();
    return *dialog;
}

} // namespace safelight
