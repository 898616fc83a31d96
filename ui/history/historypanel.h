#pragma once

#include "app/history/attempt.h"

#include <QWidget>

#include <memory>

namespace safelight {

// The attempts of the session, newest first, with a badge, a thumbnail and the first words each.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget* parent = nullptr);
    ~HistoryPanel() override;

    void setSummaries(const QList<AttemptSummary>& summaries); // newest first
    void showSummary(const AttemptSummary& summary); // added or changed
    // Marks its row without telling attemptChosen(); an unknown id marks none.
    void setCurrent(qint64 id);
    void setThumbnail(qint64 id, const QByteArray& png); // what thumbnailsNeeded() asked for
    // What a command about attempts is about: those with a tick, or else those selected; in the list's order.
    QList<qint64> chosenAttempts() const;

signals:
    void attemptChosen(qint64 id); // by mouse or keyboard
    void restoreRequested(qint64 id); // context menu or double click
    void compareRequested(const QList<qint64>& ids); // two to four
    void compareWithPreviousRequested(qint64 id); // the attempt sent before it
    void compareWithParentRequested(qint64 id); // the attempt whose advice it followed
    void reportRequested(const QList<qint64>& ids);
    void codeRequested(qint64 id);
    // Rows that can be seen have a picture, and their summary came without it. Each id is asked for once.
    void thumbnailsNeeded(const QList<qint64>& ids);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
