#include "ui/base/messagebar.h"

#include "ui/base/wraplabel.h"
#include "ui/theme/icons.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int iconSize = 20;
// A page of HTML from a proxy must not push the window's content away; "Copy" still gives all of it.
constexpr qsizetype shownDetail = 1200;

Role groundOf(Role role)
{
    switch (role) {
    case Role::Good:
        return Role::GoodBack;
    case Role::Bad:
        return Role::BadBack;
    case Role::Mute:
        return Role::Window;
    default:
        return Role::WarnBack;
    }
}

QString iconOf(Role role)
{
    switch (role) {
    case Role::Good:
    case Role::Mute:
        return u"check"_s;
    case Role::Bad:
        return u"blocked"_s;
    default:
        return u"warning"_s;
    }
}

QLabel* selectableLabel(QWidget* parent)
{
    auto* label = new WrapLabel({}, parent); // plain text: it may quote what a server sent
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setContextMenuPolicy(Qt::NoContextMenu); // the bar's own copies everything
    return label;
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
{
    buildParts();
    buildLayout();
    connect(m_more, &QToolButton::toggled, this, &MessageBar::unfold);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_offer, &QToolButton::clicked, this, [this] {
        hide();
        emit offerTaken();
    });
    hide();
}

void MessageBar::buildParts()
{
    m_icon = new QLabel(this);
    m_sentence = selectableLabel(this);
    m_detail = selectableLabel(this);
    m_detail->hide();
    m_more = new QToolButton(this);
    m_more->setText(tr("Details"));
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setAccessibleName(tr("Show details of the message"));
    m_offer = new QToolButton(this);
    m_offer->setProperty("framed", true);
    m_offer->setAccessibleName(tr("Answer to the message"));
    m_offer->hide();
    m_close = new QToolButton(this);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    for (auto* button : {m_more, m_offer, m_close}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumSize(spacing::target, spacing::target);
    }
}

void MessageBar::buildLayout()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(spacing::insidePane, 8, 8, 8);
    grid->setHorizontalSpacing(spacing::betweenControls);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_sentence, 0, 1);
    grid->addWidget(m_more, 0, 2, Qt::AlignTop);
    grid->addWidget(m_offer, 0, 3, Qt::AlignTop);
    grid->addWidget(m_close, 0, 4, Qt::AlignTop);
    grid->addWidget(m_detail, 1, 1, 1, 3);
    grid->setColumnStretch(1, 1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void MessageBar::showMessage(const QString& sentence, const QString& detail, Role role)
{
    m_role = role;
    m_wholeDetail = detail;
    m_sentence->setText(sentence);
    m_detail->setText(detail.size() > shownDetail ? detail.left(shownDetail) + u'…' : detail);
    m_more->setChecked(false);
    m_more->setVisible(!detail.isEmpty());
    m_offer->hide();
    setAccessibleName(sentence);
    setAccessibleDescription(detail.left(shownDetail));
    drawIcons();
    setVisible(!sentence.isEmpty());
    update();
    if (!sentence.isEmpty()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void MessageBar::showProblem(const QString& sentence, const QString& detail)
{
    showMessage(sentence, detail, Role::Bad);
}

bool MessageBar::shows(const QString& sentence) const
{
    return !isHidden() && m_sentence->text() == sentence;
}

void MessageBar::offer(const QString& words)
{
    m_offer->setText(words);
    m_offer->setAccessibleName(words);
    m_offer->setAccessibleDescription(m_sentence->text());
    m_offer->show();
}

void MessageBar::drawIcons()
{
    m_icon->setPixmap(themedPixmap(iconOf(m_role), palette(), m_role, iconSize, devicePixelRatioF()));
    m_close->setIcon(themedIcon(u"close"_s, palette()));
    m_more->setIcon(themedIcon(m_more->isChecked() ? u"chevron-down"_s : u"chevron-right"_s, palette()));
}

void MessageBar::unfold(bool open)
{
    m_detail->setVisible(open);
    drawIcons();
}

void MessageBar::copyAll() const
{
    const QString text =
        m_wholeDetail.isEmpty() ? m_sentence->text() : m_sentence->text() + u"\n\n" + m_wholeDetail;
    QGuiApplication::clipboard()->setText(text);
}

void MessageBar::dismiss()
{
    hide();
    emit closed();
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_close)
        drawIcons();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor border = color(palette(), m_role);
    border.setAlphaF(0.4F);
    painter.setPen(border);
    painter.setBrush(color(palette(), groundOf(m_role)));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else if (event->matches(QKeySequence::Copy))
        copyAll();
    else
        QFrame::keyPressEvent(event);
}

void MessageBar::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    connect(menu.addAction(themedIcon(u"copy"_s, palette()), tr("Copy message")), &QAction::triggered, this,
            &MessageBar::copyAll);
    menu.exec(event->globalPos());
}

} // namespace safelight
