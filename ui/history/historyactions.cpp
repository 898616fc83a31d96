#include "ui/history/historyactions.h"

#include "app/wording/words.h"
#include "ui/history/attemptrow.h"
#include "ui/history/markcolor.h"
#include "ui/theme/icons.h"

#include <QMenu>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace safelight {

HistoryActions::HistoryActions(QWidget* views)
    : QObject(views)
    , m_views(views)
{
    show = make(tr("Sho&w"), {Qt::Key_Return, Qt::Key_Enter});
    editAgain = make(tr("&Edit again…"));
    sendAgain = make(tr("Send &again"));
    tick = make(tr("T&ick for comparing"), {Qt::Key_Space});
    compare = make(tr("Compa&re"));
    compareWithPrevious = make(tr("Compare with the pre&vious"));
    compareWithParent = make(tr("Compare with what it came &from"));
    goToParent = make(tr("&Go to what it came from"), {Qt::Key_P});
    makeMarks();
    star = make(tr("&Star"), {Qt::Key_S, Qt::Key_Asterisk});
    star->setCheckable(true);
    rename = make(tr("Re&name…"), {Qt::Key_F2});
    tags = make(tr("&Tags…"), {Qt::Key_T});
    comment = make(tr("&Comment…"), {Qt::Key_C});
    copy = make(tr("Cop&y"), {QKeySequence::Copy});
    code = make(tr("Get co&de…"));
    report = make(tr("E&xport report…"));
    remove = make(tr("De&lete"), {QKeySequence::Delete});
    undoRemove = make(tr("&Undo delete"));
    undoRemove->setShortcutVisibleInContextMenu(true);
    // The keys of this one are the window's, too: the panel takes them while there is something to bring
    // back.
    update({});
}

QAction* HistoryActions::make(const QString& text, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setShortcutVisibleInContextMenu(true);
    m_views->addAction(action);
    return action;
}

void HistoryActions::makeMarks()
{
    for (int mark = 0; mark <= 9; ++mark) {
        auto* action = make(attemptrow::mark(mark), {QKeySequence(Qt::Key_0 + mark)});
        action->setCheckable(true);
        marks << action;
    }
}

void HistoryActions::fillMenu(QMenu* menu) const
{
    menu->addActions({show, editAgain, sendAgain});
    menu->addSeparator();
    menu->addActions({tick, compare, compareWithPrevious, compareWithParent, goToParent});
    menu->addSeparator();
    auto* markMenu = menu->addMenu(tr("&Mark"));
    markMenu->addActions(marks.mid(1));
    markMenu->addSeparator();
    markMenu->addAction(marks.constFirst());
    markMenu->setEnabled(marks.constFirst()->isEnabled());
    menu->addActions({star, rename, tags, comment});
    menu->addSeparator();
    menu->addActions({copy, code, report});
    menu->addSeparator();
    menu->addAction(remove);
    if (undoRemove->isEnabled())
        menu->addAction(undoRemove);
}

void HistoryActions::update(const HistoryState& state)
{
    const bool one = state.single && state.known;
    show->setEnabled(state.single);
    editAgain->setEnabled(one && state.hasRequest);
    sendAgain->setEnabled(one && state.wasSent);
    code->setEnabled(one && state.hasRequest);
    tick->setEnabled(state.selected > 0);
    compare->setEnabled(state.chosen >= 2 && state.chosen <= 4);
    compare->setText(compare->isEnabled() ? tr("Compa&re %1 side by side").arg(wording::number(state.chosen))
                                          : tr("Compa&re (two to four attempts)"));
    compareWithPrevious->setEnabled(state.single && state.hasPrevious);
    compareWithParent->setEnabled(one && state.hasParent);
    goToParent->setEnabled(one && state.hasParent);
    goToParent->setText(state.parentName.isEmpty()
                            ? tr("&Go to what it came from")
                            : tr("&Go to %1, which it came from").arg(state.parentName));
    for (int mark = 0; mark < marks.size(); ++mark) {
        marks.at(mark)->setEnabled(state.selected > 0);
        marks.at(mark)->setChecked(one && state.mark == mark);
    }
    for (auto* action : {star, tags, copy, remove})
        action->setEnabled(state.selected > 0);
    star->setChecked(one && state.starred);
    for (auto* action : {rename, comment})
        action->setEnabled(one);
    report->setEnabled(state.chosen > 0);
    undoRemove->setEnabled(state.canUndo);
}

void HistoryActions::updateIcons(const QPalette& palette, qreal ratio)
{
    const QList<std::pair<QAction*, QString>> icons {
        {editAgain, u"pencil"_s}, {sendAgain, u"refresh"_s}, {compare, u"compare"_s},
        {star, u"star"_s},        {tags, u"tag"_s},          {comment, u"comment"_s},
        {copy, u"copy"_s},        {remove, u"trash"_s},      {undoRemove, u"undo"_s}};
    for (const auto& [action, name] : icons)
        action->setIcon(themedIcon(name, palette));
    for (int mark = 1; mark < marks.size(); ++mark)
        marks.at(mark)->setIcon(markIcon(palette, mark, ratio));
}

} // namespace safelight
