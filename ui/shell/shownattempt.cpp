#include "ui/shell/shownattempt.h"

#include "app/wording/advicewords.h"
#include "app/workbench/opensession.h"
#include "app/workbench/workbench.h"
#include "ui/advice/advicepanel.h"
#include "ui/frame/welcomepage.h"
#include "ui/history/historypanel.h"
#include "ui/response/responsepanel.h"
#include "ui/safety/thresholdpanel.h"

#include <QMimeDatabase>
#include <QStackedWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

ShownAttempt::ShownAttempt(const ShownAttemptParts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    connectWorkbench();
    connect(&m_parts.history, &HistoryPanel::attemptChosen, &m_parts.workbench.session(), &OpenSession::show);
    connect(&m_parts.history, &HistoryPanel::indexShown, this, &ShownAttempt::showFirst);
}

void ShownAttempt::connectWorkbench()
{
    const auto* workbench = &m_parts.workbench;
    connect(workbench, &Workbench::sendingChanged, this, [this](bool sending) { m_followsNext = sending; });
    connect(workbench, &Workbench::attemptStarted, this, &ShownAttempt::begin);
    connect(workbench, &Workbench::attemptProgressed, this, &ShownAttempt::update);
    connect(workbench, &Workbench::attemptFinished, this, [this](const Attempt& attempt) {
        update(attempt);
        if (attempt.id == m_attempt.id)
            showMeasured(attempt);
        offerPicture(attempt);
    });
    connect(workbench, &Workbench::attemptShown, this, [this](const Attempt& attempt) {
        show(attempt, true);
        offerPicture(attempt);
    });
    connect(workbench, &Workbench::sessionOpened, this, &ShownAttempt::clear);
    connect(workbench, &Workbench::pricesChanged, this, [this] {
        if (m_attempt.id != 0 && m_attempt.state != AttemptState::Sending)
            m_parts.workbench.session().show(m_attempt.id);
    });
}

void ShownAttempt::clear()
{
    m_attempt = {};
    m_justOpened = true;
    m_parts.stack.setCurrentWidget(&m_parts.welcome);
    m_parts.response.clear();
    m_parts.advice.clear();
    m_parts.thresholds.setMeasured({});
    m_parts.thresholds.setNote({});
}

// Never in the place of one that is being read: only where none was, or the user has just sent it with
// nothing else under way.
void ShownAttempt::begin(const Attempt& attempt)
{
    const bool wanted = std::exchange(m_followsNext, false);
    if (!wanted && m_attempt.id != 0)
        return;
    emit followed();
    show(attempt, true);
}

void ShownAttempt::show(const Attempt& attempt, bool follow)
{
    m_attempt = attempt;
    m_parts.stack.setCurrentWidget(&m_parts.response);
    m_parts.response.showAttempt(attempt);
    m_parts.advice.showAttempt(attempt);
    if (follow) {
        m_parts.history.setCurrent(attempt.id);
        showMeasured(attempt);
    }
}

void ShownAttempt::update(const Attempt& attempt)
{
    if (attempt.id == m_attempt.id)
        show(attempt, false);
}

// The marks on the sliders: the prompt's ratings when it was the prompt that was judged, else the answer's.
void ShownAttempt::showMeasured(const Attempt& attempt)
{
    const auto& answer = attempt.response;
    QList<SafetyRating> ratings;
    if (answer.promptFeedback)
        ratings = answer.promptFeedback->ratings;
    if (ratings.isEmpty() && !answer.candidates.isEmpty())
        ratings = answer.candidates.constFirst().ratings;
    if (!ratings.isEmpty() || attempt.state != AttemptState::Sending)
        m_parts.thresholds.setMeasured(ratings);
    if (attempt.state != AttemptState::Sending)
        m_parts.thresholds.setNote(wording::sliderNote(attempt.verdict));
}

// To be dragged out of the list.
void ShownAttempt::offerPicture(const Attempt& attempt)
{
    QByteArray bytes;
    QString type;
    for (const auto& candidate : attempt.response.candidates) {
        for (const auto& part : candidate.images()) {
            bytes = part.data;
            type = part.mimeType;
        }
    }
    const QString suffix = QMimeDatabase().mimeTypeForName(type).preferredSuffix();
    m_parts.history.setPicture(
        attempt.id, bytes, u"attempt-%1.%2"_s.arg(attempt.number).arg(suffix.isEmpty() ? u"bin"_s : suffix));
}

// When a session was opened: the newest of what the list shows.
void ShownAttempt::showFirst()
{
    if (!std::exchange(m_justOpened, false) || m_attempt.id != 0)
        return;
    if (const qint64 newest = m_parts.history.firstAttempt(); newest != 0)
        m_parts.workbench.session().show(newest);
}

} // namespace safelight
