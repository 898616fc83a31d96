#include "ui/prompt/editorpanel.h"

#include "app/prompt/promptdocument.h"
#include "app/prompt/promptlimits.h"
#include "app/request/requestcodec.h"
#include "app/settings/settings.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/fillingstack.h"
#include "ui/base/separator.h"
#include "ui/base/viewstate.h"
#include "ui/base/wraplabel.h"
#include "ui/prompt/carriedline.h"
#include "ui/prompt/generationform.h"
#include "ui/prompt/jsonpage.h"
#include "ui/prompt/prompttextedit.h"
#include "ui/prompt/referencestrip.h"
#include "ui/prompt/turnlist.h"
#include "ui/theme/theme.h"
#include "ui/theme/tint.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include <array>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

namespace {

enum Tab { PromptTab, SystemTab, GenerationTab, JsonTab };
constexpr int leastTextHeight = 84; // four lines
constexpr auto typingPause = 1500ms; // what is typed after it is a step of its own

} // namespace

class EditorPanel::Private
{
public:
    Private(EditorPanel& panel, PromptDocument& promptDocument, Settings& keptSettings)
        : q(panel)
        , document(promptDocument)
        , settings(keptSettings)
    { }

    void build();
    void buildTexts();
    QWidget* buildCounts();
    void connectParts();
    void connectText(PromptTextEdit* edit);
    void showTab(int tab);
    void needGeneration();
    void needJson();
    QWidget* pageOf(int tab);
    void showCounts();
    void showSize();
    void showEstimate(const std::optional<Estimate>& estimate);
    PromptTextEdit* currentText() const { return tabs->currentIndex() == SystemTab ? system : prompt; }

    EditorPanel& q;
    PromptDocument& document;
    Settings& settings;
    QTabBar* tabs = nullptr;
    QStackedWidget* pages = nullptr;
    PromptTextEdit* prompt = nullptr;
    PromptTextEdit* system = nullptr;
    QWidget* promptPage = nullptr; // with the turns above it
    JsonPage* json = nullptr; // built when its tab is first shown
    GenerationForm* generation = nullptr; // built when its tab is first shown: it has many parts
    std::optional<ModelInfo> model;
    qint64 requestLimit = inlineRequestLimit;
    QWidget* below = nullptr; // counts and strip: what belongs to the texts
    QLabel* characters = nullptr;
    QLabel* tokens = nullptr;
    QLabel* size = nullptr;
    QLabel* money = nullptr;
    QLabel* pieces = nullptr;
    ReferenceStrip* strip = nullptr;
    CarriedLine* carried = nullptr;
    TurnList* turns = nullptr;
    QTimer pause;
};

void EditorPanel::Private::build()
{
    tabs = new QTabBar;
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->addTab(EditorPanel::tr("Prompt"));
    tabs->addTab(EditorPanel::tr("System"));
    tabs->setTabToolTip(SystemTab, EditorPanel::tr("System instruction"));
    tabs->addTab(EditorPanel::tr("Generation"));
    tabs->addTab(EditorPanel::tr("JSON"));
    tabs->setAccessibleName(EditorPanel::tr("Parts of the request"));
    buildTexts();
    pages = new FillingStack(leastTextHeight);
    pages->addWidget(promptPage);
    pages->addWidget(system);
    strip = new ReferenceStrip(document, settings);
    carried = new CarriedLine(document);
    below = new QWidget;
    auto* belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->setSpacing(0);
    belowLayout->addWidget(separatorLine());
    belowLayout->addWidget(buildCounts());
    belowLayout->addWidget(separatorLine());
    belowLayout->addWidget(strip);
    belowLayout->addWidget(carried);
    auto* layout = new QVBoxLayout(&q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tabs);
    layout->addWidget(separatorLine());
    layout->addWidget(pages, 1);
    layout->addWidget(below);
}

void EditorPanel::Private::buildTexts()
{
    prompt = new PromptTextEdit(*document.undoStack());
    prompt->setObjectName(u"promptText"_s);
    prompt->setAccessibleName(EditorPanel::tr("Prompt"));
    prompt->setPlaceholderText(EditorPanel::tr("Write the prompt here"));
    turns = new TurnList(document);
    promptPage = new QWidget;
    auto* page = new QVBoxLayout(promptPage);
    page->setContentsMargins({});
    page->setSpacing(0);
    page->addWidget(turns);
    page->addWidget(prompt, 1);
    system = new PromptTextEdit(*document.undoStack());
    system->setObjectName(u"systemText"_s);
    system->setAccessibleName(EditorPanel::tr("System instruction"));
    system->setPlaceholderText(EditorPanel::tr("How the model shall behave; sent apart from the prompt"));
    for (PromptTextEdit* edit : {prompt, system})
        edit->document()->setDocumentMargin(spacing::insidePane);
}

