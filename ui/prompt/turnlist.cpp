#include "ui/prompt/turnlist.h"

#include "app/prompt/promptdocument.h"
#include "ui/base/disclosure.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype mostTurns = 50; // built as rows: the last ones; the rest is in the JSON
constexpr qsizetype titleLength = 60;
constexpr qsizetype shownLength = 4000;
constexpr int rowsShown = 4; // without scrolling

QString partsOf(const RequestTurn& turn)
{
    QStringList parts;
    if (turn.images > 0)
        parts << (turn.images == 1 ? TurnList::tr("1 image") : TurnList::tr("%1 images").arg(turn.images));
    if (turn.others > 0)
        parts << (turn.others == 1 ? TurnList::tr("1 other part")
                                   : TurnList::tr("%1 other parts").arg(turn.others));
    if (turn.isSigned)
        parts << TurnList::tr("thought signature");
    return parts.join(u", "_s);
}

QString titleOf(const RequestTurn& turn)
{
    const QString who = turn.role == "model"_L1 ? TurnList::tr("Model")
        : turn.role == "user"_L1                ? TurnList::tr("User")
                                                : turn.role;
    QString said = turn.text.left(titleLength * 2).simplified();
    if (said.size() > titleLength)
        said = said.left(titleLength) + u'…';
    QStringList words {who};
    if (!said.isEmpty())
        words << said;
    if (const QString parts = partsOf(turn); !parts.isEmpty())
        words << parts;
    return words.join(u" · "_s).replace(u'&', u"&&"_s);
}

QPushButton* button(const QString& words, const QString& spoken)
{
    auto* made = new QPushButton(words);
    made->setAccessibleName(spoken);
    return made;
}

} // namespace

TurnList::TurnList(PromptDocument& document, QWidget* parent)
    : QScrollArea(parent)
    , m_document(document)
{
    setObjectName(u"turnList"_s);
    setAccessibleName(tr("Turns of the conversation"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto* content = new QWidget;
    viewport()->setAutoFillBackground(false);
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(spacing::insidePane, 4, spacing::insidePane, 4);
    m_rows->setSpacing(2);
    setWidget(content);
    content->setAutoFillBackground(false); // the pane's own shows
    hide();
    connect(&document, &PromptDocument::changed, this, &TurnList::showTurns);
    showTurns();
}

QSize TurnList::sizeHint() const
{
    const int content = widget()->sizeHint().height();
    return {QScrollArea::sizeHint().width(), std::min(content, rowsShown * spacing::rowHeight * 2)};
}

QSize TurnList::minimumSizeHint() const
{
    return {0, std::min(sizeHint().height(), 2 * spacing::rowHeight)};
}

void TurnList::showTurns()
{
    const Prompt& prompt = m_document.prompt();
    if (prompt.carried == m_shown)
        return;
    m_shown = prompt.carried;
    auto turns = turnsOf(prompt);
    for (auto& turn : turns) {
        if (turn.isPrompt)
            turn = RequestTurn {{}, {}, 0, 0, 0, false, true}; // the editor itself shows it
    }
    if (turns == m_turns)
        return;
    m_turns = turns;
    while (auto* item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const qsizetype first = std::max<qsizetype>(0, turns.size() - mostTurns);
    if (first > 0)
        m_rows->addWidget(new WrapLabel(tr("%n earlier turn(s) are in the JSON", nullptr, int(first))));
    for (qsizetype i = first; i < turns.size(); ++i) {
        if (!turns.at(i).isPrompt)
            m_rows->addWidget(rowOf(turns.at(i), int(i)));
    }
    setVisible(m_rows->count() > 0);
    updateGeometry();
}

QWidget* TurnList::rowOf(const RequestTurn& turn, int place)
{
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(spacing::target, 0, 0, spacing::betweenControls);
    auto* text = new WrapLabel(turn.text.isEmpty() ? partsOf(turn) : turn.text.left(shownLength));
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(tr("Turn %1").arg(place + 1));
    layout->addWidget(text);
    auto* remove = button(tr("Remove"), tr("Remove turn %1").arg(place + 1));
    auto* branch = button(turn.role == "model"_L1 ? tr("Continue from Here") : tr("Edit from Here"),
                          tr("Drop what follows turn %1").arg(place + 1));
    branch->setToolTip(tr("Drops the turns that follow"));
    auto* line = new QHBoxLayout;
    line->addWidget(branch);
    line->addWidget(remove);
    line->addStretch();
    layout->addLayout(line);
    connect(remove, &QPushButton::clicked, this, [this, place] {
        replace(withoutTurn(m_document.prompt(), place), tr("removal of turn %1").arg(place + 1));
    });
    connect(branch, &QPushButton::clicked, this, [this, place] {
        replace(branchedPrompt(m_document.prompt(), place), tr("return to turn %1").arg(place + 1));
    });
    auto* row = new Disclosure(content);
    row->setTitle(titleOf(turn));
    connect(row, &Disclosure::toggled, this, [this, text](bool open) {
        updateGeometry();
        if (open) // once it has its place
            QTimer::singleShot(0, text, [this, text] { ensureWidgetVisible(text, 0, 0); });
    });
    return row;
}

void TurnList::replace(const Result<Prompt>& next, const QString& undoText)
{
    if (!next) {
        emit problemOccurred(next.error().message, next.error().detail);
        return;
    }
    m_document.endMerge();
    m_document.replace(*next, undoText);
}

} // namespace safelight
