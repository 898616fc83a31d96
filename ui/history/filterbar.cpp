#include "ui/history/filterbar.h"

#include "app/settings/settings.h"
#include "app/wording/filterwords.h"
#include "ui/base/plaintooltip.h"
#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/history/filterfield.h"
#include "ui/history/filtersdialog.h"
#include "ui/theme/theme.h"
#include "ui/theme/tint.h"

#include <QAccessible>
#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

std::optional<FilterTerm::Kind> termOf(QuickFilter quick)
{
    switch (quick) {
    case QuickFilter::All:
        return {};
    case QuickFilter::Passed:
        return FilterTerm::Kind::Passed;
    case QuickFilter::Blocked:
        return FilterTerm::Kind::Blocked;
    case QuickFilter::Errors:
        return FilterTerm::Kind::Errors;
    case QuickFilter::Different:
        return FilterTerm::Kind::Different;
    }
    return {};
}

AttemptFilter joined(QuickFilter quick, const AttemptFilter& typed)
{
    const auto kind = termOf(quick);
    if (!kind)
        return typed;
    FilterNode term;
    term.join = FilterNode::Join::Term;
    term.term.kind = *kind;
    AttemptFilter both;
    both.root.children.append(term);
    if (!typed.isEmpty())
        both.root.children.append(typed.root);
    return both;
}

} // namespace

FilterBar::FilterBar(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_field(new FilterField)
    , m_saved(new IconButton(u"bookmark"_s, tr("Saved filters")))
    , m_menu(new QMenu(this))
    , m_echo(new WrapLabel)
{
    m_field->setObjectName(u"historyFilter"_s);
    m_echo->setObjectName(u"filterEcho"_s);
    m_echo->setProperty("muted", true);
    m_echo->hide();
    m_saved->setMenu(m_menu);
    m_saved->setPopupMode(QToolButton::InstantPopup);
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_field, 1);
    line->addWidget(m_saved);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::insidePane, 8, spacing::insidePane, 8);
    column->setSpacing(6);
    column->addLayout(line);
    column->addWidget(m_echo);
    column->addWidget(makeChoices());
    connect(m_field, &SearchField::searchChanged, this, &FilterBar::read);
    connect(m_field, &FilterField::valuesNeeded, this, &FilterBar::valuesNeeded);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);
    chooseQuick(quickFilterNamed(settings.text(SettingKey::HistoryQuick)));
}

QWidget* FilterBar::makeChoices()
{
    auto* row = new QWidget;
    m_places = new QGridLayout(row);
    m_places->setContentsMargins({});
    m_places->setSpacing(2);
    row->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // they break into lines
    m_choices = new QButtonGroup(this);
    const std::array<std::pair<QString, QString>, 5> words {
        {{tr("All"), tr("Every attempt")},
         {tr("Passed"), tr("Delivered as asked")},
         {tr("Blocked"), tr("Stopped by a safety or policy filter")},
         {tr("Errors"), tr("The service or the network failed, or the answer cannot be read")},
         {tr("Different"), tr("The identical request also ended otherwise")}}};
    for (int choice = 0; choice < static_cast<int>(words.size()); ++choice) {
        const auto& [name, tip] = words.at(static_cast<size_t>(choice));
        auto* button = new QToolButton;
        button->setText(name);
        button->setToolTip(tip);
        button->setAccessibleDescription(tip);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(spacing::target);
        button->setSizePolicy(QSizePolicy::MinimumExpanding, QSizePolicy::Fixed);
        m_choices->addButton(button, choice);
    }
    placeChoices();
    connect(m_choices, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            chooseQuick(static_cast<QuickFilter>(id));
    });
    return row;
}

// In one line, or in as many as a narrow pane needs.
void FilterBar::placeChoices()
{
    int needed = 0;
    for (const auto* button : m_choices->buttons())
        needed += button->sizeHint().width() + m_places->spacing();
    const bool broken = m_columns > 0 && needed > width() - 2 * spacing::insidePane;
    const int columns = broken ? 3 : static_cast<int>(m_choices->buttons().size());
    if (columns == std::exchange(m_columns, columns))
        return;
    const auto buttons = m_choices->buttons();
    for (int i = 0; i < buttons.size(); ++i)
        m_places->addWidget(buttons.at(i), i / columns, i % columns);
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeChoices();
}

void FilterBar::chooseQuick(QuickFilter quick)
{
    m_settings.setValue(SettingKey::HistoryQuick, quickFilterName(quick));
    m_choices->button(static_cast<int>(quick))->setChecked(true);
    read();
}

void FilterBar::read()
{
    const auto reading = readFilter(m_field->text());
    const auto quick = static_cast<QuickFilter>(std::max(0, m_choices->checkedId()));
    m_wrong = reading.problem.has_value();
    const QString said =
        m_wrong ? wording::filterProblem(*reading.problem) : wording::filterEcho(reading.filter);
    if (said != m_echo->text()) {
        m_echo->setText(said);
        m_field->setAccessibleDescription(said);
        if (m_wrong) {
            QAccessibleEvent alert(m_echo, QAccessible::Alert);
            QAccessible::updateAccessibility(&alert);
        }
    }
    tint(m_echo, palette(), m_wrong ? Role::Bad : Role::Mute);
    m_echo->setVisible(!said.isEmpty());
    m_field->markProblem(reading.problem);
    if (const auto filter = joined(quick, reading.filter); filter != m_filter) {
        m_filter = filter;
        emit filterChanged();
    }
}

void FilterBar::setFilter(const QString& text, QuickFilter quick)
{
    m_field->setText(text);
    chooseQuick(quick);
}

// ---- saved filters

void FilterBar::fillMenu()
{
    m_menu->clear();
    auto* save = m_menu->addAction(tr("&Save this filter…"));
    save->setEnabled(!m_field->text().trimmed().isEmpty() || m_choices->checkedId() > 0);
    connect(save, &QAction::triggered, this, &FilterBar::askForName);
    const auto filters = savedFilters(m_settings);
    if (filters.isEmpty())
        return;
    m_menu->addSeparator();
    for (const auto& filter : filters) {
        QString name = filter.name;
        auto* action = m_menu->addAction(name.replace(u'&', u"&&"_s));
        action->setToolTip(plainToolTip(filter.text));
        connect(action, &QAction::triggered, this, [this, filter] { setFilter(filter.text, filter.quick); });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("&Rename or delete…")), &QAction::triggered, this, &FilterBar::openManager);
}

void FilterBar::askForName()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this filter"));
    dialog->setLabelText(tr("Its name:"));
    dialog->setTextValue(m_echo->text().left(40));
    connect(dialog, &QInputDialog::textValueSelected, this, &FilterBar::keep);
    dialog->open();
}

// The same name again takes its place.
void FilterBar::keep(const QString& name)
{
    const SavedFilter filter {name.simplified(), m_field->text(),
                              static_cast<QuickFilter>(std::max(0, m_choices->checkedId()))};
    if (filter.name.isEmpty())
        return;
    auto filters = savedFilters(m_settings);
    const auto it = std::ranges::find(filters, filter.name, &SavedFilter::name);
    if (it == filters.end())
        filters << filter;
    else
        *it = filter;
    keepFilters(m_settings, filters);
}

void FilterBar::openManager()
{
    auto* dialog = new FiltersDialog(savedFilters(m_settings), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { keepFilters(m_settings, dialog->filters()); });
    dialog->open();
}

void FilterBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_choices)
        tint(m_echo, palette(), m_wrong ? Role::Bad : Role::Mute);
}

} // namespace safelight
