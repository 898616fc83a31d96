#include "ui/compare/comparepage.h"

#include "app/settings/settings.h"
#include "app/wording/comparewords.h"
#include "ui/base/attemptdrag.h"
#include "ui/base/separator.h"
#include "ui/base/tinted.h"
#include "ui/compare/compareheads.h"
#include "ui/compare/comparetable.h"
#include "ui/compare/picturesdialog.h"
#include "ui/compare/textdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QList<NamedPicture> picturesOf(const Comparison& comparison)
{
    QList<NamedPicture> pictures;
    for (const auto& column : comparison.columns) {
        const auto images = comparedImages(column.attempt);
        if (!images.isEmpty())
            pictures.append({wording::comparedHead(column.attempt), images.constLast().data});
    }
    return pictures;
}

} // namespace

ComparePage::ComparePage(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_table(new CompareTable)
    , m_pages(new QStackedWidget)
    , m_note(mutedLabel())
{
    setObjectName(u"comparePage"_s);
    setAcceptDrops(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFocusProxy(m_table);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setObjectName(u"compareNote"_s);
    m_pages->addWidget(m_note);
    m_pages->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(separatorLine());
    column->addWidget(m_pages, 1);
    connectTable();
    setOnlyDifferences(m_settings.value(SettingKey::CompareOnlyDifferences).toBool());
}

QToolButton* ComparePage::addButton(const QString& words, QWidget* bar)
{
    auto* button = new QToolButton(bar);
    button->setText(words);
    button->setAccessibleName(words);
    button->setProperty("framed", true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(spacing::rowHeight);
    bar->layout()->addWidget(button);
    return button;
}

QWidget* ComparePage::makeBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(spacing::insidePane, 4, spacing::betweenControls, 4);
    row->setSpacing(spacing::betweenControls);
    auto* title = new QLabel(tr("Compare"));
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    m_subtitle = mutedLabel();
    m_subtitle->setWordWrap(false);
    m_subtitle->setMinimumWidth(40);
    m_subtitle->setObjectName(u"compareSubtitle"_s);
    row->addWidget(title);
    row->addWidget(m_subtitle, 1);
    m_pictures = addButton(tr("Pictures…"), bar);
    m_pictures->setObjectName(u"comparePictures"_s);
    m_pictures->setToolTip(tr("The pictures large, side by side or with a line between two of them"));
    connect(m_pictures, &QToolButton::clicked, this, [this] { showPictures(true); });
    m_only = addButton(tr("Only differences"), bar);
    m_only->setObjectName(u"onlyDifferences"_s);
    m_only->setCheckable(true);
    connect(m_only, &QToolButton::toggled, this, &ComparePage::setOnlyDifferences);
    auto* swap = addButton(tr("Swap baseline"), bar);
    swap->setObjectName(u"swapBaseline"_s);
    connect(swap, &QToolButton::clicked, this, &ComparePage::swapBaseline);
    auto* copy = addButton(tr("Copy as Markdown"), bar);
    copy->setObjectName(u"copyMarkdown"_s);
    connect(copy, &QToolButton::clicked, this, &ComparePage::copyMarkdown);
    auto* close = new IconButton(u"cross"_s, tr("Back (Esc)"), bar);
    close->setObjectName(u"closeComparison"_s);
    connect(close, &QToolButton::clicked, this, &ComparePage::closed);
    row->addWidget(close);
    return bar;
}

void ComparePage::connectTable()
{
    connect(m_table, &CompareTable::opened, this, &ComparePage::open);
    connect(m_table->heads(), &CompareHeads::baselineChosen, this, [this](int column) {
        if (column != m_baseline)
            showAttempts(QList<Attempt>(m_attempts), column);
    });
    connect(m_table->heads(), &CompareHeads::removeRequested, this, &ComparePage::remove);
    connect(m_table->heads(), &CompareHeads::restoreRequested, this, [this](int column) {
        if (column < m_attempts.size())
            emit restoreRequested(m_attempts.at(column));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ComparePage::showState);
}

void ComparePage::showAttempts(const QList<Attempt>& attempts, int baseline)
{
    m_attempts = attempts.first(std::min<qsizetype>(attempts.size(), mostAttempts));
    m_baseline = baseline >= 0 && baseline < m_attempts.size() ? baseline : 0;
    if (m_table->compareModel().columnCount() == 0) {
        m_note->setText(tr("Comparing"));
        m_pages->setCurrentWidget(m_note);
    }
    m_comparing.run(
        this, [all = m_attempts, place = m_baseline] { return compare(all, place); },
        [this](const Comparison& comparison) { showComparison(comparison); });
}

void ComparePage::showComparison(const Comparison& comparison)
{
    m_table->showComparison(comparison);
    m_pictures->setEnabled(!picturesOf(comparison).isEmpty());
    showState();
    emit compared();
}

// Says what is shown, or what there is instead of a table.
void ComparePage::showState()
{
    const auto& comparison = m_table->compareModel().comparison();
    if (comparison.columns.isEmpty())
        return;
    const QString name = wording::comparedName(comparison.columns.at(comparison.baseline).attempt);
    const auto [which, all] = m_table->place();
    QStringList parts {tr("%1 is the baseline").arg(name)};
    parts << (all == 0        ? tr("nothing differs")
                  : which > 0 ? tr("difference %1 of %2").arg(which).arg(all)
                              : tr("%n differences", nullptr, all));
    m_subtitle->setText(parts.join(u" · "_s));
    const bool empty = m_table->compareModel().rowCount() == 0;
    m_note->setText(empty ? tr("Nothing differs.") : QString());
    m_pages->setCurrentWidget(empty ? static_cast<QWidget*>(m_note) : m_table);
}

QList<qint64> ComparePage::attemptIds() const
{
    QList<qint64> ids;
    for (const auto& attempt : m_attempts)
        ids.append(attempt.id);
    return ids;
}

qint64 ComparePage::baselineId() const
{
    return m_baseline < m_attempts.size() ? m_attempts.at(m_baseline).id : 0;
}

bool ComparePage::leaveOut(const QList<qint64>& ids)
{
    auto left = m_attempts;
    left.removeIf([&ids](const Attempt& attempt) { return ids.contains(attempt.id); });
    if (left.size() == m_attempts.size())
        return m_attempts.size() > 1;
    if (left.size() < 2) {
        clear();
        return false;
    }
    const auto baseline = std::ranges::find(left, baselineId(), &Attempt::id);
    showAttempts(left, baseline == left.end() ? 0 : static_cast<int>(baseline - left.begin()));
    return true;
}

void ComparePage::refresh(const Attempt& attempt)
{
    const auto it = std::ranges::find(m_attempts, attempt.id, &Attempt::id);
    if (it == m_attempts.end() || attempt.id == 0)
        return;
    *it = attempt;
    showAttempts(QList<Attempt>(m_attempts), m_baseline);
}

void ComparePage::clear()
{
    m_comparing.forget();
    m_attempts.clear();
    m_baseline = 0;
    m_table->showComparison({});
}

void ComparePage::setOnlyDifferences(bool only)
{
    m_only->setChecked(only);
    m_only->setText(only ? tr("Only differences ✓") : tr("Only differences"));
    if (only == m_table->compareModel().onlyDifferences())
        return;
    m_settings.setValue(SettingKey::CompareOnlyDifferences, only);
    m_table->setOnlyDifferences(only);
    showState();
    emit onlyDifferencesChanged(only);
}

bool ComparePage::isOnlyDifferences() const
{
    return m_only->isChecked();
}

void ComparePage::swapBaseline()
{
    if (!m_attempts.isEmpty())
        showAttempts(QList<Attempt>(m_attempts), (m_baseline + 1) % static_cast<int>(m_attempts.size()));
}

void ComparePage::copyMarkdown()
{
    const auto& comparison = m_table->compareModel().comparison();
    if (!comparison.columns.isEmpty())
        QApplication::clipboard()->setText(wording::comparisonMarkdown(comparison, isOnlyDifferences()));
}

void ComparePage::showDifference(bool forward)
{
    if (m_table->walk(forward))
        showState();
}

void ComparePage::showPictures(bool swiping)
{
    const auto pictures = picturesOf(m_table->compareModel().comparison());
    if (pictures.isEmpty())
        return;
    auto* dialog = new PicturesDialog(pictures, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSwiping(swiping);
    dialog->open();
}

void ComparePage::remove(int column)
{
    if (m_attempts.size() <= 2 || column >= m_attempts.size())
        return;
    auto left = m_attempts;
    left.removeAt(column);
    const int baseline = column < m_baseline ? m_baseline - 1 : column == m_baseline ? 0 : m_baseline;
    showAttempts(left, baseline);
}

void ComparePage::open(const QModelIndex& index)
{
    const auto& model = m_table->compareModel();
    const auto& comparison = model.comparison();
    const ComparedRow row = model.rowAt(index.row());
    if (row == ComparedRow::Result && !index.data(comparerole::Placeholder).toBool())
        return showPictures(false);
    auto pieces = wording::comparedPieces(comparison, row, index.column());
    if (pieces.isEmpty()) {
        QStringList meanings;
        for (const auto& fact : wording::comparedFacts(comparison, row, index.column()))
            meanings << fact.meaning;
        pieces = {
            {DiffPiece::Kind::Same, meanings.isEmpty() ? model.wholeText(index) : meanings.join(u'\n')}};
    }
    const QString name = wording::comparedName(comparison.columns.at(index.column()).attempt);
    auto* dialog = new TextDialog(tr("%1 of %2").arg(wording::comparedRow(row), name), pieces, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ComparePage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit closed();
    else
        QWidget::keyPressEvent(event);
}

void ComparePage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!draggedAttempts(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ComparePage::dropEvent(QDropEvent* event)
{
    const auto ids = draggedAttempts(*event->mimeData());
    if (ids.isEmpty())
        return;
    event->acceptProposedAction();
    emit attemptsDropped(ids);
}

} // namespace safelight