QWidget* EditorPanel::Private::buildCounts()
{
    characters = new QLabel;
    tokens = new ElidedLabel;
    tokens->setObjectName(u"estimatedTokens"_s);
    tokens->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    size = new ElidedLabel;
    money = new QLabel;
    money->setObjectName(u"estimatedMoney"_s);
    for (auto* label : {characters, tokens, money})
        label->setProperty("muted", true);
    pieces = new WrapLabel(EditorPanel::tr("Long lines are shown in pieces; the text is unchanged."));
    pieces->setProperty("muted", true);
    pieces->hide();
    auto* counts = new QWidget;
    auto* rows = new QVBoxLayout(counts);
    rows->setContentsMargins(spacing::insidePane, 4, spacing::insidePane, 4);
    rows->setSpacing(2);
    auto* line = new QHBoxLayout;
    line->addWidget(characters);
    line->addWidget(tokens, 1);
    rows->addLayout(line);
    auto* second = new QHBoxLayout;
    second->addWidget(size, 1);
    second->addWidget(money);
    rows->addLayout(second);
    rows->addWidget(pieces);
    return counts;
}

void EditorPanel::Private::connectParts()
{
    connectText(prompt);
    connectText(system);
    QObject::connect(prompt, &PromptTextEdit::textEdited, &document, &PromptDocument::setText);
    QObject::connect(system, &PromptTextEdit::textEdited, &document, &PromptDocument::setSystemInstruction);
    QObject::connect(&document, &PromptDocument::textChanged, prompt, &PromptTextEdit::showText);
    QObject::connect(&document, &PromptDocument::systemInstructionChanged, system, &PromptTextEdit::showText);
    QObject::connect(&document, &PromptDocument::changed, &q, [this] {
        showCounts();
        showSize();
    });
    QObject::connect(tabs, &QTabBar::currentChanged, &q, [this](int tab) { showTab(tab); });
    QObject::connect(strip, &ReferenceStrip::problemOccurred, &q, &EditorPanel::problemOccurred);
    QObject::connect(strip, &ReferenceStrip::textArrived, &q,
                     [this](const QString& text) { currentText()->insertText(text); });
    QObject::connect(turns, &TurnList::problemOccurred, &q, &EditorPanel::problemOccurred);
    QObject::connect(carried, &CarriedLine::problemOccurred, &q, &EditorPanel::problemOccurred);
    QObject::connect(carried, &CarriedLine::showRequested, &q, [this] { tabs->setCurrentIndex(JsonTab); });
    pause.setSingleShot(true);
    pause.setInterval(typingPause);
    QObject::connect(&pause, &QTimer::timeout, &document, &PromptDocument::endMerge);
    prompt->showText(document.prompt().text);
    system->showText(document.prompt().systemInstruction);
}

void EditorPanel::Private::connectText(PromptTextEdit* edit)
{
    QObject::connect(edit, &PromptTextEdit::textEdited, &pause, qOverload<>(&QTimer::start));
    QObject::connect(edit, &PromptTextEdit::jumped, &document, &PromptDocument::endMerge);
    QObject::connect(edit, &PromptTextEdit::mediaOffered, &q,
                     [this](const QMimeData& data) { strip->offer(data, -1, true); });
    QObject::connect(edit, &PromptTextEdit::piecesShownChanged, &q, [this] { showCounts(); });
    QObject::connect(edit, &PromptTextEdit::charactersDropped, &q, [this](int count) {
        emit q.problemOccurred(
            count == 1
                ? EditorPanel::tr("One character of the text cannot be sent and was left out or replaced.")
                : EditorPanel::tr("%1 characters of the text cannot be sent and were left out or replaced.")
                      .arg(wording::number(count)),
            EditorPanel::tr("NUL is left out; half of a surrogate pair becomes the replacement character."));
    });
}

void EditorPanel::Private::needGeneration()
{
    if (generation)
        return;
    generation = new GenerationForm(document);
    generation->setModelInfo(model);
    pages->addWidget(generation);
}

