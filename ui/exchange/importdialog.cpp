#include "ui/exchange/importdialog.h"

#include "ui/exchange/importdialog_p.h"

#include "app/settings/settings.h"
#include "app/wording/changewords.h"
#include "app/wording/words.h"
#include "ui/base/localfiles.h"
#include "ui/exchange/callwords.h"
#include "ui/theme/theme.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// What a call would change in the draft.
struct Changes
{
    QStringList sentences;
    QList<DiffPiece> text;
};

Changes changesOf(const Prompt& before, Prompt after)
{
    if (after.model.isEmpty())
        after.model = before.model;
    Changes changes;
    changes.sentences = wording::promptChanges(before, after);
    if (before.systemInstruction != after.systemInstruction)
        changes.sentences << ImportDialog::tr("System instruction: %1")
                                 .arg(after.systemInstruction.isEmpty()
                                          ? ImportDialog::tr("none")
                                          : QString(u'“' + after.systemInstruction.left(300).simplified()
                                                    + u'”'));
    if (before.text != after.text)
        changes.text = textDiff(before.text, after.text);
    return changes;
}

} // namespace

void ImportDialog::Private::read(const QByteArray& bytes, const QString& name)
{
    showWaiting();
    source = name;
    reading.read(bytes);
}

void ImportDialog::Private::open(const QString& path)
{
    showWaiting();
    pause.stop();
    source = QFileInfo(path).fileName();
    choose->hide();
    reading.readFile(path);
}

void ImportDialog::Private::take(const ReadCalls& read)
{
    wait.stop();
    busy->hide();
    found = {};
    choose->setVisible(!read.missing.isEmpty());
    if (read.isFile && !read.isGone) {
        text->setBytes(read.bytes);
        showHidden();
        q.setWindowTitle(turn.isEmpty() ? tr("Import: %1").arg(source)
                                        : tr("Import: %1 (%2)").arg(source, turn));
    }
    if (read.calls) {
        found = *read.calls;
        showFound(callsTitle(found));
    } else if (read.isGone) {
        showFound(read.calls.error().message);
    } else if (read.calls.error().code == Error::Code::NotFound && !read.bytes.trimmed().isEmpty()) {
        // The reading as an answer is the workbench's: it knows prices and rules.
        found.calls.append({std::nullopt, read.bytes, 0, {}, {}});
        showFound(tr("No request found. It may be a response."));
    } else {
        showFound(read.bytes.trimmed().isEmpty() && text->bytes().isEmpty() ? QString()
                                                                            : read.calls.error().message);
    }
}

void ImportDialog::Private::showFound(const QString& sentence)
{
    title->setText(sentence);
    title->setVisible(!sentence.isEmpty());
    list->clear();
    for (const auto& call : std::as_const(found.calls))
        list->addItem(callTitle(call));
    list->setVisible(found.calls.size() > 1);
    keys->showKeys(found.keys);
    if (!found.calls.isEmpty())
        list->setCurrentRow(0);
    else
        showCall();
}

void ImportDialog::Private::showCall()
{
    const int row = list->currentRow();
    const RecordedCall* call = row >= 0 && row < found.calls.size() ? &found.calls.at(row) : nullptr;
    const bool hasRequest = call && call->request;
    const auto chosen = chosenCalls();
    edit->setEnabled(hasRequest);
    edit->setVisible(found.calls.isEmpty() || hasRequest);
    keep->setEnabled(!chosen.isEmpty());
    keep->setToolTip(chosen.isEmpty() ? tr("It contains no response.") : QString());
    keep->setText(chosen.size() > 1 ? tr("&Keep %n attempt(s)", nullptr, int(chosen.size()))
                                    : tr("&Keep as an attempt"));
    QStringList lines = found.notes;
    if (call)
        lines << blanksSentence(*call) << leftSentence(*call) << mendedSentence(*call) << hostSentence(*call);
    lines.removeAll(QString());
    notes->setText(lines.join(u'\n'));
    notes->setVisible(!lines.isEmpty());
    changes->hide();
    difference->hide();
    if (hasRequest)
        compare(*call);
}

void ImportDialog::Private::compare(const RecordedCall& call)
{
    comparing.run(
        &q, [before = place.draft, after = call.request->prompt] { return changesOf(before, after); },
        [this](const Changes& made) {
            const bool same = made.sentences.isEmpty() && made.text.isEmpty();
            const QString head =
                same ? tr("It is the same as what is in the editor.") : tr("In the editor it changes:");
            changes->setText((QStringList {head} + made.sentences).join(u'\n'));
            changes->show();
            difference->showDiff(made.text);
            difference->setVisible(!made.text.isEmpty());
        });
}

QList<RecordedCall> ImportDialog::Private::chosenCalls() const
{
    QList<RecordedCall> chosen;
    for (int i = 0; i < list->count() && i < found.calls.size(); ++i) {
        const bool isChosen = list->item(i)->isSelected() || found.calls.size() == 1;
        if (isChosen && !found.calls.at(i).answer.isEmpty())
            chosen.append(found.calls.at(i));
    }
    return chosen;
}

void ImportDialog::Private::finish(bool intoEditor)
{
    for (const auto& [backendId, key] : keys->chosen())
        emit q.keyChosen(backendId, key);
    if (intoEditor)
        emit q.requestChosen(*found.calls.at(list->currentRow()).request);
    else
        emit q.callsChosen(chosenCalls(), source);
    q.accept();
}

void ImportDialog::Private::browse()
{
    auto* dialog =
        new QFileDialog(&q, tr("Open requests or answers"), settings.text(SettingKey::LastOpenFolder));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &q, [this](const QString& path) {
        settings.setValue(SettingKey::LastOpenFolder, QFileInfo(path).absolutePath());
        open(path);
    });
    dialog->open();
}

// The user names the files of a command; from its text alone none is read.
void ImportDialog::Private::chooseFiles()
{
    auto* dialog = new QFileDialog(&q, tr("Choose %1").arg(reading.missing().join(u", "_s)),
                                   settings.text(SettingKey::LastOpenFolder));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, &q, [this](const QStringList& paths) {
        showWaiting();
        reading.readWith(paths, text->bytes());
    });
    dialog->open();
}

void ImportDialog::Private::showWaiting()
{
    edit->setEnabled(false);
    keep->setEnabled(false);
    wait.start();
}

void ImportDialog::Private::showHidden()
{
    hidden->setVisible(text->hiddenBytes() > 0);
    hidden->setText(tr("The first 100 kB of %1 are shown; all of it is read. Delete empties the field.")
                        .arg(wording::bytes(text->bytes().size())));
}

ImportDialog::ImportDialog(const ImportPlace& place, Settings& settings, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, place, settings))
{
    setWindowTitle(tr("Import"));
    setAcceptDrops(true);
    setSizeGripEnabled(true);
    d->build();
    d->connectParts();
    d->showFound({});
    resize(700, 600);
    d->text->setFocus();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::readText(const QByteArray& bytes)
{
    d->text->setBytes(bytes);
    d->showHidden();
    d->reading.forget();
    d->read(bytes, tr("dropped text"));
}

void ImportDialog::readFile(const QString& path, qsizetype which, qsizetype all)
{
    if (all > 1)
        d->turn = tr("%1 of %2").arg(which).arg(all);
    d->open(path);
}

void ImportDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent* event)
{
    if (const QStringList paths = localFiles(*event->mimeData()); !paths.isEmpty())
        d->open(paths.first());
    else
        readText(event->mimeData()->text().toUtf8());
    event->acceptProposedAction();
}

} // namespace safelight
