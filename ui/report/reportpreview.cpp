#include "ui/report/reportpreview.h"

#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

ReportPreview::ReportPreview(QWidget* parent)
    : QWidget(parent)
{
    auto* pages = new QWidget;
    m_pages = new QVBoxLayout(pages);
    m_pages->setSpacing(spacing::insidePane);
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(u"pages"_s);
    m_scroll->setAccessibleName(tr("Pages of the report"));
    m_scroll->setWidget(pages);
    m_scroll->setWidgetResizable(true);
    m_scroll->setAlignment(Qt::AlignHCenter);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"previewText"_s);
    m_text->setAccessibleName(tr("Beginning of the report"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_sentence = new WrapLabel;
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setProperty("muted", true);
    m_stack = new QStackedWidget;
    for (QWidget* page :
         {static_cast<QWidget*>(m_scroll), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_sentence)})
        m_stack->addWidget(page);
    m_note = new WrapLabel;
    m_note->setProperty("muted", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(spacing::betweenControls);
    column->addWidget(m_stack, 1);
    column->addWidget(m_note);
}

void ReportPreview::showPages(const QList<QImage>& pages)
{
    while (auto* item = m_pages->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < int(pages.size()); ++i) {
        auto* page = new QLabel;
        page->setPixmap(QPixmap::fromImage(pages.at(i)));
        page->setAccessibleName(tr("Page %1").arg(i + 1));
        m_pages->addWidget(page, 0, Qt::AlignHCenter);
    }
    m_pages->addStretch(1);
}

void ReportPreview::showView(const ReportView& view)
{
    if (view.pages.isEmpty()) {
        m_text->setPlainText(view.text);
        m_stack->setCurrentWidget(m_text);
        return;
    }
    showPages(view.pages);
    m_stack->setCurrentWidget(m_scroll);
}

void ReportPreview::showSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_stack->setCurrentWidget(m_sentence);
}

void ReportPreview::setNote(const QString& note)
{
    m_note->setText(note);
}

} // namespace safelight
