#include "ui/history/filterfield.h"

#include "app/wording/filterwords.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QTextCharFormat>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int insertRole = Qt::UserRole + 1; // what stands in the field afterwards
constexpr qsizetype mostOffers = 30;

} // namespace

FilterField::FilterField(QWidget* parent)
    : SearchField(parent)
{
    setPause(0);
    setPlaceholderText(tr("Filter: blocked, model:flash, “jacket”…"));
    setAccessibleName(tr("Filter the history"));
    setToolTip(tr("Words, “phrases” and conditions: blocked, passed, model:…, reason:…, tag:…, cost>0.1, "
                  "after:yesterday, has:image, -not, or. Esc clears."));
    connect(this, &QLineEdit::textEdited, this, &FilterField::complete);
}

void FilterField::setValues(const FilterValues& values)
{
    m_values = values;
    if (isOffering() || (hasFocus() && !m_place.key.isEmpty()))
        complete();
}

// By the text formats of an input method: the one way to mark part of a line edit.
void FilterField::markProblem(const std::optional<FilterProblem>& problem)
{
    QList<QInputMethodEvent::Attribute> marks;
    if (problem) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(color(palette(), Role::Bad));
        format.setForeground(color(palette(), Role::Bad));
        marks.append({QInputMethodEvent::TextFormat, static_cast<int>(problem->position) - cursorPosition(),
                      static_cast<int>(std::max<qsizetype>(1, problem->length)), format});
    }
    QInputMethodEvent event({}, marks);
    QCoreApplication::sendEvent(this, &event);
}

// ---- completion

void FilterField::makeCompleter()
{
    m_offers = new QStandardItemModel(this);
    m_completer = new QCompleter(this);
    m_completer->setModel(m_offers);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, &FilterField::take);
}

bool FilterField::isOffering() const
{
    return m_completer && m_completer->popup()->isVisible();
}

void FilterField::complete()
{
    if (m_taking)
        return;
    if (!m_completer)
        makeCompleter();
    m_place = filterPlace(text(), cursorPosition());
    if (!m_place.key.isEmpty() && !std::exchange(m_asked, true))
        emit valuesNeeded();
    m_offers->clear();
    if (m_place.key.isEmpty() && !m_place.typed.isEmpty())
        offerKeys(m_place.typed);
    else if (!m_place.key.isEmpty())
        offerValues(m_place.key, m_place.typed);
    if (m_offers->rowCount() == 0 || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setAccessibleName(tr("What can stand here"));
    m_completer->complete();
    m_completer->popup()->setCurrentIndex({}); // Return takes what was typed until something is chosen
}

void FilterField::offer(const QString& shown, const QString& insert, const QString& hint)
{
    auto* item = new QStandardItem(hint.isEmpty() ? shown : shown + u"   "_s + hint);
    item->setData(insert, insertRole);
    item->setToolTip(hint);
    m_offers->appendRow(item);
}

void FilterField::offerKeys(const QString& typed)
{
    for (const auto& key : filterKeys()) {
        if (!key.word.startsWith(typed, Qt::CaseInsensitive)
            || (key.form == FilterKey::Form::Word && key.word.compare(typed, Qt::CaseInsensitive) == 0))
            continue;
        QString insert = key.word;
        if (key.form == FilterKey::Form::Value)
            insert += u':';
        else if (key.form == FilterKey::Form::Number)
            insert += u'>';
        offer(insert, insert, wording::filterKeyHint(key));
    }
}

QStringList FilterField::valuesOf(const QString& key) const
{
    const auto& keys = filterKeys();
    const auto it = std::ranges::find_if(
        keys, [&key](const FilterKey& known) { return known.word.compare(key, Qt::CaseInsensitive) == 0; });
    if (it == keys.end())
        return {};
    switch (it->kind) {
    case FilterTerm::Kind::Model:
        return m_values.models;
    case FilterTerm::Kind::Reason:
        return m_values.reasons;
    case FilterTerm::Kind::Category:
        return m_values.categories;
    case FilterTerm::Kind::Tag:
        return m_values.tags;
    default:
        return it->values;
    }
}

void FilterField::offerValues(const QString& key, const QString& typed)
{
    for (const QString& value : valuesOf(key)) {
        if (m_offers->rowCount() >= mostOffers)
            return;
        if (value.contains(typed, Qt::CaseInsensitive) && value != typed)
            offer(value, quotedForFilter(value), {});
    }
}

void FilterField::take(const QModelIndex& index)
{
    const QString insert = index.data(insertRole).toString();
    if (insert.isEmpty())
        return;
    const bool open = insert.endsWith(u':') || insert.endsWith(u'>');
    QString whole = text();
    const QString added = open ? insert : insert + u' ';
    whole.replace(m_place.position, m_place.length, added);
    m_taking = true;
    setText(whole);
    setCursorPosition(static_cast<int>(m_place.position + added.size()));
    m_taking = false;
    if (open) // its values, once this popup is gone
        QMetaObject::invokeMethod(this, &FilterField::complete, Qt::QueuedConnection);
}

// ---- keys

bool FilterField::event(QEvent* event)
{
    // While offers are shown, Esc closes them and stops nothing else.
    if (event->type() == QEvent::ShortcutOverride && isOffering()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return SearchField::event(event);
}

void FilterField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isOffering()) {
        m_completer->popup()->hide();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        complete();
        event->accept();
        return;
    }
    SearchField::keyPressEvent(event);
}

void FilterField::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason)
        m_asked = false;
    SearchField::focusOutEvent(event);
}

} // namespace safelight
