#include "ui/base/disclosure.h"
#include "ui/base/tinted.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

Disclosure::Disclosure(QWidget* content, QWidget* parent)
    : QWidget(parent)
    , m_button(new IconButton(u"chevron-right"_s, tr("Details"), this))
    , m_content(content)
{
    m_button->showWords();
    m_content->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    layout->addWidget(m_content);
    connect(m_button, &QToolButton::clicked, this, [this] {
        setOpen(!m_open);
        emit toggled(m_open);
    });
}

void Disclosure::setTitle(const QString& title)
{
    m_button->setText(title);
    m_button->setToolTip({});
    m_button->setAccessibleName(title);
}

QString Disclosure::title() const
{
    return m_button->text();
}

void Disclosure::setOpen(bool open)
{
    m_open = open;
    m_content->setVisible(open);
    m_button->setIconName(open ? u"chevron-down"_s : u"chevron-right"_s);
    m_button->setAccessibleDescription(open ? tr("Unfolded") : tr("Folded"));
}

} // namespace safelight
