#pragma once

#include "app/base/background.h"
#include "app/compare/comparison.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace safelight {

class CompareTable;
class Settings;

// Two to four attempts beside each other: a page of the window.
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int mostAttempts = 4;

    explicit ComparePage(Settings& settings, QWidget* parent = nullptr);

    // Compared off the interface thread; what was asked for last is shown. `baseline`: a place in `attempts`.
    void showAttempts(const QList<Attempt>& attempts, int baseline);
    QList<qint64> attemptIds() const;
    qint64 baselineId() const; // 0: nothing is compared
    // An attempt that ended, or was read again: takes the place of the one with its id.
    void refresh(const Attempt& attempt);
    // Without those that were deleted. False: fewer than two are left, and nothing is compared any more.
    bool leaveOut(const QList<qint64>& ids);
    void clear();

    void setOnlyDifferences(bool only);
    bool isOnlyDifferences() const;
    void swapBaseline(); // the next one
    void copyMarkdown();
    void showDifference(bool forward);
    void showPictures(bool swiping);

signals:
    void closed();
    void compared(); // a comparison is shown
    void onlyDifferencesChanged(bool only);
    void restoreRequested(const safelight::Attempt& attempt);
    void attemptsDropped(const QList<qint64>& ids);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeBar();
    QToolButton* addButton(const QString& words, QWidget* bar);
    void connectTable();
    void showComparison(const Comparison& comparison);
    void showState();
    void remove(int column);
    void open(const QModelIndex& index);

    Settings& m_settings;
    QList<Attempt> m_attempts;
    int m_baseline = 0;
    CompareTable* m_table = nullptr;
    QStackedWidget* m_pages = nullptr;
    QLabel* m_note = nullptr; // instead of a table
    QLabel* m_subtitle = nullptr;
    QToolButton* m_only = nullptr;
    QToolButton* m_pictures = nullptr;
    Latest m_comparing;
};

} // namespace safelight
