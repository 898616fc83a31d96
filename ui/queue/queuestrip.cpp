#include "ui/queue/queuestrip.h"

#include "ui/base/elidedlabel.h"
#include "ui/queue/queuerow.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype mostRows = 5;
constexpr int mostAtOnce = 16;
constexpr int mostRetries = 10;

QToolButton* makeButton(const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(text);
    button->setProperty("framed", true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(spacing::target);
    return button;
}

} // namespace

QueueStrip::QueueStrip(QWidget* parent)
    : QFrame(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Queue"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::insidePane, 6, spacing::insidePane, 6);
    column->setSpacing(2);
    buildHead(*column);
    for (qsizetype i = 0; i < mostRows; ++i) {
        auto* row = new QueueRow(this);
        row->hide();
        connect(row, &QueueRow::stopRequested, this, &QueueStrip::stopRequested);
        column->addWidget(row);
        m_rows.append(row);
    }
    m_more = new QLabel(this);
    m_more->setProperty("muted", true);
    m_more->hide();
    column->addWidget(m_more);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    hide();
}

void QueueStrip::buildHead(QVBoxLayout& column)
{
    m_title = new ElidedLabel({}, this);
    m_pause = makeButton(tr("Pause"), this);
    m_stopAll = makeButton(tr("Stop All"), this);
    m_stopAll->setToolTip(tr("Stop what runs, keep what arrived, and empty the queue"));
    m_atOnce = makeChoice(tr("At once"), 1, mostAtOnce);
    m_atOnce->setToolTip(tr("Requests to one back end at the same time, where its own limit is not lower"));
    m_retries = makeChoice(tr("Retries"), 0, mostRetries);
    m_retries->setToolTip(tr("How often a request is sent again after a rate limit, a server error or a lost "
                             "connection. Blocks are never retried."));
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::betweenControls);
    row->addWidget(m_title, 1);
    for (QSpinBox* choice : {m_atOnce, m_retries}) {
        auto* label = new QLabel(choice->accessibleName(), this);
        label->setBuddy(choice);
        row->addWidget(label);
        row->addWidget(choice);
    }
    row->addWidget(m_pause);
    row->addWidget(m_stopAll);
    column.addLayout(row);
    connect(m_stopAll, &QToolButton::clicked, this, &QueueStrip::stopAllRequested);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        if (m_state.isPaused)
            emit resumeRequested();
        else
            emit pauseRequested();
    });
}

QSpinBox* QueueStrip::makeChoice(const QString& name, int lowest, int highest)
{
    auto* choice = new QSpinBox(this);
    choice->setRange(lowest, highest);
    choice->setAccessibleName(name);
    connect(choice, &QSpinBox::valueChanged, this,
            [this] { emit choicesChanged(m_atOnce->value(), m_retries->value()); });
    return choice;
}

void QueueStrip::setChoices(int atOnce, int retries)
{
    const QSignalBlocker first(m_atOnce);
    const QSignalBlocker second(m_retries);
    m_atOnce->setValue(atOnce);
    m_retries->setValue(retries);
}

void QueueStrip::setState(const QueueState& state)
{
    m_state = state;
    const auto waiting = std::ranges::count(state.entries, QueueEntry::State::Waiting, &QueueEntry::state);
    const auto running = state.entries.size() - waiting;
    const QString counts = tr("%1 running, %2 waiting").arg(running).arg(waiting);
    m_title->setText(state.isPaused ? tr("Queue paused: %1").arg(counts) : tr("Queue: %1").arg(counts));
    m_pause->setText(state.isPaused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(state.isPaused ? tr("Resume the queue") : tr("Pause the queue"));
    m_pause->setToolTip(state.isPaused ? tr("Send what waits")
                                       : tr("Send nothing more for now; what runs goes on"));
    m_stopAll->setEnabled(!state.entries.isEmpty());
    showRows();
    setVisible(state.isPaused || state.entries.size() > 1);
}

void QueueStrip::showRows()
{
    const qsizetype shown = std::min(mostRows, m_state.entries.size());
    for (qsizetype i = 0; i < mostRows; ++i) {
        if (i < shown)
            m_rows.at(i)->setEntry(m_state.entries.at(i));
        m_rows.at(i)->setVisible(i < shown);
    }
    const auto more = static_cast<int>(m_state.entries.size() - shown);
    m_more->setText(tr("and %n more", "", more));
    m_more->setVisible(more > 0);
}

} // namespace safelight
