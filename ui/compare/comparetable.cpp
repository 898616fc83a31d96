#include "ui/compare/comparetable.h"

#include "app/wording/comparewords.h"
#include "ui/base/tinted.h"
#include "ui/compare/comparedelegate.h"
#include "ui/compare/compareheads.h"
#include "ui/compare/pictureplace.h"
#include "ui/compare/ratingsplots.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// In a place of the table, with the room around it that texts have.
QWidget* padded(QWidget* content)
{
    auto* place = new QWidget;
    place->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(place);
    layout->setContentsMargins(CompareDelegate::sidePadding, CompareDelegate::topPadding,
                               CompareDelegate::sidePadding, CompareDelegate::topPadding);
    layout->addWidget(content);
    return place;
}

} // namespace

CompareTable::CompareTable(QWidget* parent)
    : QTableView(parent)
    , m_delegate(new CompareDelegate(this))
    , m_heads(new CompareHeads(this))
    , m_corner(mutedLabel(wording::comparedRow(ComparedRow::Attempt), this))
{
    setAccessibleName(tr("Comparison"));
    setItemDelegate(m_delegate);
    setHorizontalHeader(m_heads);
    setVerticalHeader(new CompareRows(this));
    setModel(&m_model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    m_corner->setContentsMargins(CompareDelegate::sidePadding, 8, 0, 0);
    m_corner->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_corner->setAutoFillBackground(true);
    m_corner->setBackgroundRole(QPalette::Base);
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &CompareTable::measure);
    connect(m_heads, &QHeaderView::sectionResized, this, [this] { m_later.start(); });
    connect(this, &QTableView::doubleClicked, this, &CompareTable::opened);
}

void CompareTable::showComparison(const Comparison& comparison)
{
    const QModelIndex before = currentIndex();
    m_model.setComparison(comparison);
    m_delegate->setPlotHeight(RatingsPlots::heightFor(comparison, font()));
    m_heads->showAttempts(comparison);
    refill();
    const QModelIndex again = m_model.index(before.row(), before.column());
    setCurrentIndex(again.isValid() ? again : m_model.index(0, 0));
}

void CompareTable::setOnlyDifferences(bool only)
{
    m_model.setOnlyDifferences(only);
    refill();
    setCurrentIndex(m_model.index(0, 0));
}

void CompareTable::refill()
{
    m_delegate->forget();
    putWidgets();
    measure();
}

void CompareTable::putWidgets()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.rowAt(row) == ComparedRow::Result)
            putPictures(row);
        else if (m_model.rowAt(row) == ComparedRow::Ratings)
            putPlots(row);
    }
}

void CompareTable::putPictures(int row)
{
    const auto& columns = m_model.comparison().columns;
    for (int column = 0; column < columns.size(); ++column) {
        const auto images = comparedImages(columns.at(column).attempt);
        if (images.isEmpty())
            continue;
        auto* view =
            new PictureView(m_zoom, images.constLast().data,
                            tr("Picture of %1").arg(wording::comparedName(columns.at(column).attempt)));
        const QPersistentModelIndex index = m_model.index(row, column);
        connect(view, &PicturePlace::opened, this, [this, index] { emit opened(index); });
        setIndexWidget(index, padded(view));
    }
}

void CompareTable::putPlots(int row)
{
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const QModelIndex index = m_model.index(row, column);
        if (!index.data(comparerole::Placeholder).toBool())
            setIndexWidget(index, padded(new RatingsPlots(m_model.comparison(), column)));
    }
}

void CompareTable::measure()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const int height = sizeHintForRow(row);
        if (height != rowHeight(row))
            setRowHeight(row, height);
    }
}

QList<QModelIndex> CompareTable::differences() const
{
    QList<QModelIndex> all;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        for (int column = 0; column < m_model.columnCount(); ++column) {
            const QModelIndex index = m_model.index(row, column);
            if (index.data(comparerole::Different).toBool())
                all.append(index);
        }
    }
    return all;
}

bool CompareTable::walk(bool forward)
{
    const auto all = differences();
    if (all.isEmpty())
        return false;
    const QModelIndex current = currentIndex();
    QModelIndex next = forward ? all.constFirst() : all.constLast();
    if (forward) {
        const auto it = std::upper_bound(all.begin(), all.end(), current);
        next = current.isValid() && it != all.end() ? *it : all.constFirst();
    } else {
        const auto it = std::lower_bound(all.begin(), all.end(), current);
        next = current.isValid() && it != all.begin() ? *std::prev(it) : all.constLast();
    }
    setCurrentIndex(next);
    scrollTo(next);
    setFocus(Qt::OtherFocusReason);
    return true;
}

QPair<int, int> CompareTable::place() const
{
    const auto all = differences();
    return {static_cast<int>(all.indexOf(currentIndex())) + 1, static_cast<int>(all.size())};
}

QString CompareTable::selectedText() const
{
    QModelIndexList indexes = selectionModel()->selectedIndexes();
    if (indexes.isEmpty() && currentIndex().isValid())
        indexes = {currentIndex()};
    std::sort(indexes.begin(), indexes.end());
    QString text;
    for (qsizetype i = 0; i < indexes.size(); ++i) {
        if (i > 0)
            text += indexes.at(i).row() == indexes.at(i - 1).row() ? u'\t' : u'\n';
        text += m_model.wholeText(indexes.at(i));
    }
    return text;
}

void CompareTable::copy()
{
    if (const QString text = selectedText(); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void CompareTable::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QPersistentModelIndex index =
        byMouse ? indexAt(viewport()->mapFromGlobal(event->globalPos())) : currentIndex();
    if (index.isValid()) {
        menu->addAction(tr("Copy"), this,
                        [this, index] { QApplication::clipboard()->setText(m_model.wholeText(index)); });
        menu->addAction(tr("Show all"), this, [this, index] { emit opened(index); });
        menu->addSeparator();
        const int column = index.column();
        auto* baseline = menu->addAction(tr("Make this the baseline"), this,
                                         [this, column] { emit m_heads->baselineChosen(column); });
        baseline->setEnabled(column != m_model.comparison().baseline);
        auto* restore = menu->addAction(tr("Restore to the editor…"), this,
                                        [this, column] { emit m_heads->restoreRequested(column); });
        restore->setEnabled(m_model.comparison().columns.at(column).requestKnown);
    }
    menu->popup(byMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).center()));
}

void CompareTable::keyPressEvent(QKeyEvent* event)
{
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copy(); // the base class copies no more than what is shown
    else if (opens && currentIndex().isValid())
        emit opened(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void CompareTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    m_later.start();
}

void CompareTable::updateGeometries()
{
    QTableView::updateGeometries();
    m_corner->setGeometry(0, 0, verticalHeader()->width(), horizontalHeader()->height());
}

void CompareTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    m_delegate->forget();
    m_delegate->setPlotHeight(RatingsPlots::heightFor(m_model.comparison(), font()));
    m_later.start();
}

} // namespace safelight
