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

signals:
    void attemptChosen(qint64 id); // by mouse or keyboard
    void restoreRequested(qint64 id); // context menu or double click
    // Rows that can be seen have a picture, and their summary came without it. Each id is asked for once.
    void thumbnailsNeeded(const QList<qint64>& ids);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
