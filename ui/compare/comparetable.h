#pragma once

#include "ui/compare/comparemodel.h"
#include "ui/compare/picturezoom.h"

#include <QTableView>
#include <QTimer>

class QLabel;

namespace safelight {

class CompareDelegate;
class CompareHeads;

// The comparison in sight: rows as high as they need, pictures and plots in their places, differences that
// can be walked, places that can be copied.
class CompareTable final : public QTableView
{
    Q_OBJECT

public:
    explicit CompareTable(QWidget* parent = nullptr);

    CompareModel& compareModel() { return m_model; }
    CompareHeads* heads() const { return m_heads; }
    void showComparison(const Comparison& comparison);
    void setOnlyDifferences(bool only);
    // To the next or the previous place that differs, around the end. False when there is none.
    bool walk(bool forward);
    // Which of how many the current place is, from 1; 0: it does not differ.
    QPair<int, int> place() const;

public slots:
    void copy();

signals:
    void opened(const QModelIndex& index); // Return, double click

protected:
    void resizeEvent(QResizeEvent* event) override;
    void updateGeometries() override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void refill();
    void putWidgets();
    void putPictures(int row);
    void putPlots(int row);
    void measure();
    QList<QModelIndex> differences() const;
    QString selectedText() const;

    CompareModel m_model;
    PictureZoom m_zoom;
    CompareDelegate* m_delegate = nullptr;
    CompareHeads* m_heads = nullptr;
    QLabel* m_corner = nullptr;
    QTimer m_later;
};

} // namespace safelight
