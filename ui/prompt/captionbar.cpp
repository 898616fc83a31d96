#include "ui/prompt/captionbar.h"

#include "app/prompt/promptlimits.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace safelight {

CaptionBar::CaptionBar(QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel)
    , m_field(new QLineEdit)
{
    m_label->setTextFormat(Qt::PlainText);
    m_field->setPlaceholderText(tr("Sent as text before the picture"));
    m_field->setMinimumHeight(spacing::rowHeight);
    m_field->installEventFilter(this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_label);
    layout->addWidget(m_field, 1);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        emit accepted(m_row, cleanText(m_field->text()).text);
        dismiss();
    });
    hide();
}

void CaptionBar::edit(int row, const QString& imageName, const QString& caption)
{
    m_row = row;
    m_label->setText(tr("Caption of %1").arg(fontMetrics().elidedText(imageName, Qt::ElideMiddle, 110)));
    m_field->setAccessibleName(tr("Caption of %1").arg(imageName));
    m_field->setText(caption);
    m_field->selectAll();
    show();
    m_field->setFocus();
}

void CaptionBar::dismiss()
{
    hide();
    emit dismissed();
}

bool CaptionBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        dismiss();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace safelight