void EditorPanel::Private::needJson()
{
    if (json)
        return;
    json = new JsonPage(document);
    pages->addWidget(json);
}

QWidget* EditorPanel::Private::pageOf(int tab)
{
    switch (tab) {
    case SystemTab:
        return system;
    case GenerationTab:
        needGeneration();
        return generation;
    case JsonTab:
        needJson();
        return json;
    default:
        return promptPage;
    }
}

void EditorPanel::Private::showTab(int tab)
{
    document.endMerge();
    pages->setCurrentWidget(pageOf(tab));
    below->setVisible(tab == PromptTab || tab == SystemTab);
    showCounts();
}

void EditorPanel::Private::showCounts()
{
    const bool isSystem = tabs->currentIndex() == SystemTab;
    const QString& text = isSystem ? document.prompt().systemInstruction : document.prompt().text;
    const qsizetype count = characterCount(text);
    characters->setText(count == 1 ? EditorPanel::tr("1 character")
                                   : EditorPanel::tr("%1 characters").arg(wording::number(count)));
    pieces->setVisible(currentText()->showsPieces());
}

void EditorPanel::Private::showSize()
{
    const qint64 bytes = encodedRequestSize(document.prompt());
    const qsizetype count = document.prompt().images.size();
    const QString images = count == 0 ? EditorPanel::tr("No reference image")
        : count == 1                  ? EditorPanel::tr("1 reference image")
                                      : EditorPanel::tr("%1 reference images").arg(count);
    const bool over = bytes > requestLimit;
    size->setText(over ? EditorPanel::tr("%1 · %2 of at most %3")
                             .arg(images, wording::bytes(bytes), wording::bytes(requestLimit))
                       : EditorPanel::tr("%1 · %2").arg(images, wording::bytes(bytes)));
    money->setVisible(!over); // what cannot be sent costs nothing, and the line is short
    size->setToolTip(
        EditorPanel::tr("The body as it will be sent. Images travel as base64, four bytes for three. "
                        "The limit of this back end is %1.")
            .arg(wording::bytes(requestLimit)));
    const Role role = over ? Role::Bad : bytes > requestLimit * 4 / 5 ? Role::Warn : Role::Mute;
    tint(size, q.palette(), role);
}

void EditorPanel::Private::showEstimate(const std::optional<Estimate>& estimate)
{
    tokens->setText(estimate ? wording::estimateTokens(*estimate) : QString());
    money->setText(estimate ? wording::estimateMoney(*estimate) : QString());
    const QString basis = estimate ? wording::estimateBasis(*estimate) : QString();
    money->setToolTip(basis);
    tokens->setToolTip(basis.isEmpty() ? basis : tokens->text() + u'\n' + basis);
}

EditorPanel::EditorPanel(PromptDocument& document, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, document, settings))
{
    setAcceptDrops(true);
    d->build();
    d->connectParts();
    rememberTab(d->tabs, settings, SettingKey::EditorTab);
    d->showTab(d->tabs->currentIndex());
    d->showSize();
}

EditorPanel::~EditorPanel() = default;

void EditorPanel::setModelInfo(const std::optional<ModelInfo>& model)
{
    d->model = model;
    if (d->generation)
        d->generation->setModelInfo(model);
    d->strip->setModelInfo(model);
}

void EditorPanel::setRequestLimit(qint64 bytes)
{
    d->requestLimit = bytes;
    d->showSize();
}

void EditorPanel::setEstimate(const std::optional<Estimate>& estimate)
{
    d->showEstimate(estimate);
}

void EditorPanel::addFiles(const QStringList& paths)
{
    QList<Incoming> incoming;
    for (const QString& path : paths)
        incoming << Incoming {path, {}, {}, false};
    d->strip->add(incoming);
}

void EditorPanel::browseForImages()
{
    d->strip->browse();
}

void EditorPanel::pasteImages()
{
    d->strip->paste();
}

void EditorPanel::focusPrompt()
{
    d->tabs->setCurrentIndex(PromptTab);
    d->prompt->setFocus();
}

void EditorPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (offersPictures(*event->mimeData()))
        event->acceptProposedAction();
}

void EditorPanel::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    d->strip->offer(*event->mimeData());
}

void EditorPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        d->showSize();
    QWidget::changeEvent(event);
}

} // namespace safelight
