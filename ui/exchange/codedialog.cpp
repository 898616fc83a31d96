#include "ui/exchange/codedialog.h"

#include "app/base/background.h"
#include "app/settings/settings.h"
#include "ui/base/plainedit.h"
#include "ui/base/wraplabel.h"
#include "ui/exchange/codehighlighter.h"
#include "ui/exchange/codesaving.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFontDatabase>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype shownAtOnce = 200'000; // bytes; a field with millions of characters cannot be scrolled

} // namespace

class CodeDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::CodeDialog)

public:
    Private(CodeDialog& dialog, QList<CodeSource> given, Settings& store)
        : q(dialog)
        , sources(std::move(given))
        , settings(store)
    { }

    void build();
    void buildChoices(QVBoxLayout& column);
    void buildButtons(QVBoxLayout& column);
    void drawIcons();
    void write();
    void show(const Result<Code>& made);
    QString aboutFiles() const;
    CodeTarget target() const { return codeTargets[std::size_t(tabs->currentIndex())]; }
    const CodeSource& source() const { return sources.at(std::max(choice->currentIndex(), 0)); }

    CodeDialog& q;
    QList<CodeSource> sources;
    Settings& settings;
    QTabBar* tabs = nullptr;
    QComboBox* choice = nullptr;
    QComboBox* address = nullptr; // of the simulator, or the real service
    PlainEdit* text = nullptr;
    CodeHighlighter* highlighter = nullptr;
    WrapLabel* notes = nullptr;
    QPushButton* copy = nullptr;
    QPushButton* save = nullptr;
    Latest latest;
    Code code;
};

void CodeDialog::Private::build()
{
    auto* column = new QVBoxLayout(&q);
    column->setSpacing(spacing::betweenControls);
    buildChoices(*column);
    text = new PlainEdit(&q);
    text->setReadOnly(true);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setAccessibleName(tr("Code"));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    highlighter = new CodeHighlighter(text->document(), q.palette());
    column->addWidget(text, 1);
    notes = new WrapLabel({}, &q);
    notes->setTextFormat(Qt::PlainText);
    notes->setProperty("muted", true);
    column->addWidget(notes);
    buildButtons(*column);
}

void CodeDialog::Private::buildChoices(QVBoxLayout& column)
{
    auto* row = new QHBoxLayout;
    tabs = new QTabBar(&q);
    tabs->setAccessibleName(tr("Language"));
    tabs->setDrawBase(false);
    for (const auto one : codeTargets)
        tabs->addTab(codeTargetTitle(one));
    choice = new QComboBox(&q);
    choice->setAccessibleName(tr("Which request"));
    for (const auto& one : std::as_const(sources))
        choice->addItem(one.title);
    choice->setVisible(sources.size() > 1);
    address = new QComboBox(&q);
    address->setAccessibleName(tr("Whom the code asks"));
    address->addItems({tr("Asks the Gemini API"), tr("Asks the simulator")});
    address->setToolTip(tr("The built-in simulator answers only while Safelight runs."));
    row->addWidget(choice);
    row->addWidget(address);
    row->addStretch(1);
    column.addWidget(tabs);
    column.addLayout(row);
    connect(tabs, &QTabBar::currentChanged, &q, [this] { write(); });
    connect(choice, &QComboBox::currentIndexChanged, &q, [this] { write(); });
    connect(address, &QComboBox::currentIndexChanged, &q, [this] { write(); });
}

void CodeDialog::Private::buildButtons(QVBoxLayout& column)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &q);
    copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    drawIcons();
    column.addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, &q, &QDialog::reject);
    connect(copy, &QPushButton::clicked, &q, [this] {
        QApplication::clipboard()->setText(QString::fromUtf8(code.text));
        copy->setText(tr("Copied"));
    });
    connect(save, &QPushButton::clicked, &q, [this] {
        saveCode(&q, settings, code, [this](const Result<QString>& saved) {
            notes->setText(saved ? tr("Saved as %1").arg(*saved) : saved.error().message);
            notes->show();
        });
    });
}

void CodeDialog::Private::drawIcons()
{
    copy->setIcon(themedIcon(u"copy"_s, q.palette()));
    save->setIcon(themedIcon(u"save"_s, q.palette()));
}

void CodeDialog::Private::write()
{
    copy->setEnabled(false);
    save->setEnabled(false);
    copy->setText(tr("&Copy"));
    const CodeSource& one = source();
    address->setVisible(one.simulated);
    const bool real = one.simulated && address->currentIndex() == 0;
    latest.run(
        &q,
        [make = one.make, real, target = target()] {
            CodeRequest request = make();
            if (real) {
                request.baseUrl = QUrl();
                request.apiVersion = CodeRequest().apiVersion;
            }
            return writeCode(request, target);
        },
        [this](const Result<Code>& made) { show(made); });
}

void CodeDialog::Private::show(const Result<Code>& made)
{
    code = made ? *made : Code();
    highlighter->setTarget(target());
    text->setPlainText(QString::fromUtf8(code.text.left(shownAtOnce)));
    copy->setEnabled(made.has_value());
    save->setEnabled(made.has_value());
    QStringList lines = made ? code.notes : QStringList {made.error().message};
    if (!code.files.isEmpty())
        lines << aboutFiles();
    if (code.text.size() > shownAtOnce)
        lines << tr("Only the beginning is shown; all of it is copied and saved.");
    notes->setText(lines.join(u'\n'));
    notes->setVisible(!lines.isEmpty());
}

QString CodeDialog::Private::aboutFiles() const
{
    QStringList names;
    for (const auto& file : code.files)
        names << file.name;
    return tr("It reads %1 from the folder that it is in; saving puts them there.").arg(names.join(u", "_s));
}

CodeDialog::CodeDialog(const QList<CodeSource>& sources, Settings& settings, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, sources, settings))
{
    setWindowTitle(tr("Get code"));
    setSizeGripEnabled(true);
    d->build();
    resize(820, 620);
    d->write();
    d->text->setFocus();
}

CodeDialog::~CodeDialog() = default;

void CodeDialog::setTarget(CodeTarget target)
{
    d->tabs->setCurrentIndex(int(target));
}

void CodeDialog::setSource(int index)
{
    d->choice->setCurrentIndex(index);
}

void CodeDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !d || !d->save)
        return;
    d->highlighter->setPalette(palette());
    d->drawIcons();
}

QString codeTargetTitle(CodeTarget target)
{
    switch (target) {
    case CodeTarget::Python:
        return CodeDialog::tr("Python");
    case CodeTarget::PythonLegacy:
        return CodeDialog::tr("Python (older SDK)");
    case CodeTarget::JavaScript:
        return CodeDialog::tr("JavaScript");
    case CodeTarget::Curl:
        return CodeDialog::tr("cURL");
    case CodeTarget::Promptfoo:
        return CodeDialog::tr("promptfoo test");
    }
    return {};
}

} // namespace safelight
