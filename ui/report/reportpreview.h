#pragma once

#include "ui/report/reportjob.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace safelight {

// The first pages of a report as they are printed, or the beginning of its text.
class ReportPreview final : public QWidget
{
    Q_OBJECT

public:
    explicit ReportPreview(QWidget* parent = nullptr);

    void showView(const ReportView& view);
    void showSentence(const QString& sentence); // instead of a view
    void setNote(const QString& note); // under it: what part this is

private:
    void showPages(const QList<QImage>& pages);

    QStackedWidget* m_stack = nullptr;
    QScrollArea* m_scroll = nullptr;
    QVBoxLayout* m_pages = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_note = nullptr;
};

} // namespace safelight
