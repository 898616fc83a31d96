#include "ui/found/decodedialog.h"

#include "app/settings/settings.h"
#include "app/wording/words.h"
#include "ui/base/localfiles.h"
#include "ui/base/pasteedit.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QTextBlock>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int typingPause = 250; // ms
constexpr int patience = 500; // ms without a sign of work

} // namespace

class DecodeDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::DecodeDialog)

public:
    Private(DecodeDialog& dialog, Settings& store)
        : q(dialog)
        , settings(store)
    { }

    void build();
    void buildReading(QVBoxLayout& column);
    void connectParts();
    void ask();
    void choose(const QString& path);
    void browse();
    void showWaiting();
    void showNothing();
    void showHidden();
    void showReading(const DecodedText& decoded);
    void mark(int firstLine, int lastLine);

    DecodeDialog& q;
    Settings& settings;
    PasteEdit* text = nullptr;
    WrapLabel* hidden = nullptr; // how much of the text is not shown
    QListWidget* list = nullptr; // of several answers
    QLabel* title = nullptr;
    WrapLabel* explanation = nullptr;
    WrapLabel* readAs = nullptr;
    WrapLabel* notes = nullptr;
    QProgressBar* busy = nullptr;
    QDialogButtonBox* buttons = nullptr;
    QPushButton* keep = nullptr;
    QPushButton* keepAll = nullptr;
    QPushButton* open = nullptr;
    QList<DecodedText> answers;
    QTimer pause;
    QTimer wait;
};

void DecodeDialog::Private::build()
{
    auto* column = new QVBoxLayout(&q);
    column->setSpacing(spacing::betweenControls);
    column->addWidget(new WrapLabel(
        tr("Paste a Gemini response, drop a file, or open one: JSON, a stream, an error, a log, "
           "a gateway’s format, or what a program printed. Nothing is sent."),
        &q));
    text = new PasteEdit(&q);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("Recorded answer"));
    text->setPlaceholderText(tr("{ \"candidates\": [ … ] }"));
    column->addWidget(text, 1);
    hidden = new WrapLabel({}, &q);
    hidden->setProperty("muted", true);
    hidden->hide();
    column->addWidget(hidden);
    buildReading(*column);
    buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, &q);
    open = buttons->addButton(tr("&Open a file…"), QDialogButtonBox::ActionRole);
    keep = buttons->addButton(tr("&Decode"), QDialogButtonBox::AcceptRole);
    keep->setDefault(true);
    keep->setProperty("primary", true);
    keepAll = buttons->addButton(tr("Keep &All"), QDialogButtonBox::ActionRole);
    keepAll->hide();
    column->addWidget(buttons);
}

void DecodeDialog::Private::buildReading(QVBoxLayout& column)
{
    list = new QListWidget(&q);
    list->setAccessibleName(tr("Responses in this text"));
    list->hide();
    column.addWidget(list, 1);
    title = new WrapLabel({}, &q);
    QFont bold = q.font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    explanation = new WrapLabel({}, &q);
    readAs = new WrapLabel({}, &q);
    notes = new WrapLabel({}, &q);
    notes->setProperty("muted", true);
    busy = new QProgressBar(&q);
    busy->setRange(0, 0);
    busy->setTextVisible(false);
    busy->setAccessibleName(tr("Reading"));
    busy->setMaximumHeight(4);
    for (QWidget* part :
         {static_cast<QWidget*>(busy), static_cast<QWidget*>(title), static_cast<QWidget*>(explanation),
          static_cast<QWidget*>(readAs), static_cast<QWidget*>(notes)})
        column.addWidget(part);
    showNothing();
}

