#pragma once

#include "app/session/attempt.h"

#include <QWidget>

#include <memory>

namespace safelight {

class HistorySource;
class Clock;
class Settings;

// The attempts of the session: found by a filter, as a list under their days or as a table, with what is done
// to them.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    // Both outlive it.
    HistoryPanel(HistorySource& source, Settings& settings, const Clock& clock, QWidget* parent = nullptr);
    ~HistoryPanel() override;

    // What happened to the session.
    void reset(); // another one, or one with other attempts
    void addAttempt(const AttemptSummary& summary);
    void refreshAttempts(const QList<qint64>& ids);
    void noteRemoved(const QList<qint64>& ids); // offers to bring them back
    void noteRestored(const QList<qint64>& ids);

    // Marks its row without telling attemptChosen(); an unknown id marks none.
    void setCurrent(qint64 id);
    // The picture of the attempt that is shown, to be dragged out; empty bytes: it has none.
    void setPicture(qint64 id, const QByteArray& bytes, const QString& fileName);
    // What a command about attempts is about: those with a tick, or else those selected; in the list's order.
    QList<qint64> chosenAttempts() const;
    QList<qint64> listedAttempts() const; // those that the filter shows, in the list's order
    qint64 firstAttempt() const; // the uppermost; 0: none
    void focusList();
    void focusFilter();

signals:
    void attemptChosen(qint64 id); // by mouse or keyboard
    void restoreRequested(qint64 id); // context menu or double click
    void sendAgainRequested(qint64 id);
    void compareRequested(const QList<qint64>& ids); // two to four
    void compareWithPreviousRequested(qint64 id); // the attempt sent before it
    void compareWithParentRequested(qint64 id); // the attempt whose advice it followed
    void reportRequested(const QList<qint64>& ids);
    void codeRequested(qint64 id);
    void problemOccurred(const QString& sentence, const QString& detail);
    void indexShown(); // what was last asked for is in the list

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