void DecodeDialog::Private::connectParts()
{
    pause.setSingleShot(true);
    pause.setInterval(typingPause);
    wait.setSingleShot(true);
    wait.setInterval(patience);
    connect(&pause, &QTimer::timeout, &q, [this] { ask(); });
    connect(&wait, &QTimer::timeout, &q, [this] { busy->show(); });
    connect(text, &PasteEdit::entered, &q, [this] {
        keep->setEnabled(false);
        showHidden();
        pause.start();
    });
    connect(text, &PasteEdit::filesDropped, &q, [this](const QStringList& paths) { choose(paths.first()); });
    connect(open, &QPushButton::clicked, &q, [this] { browse(); });
    connect(list, &QListWidget::currentRowChanged, &q, [this](int row) {
        if (row >= 0 && row < answers.size())
            showReading(answers.at(row));
    });
    connect(keepAll, &QPushButton::clicked, &q, [this] {
        emit q.keepAllAsked();
        q.accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, &q, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, &q, [this] {
        emit q.keepAsked();
        q.accept();
    });
}

void DecodeDialog::Private::ask()
{
    const QByteArray bytes = text->bytes();
    if (bytes.trimmed().isEmpty()) {
        showNothing();
        return;
    }
    showWaiting();
    emit q.textEntered(bytes);
}

void DecodeDialog::Private::choose(const QString& path)
{
    pause.stop();
    showWaiting();
    emit q.fileChosen(path);
}

void DecodeDialog::Private::browse()
{
    const QString path = QFileDialog::getOpenFileName(&q, tr("Open a recorded answer"),
                                                      settings.text(SettingKey::LastOpenFolder));
    if (path.isEmpty())
        return;
    settings.setValue(SettingKey::LastOpenFolder, QFileInfo(path).absolutePath());
    choose(path);
}

void DecodeDialog::Private::showWaiting()
{
    keep->setEnabled(false);
    keepAll->hide();
    wait.start();
}

void DecodeDialog::Private::showNothing()
{
    wait.stop();
    busy->hide();
    title->hide();
    explanation->hide();
    readAs->hide();
    notes->hide();
    list->hide();
    mark(0, 0);
    if (keep)
        keep->setEnabled(false);
    if (keepAll)
        keepAll->hide();
}

void DecodeDialog::Private::showHidden()
{
    hidden->setVisible(text->hiddenBytes() > 0);
    hidden->setText(tr("The first 100 kB of %1 are shown; all of it is read. Delete empties the field.")
                        .arg(wording::bytes(text->bytes().size())));
}

DecodeDialog::DecodeDialog(Settings& settings, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, settings))
{
    setWindowTitle(tr("Decode a response"));
    setAcceptDrops(true);
    d->build();
    d->connectParts();
    d->keep->setEnabled(false);
    resize(640, 480);
    d->text->setFocus();
}

DecodeDialog::~DecodeDialog() = default;

void DecodeDialog::Private::showReading(const DecodedText& decoded)
{
    title->setText(decoded.title);
    title->setVisible(!decoded.title.isEmpty());
    explanation->setText(decoded.explanation);
    explanation->setVisible(!decoded.explanation.isEmpty());
    readAs->setText(tr("Read as: %1").arg(decoded.readAs));
    readAs->setVisible(!decoded.readAs.isEmpty());
    notes->setText(decoded.notes.join(u'\n'));
    notes->setVisible(!decoded.notes.isEmpty());
    keep->setEnabled(decoded.readable && !pause.isActive());
    mark(decoded.firstLine, decoded.lastLine);
}

// The lines that were read, in the text as it was pasted.
void DecodeDialog::Private::mark(int firstLine, int lastLine)
{
    QTextEdit::ExtraSelection selection;
    const QTextBlock first = text->document()->findBlockByNumber(firstLine - 1);
    if (firstLine < 1 || !first.isValid()) {
        text->setExtraSelections({});
        return;
    }
    QTextBlock last = text->document()->findBlockByNumber(lastLine - 1);
    if (!last.isValid())
        last = text->document()->lastBlock();
    selection.cursor = QTextCursor(first);
    selection.cursor.setPosition(last.position() + last.length() - 1, QTextCursor::KeepAnchor);
    QColor colour = text->palette().color(QPalette::Highlight);
    colour.setAlphaF(0.25F);
    selection.format.setBackground(colour);
    text->setExtraSelections({selection});
    text->setTextCursor(QTextCursor(first));
    text->ensureCursorVisible();
}

void DecodeDialog::showDecoded(const DecodedText& decoded)
{
    showAnswers({decoded});
}

void DecodeDialog::showAnswers(const QList<DecodedText>& answers)
{
    d->wait.stop();
    d->busy->hide();
    const bool areSeveral = answers.size() > 1;
    d->answers = answers;
    {
        const QSignalBlocker quiet(d->list);
        d->list->clear();
        for (const auto& answer : answers)
            d->list->addItem(answer.firstLine > 0 ? tr("Line %1: %2").arg(answer.firstLine).arg(answer.title)
                                                  : answer.title);
        d->list->setCurrentRow(int(answers.size()) - 1);
    }
    d->list->setVisible(areSeveral);
    d->keepAll->setVisible(areSeveral);
    if (!answers.isEmpty())
        d->showReading(answers.constLast());
}

int DecodeDialog::chosen() const
{
    return std::max(0, d->list->currentRow());
}

void DecodeDialog::showFileText(const QString& name, const QByteArray& bytes)
{
    d->text->setBytes(bytes);
    d->showHidden();
    setWindowTitle(tr("Decode a response: %1").arg(name));
}

void DecodeDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void DecodeDialog::dropEvent(QDropEvent* event)
{
    if (const QStringList paths = localFiles(*event->mimeData()); !paths.isEmpty()) {
        d->choose(paths.first());
    } else {
        d->text->setBytes(event->mimeData()->text().toUtf8());
        emit d->text->entered();
    }
    event->acceptProposedAction();
}

} // namespace safelight
