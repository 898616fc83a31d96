#include "ui/frame/welcomepage.h"

#include "ui/base/scrolled.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QLabel* makeLabel(const QString& text, QWidget* parent)
{
    return new WrapLabel(text, parent);
}

QLabel* makeTitle(const QString& text, qreal scale, QWidget* parent)
{
    auto* label = makeLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

constexpr int readingWidth = 620;

} // namespace

WelcomePage::WelcomePage(const QList<Starter>& starters, QWidget* parent)
    : QWidget(parent)
{
    auto* page = new QWidget(this);
    page->setMaximumWidth(readingWidth);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 32, 24, 24);
    column->setSpacing(spacing::insidePane);
    column->addWidget(makeTitle(tr("Where was it stopped, and what can you change?"), 1.4, page));
    auto* lead =
        makeLabel(tr("Write a prompt on the left, drop in a picture if you have one, and press Ctrl+Return. "
                     "Safelight shows which filter stopped the request and whether a setting reaches it. "
                     "Or begin with an example:"),
                  page);
    column->addWidget(lead);
    column->addSpacing(spacing::betweenControls);
    for (int i = 0; i < starters.size(); ++i)
        column->addWidget(makeCard(starters.at(i), i));
    auto* note =
        makeLabel(tr("The examples run on the built-in simulator: its answers are made up on this machine, "
                     "need no key and cost nothing. Choose another back end in the bar above."),
                  page);
    note->setProperty("muted", true);
    column->addWidget(note);
    column->addStretch(1);

    auto* host = new QWidget;
    auto* row = new QHBoxLayout(host);
    row->setContentsMargins({});
    row->addStretch(1);
    row->addWidget(page, 100);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new Scrolled(host));
}

QWidget* WelcomePage::makeCard(const Starter& starter, int index)
{
    auto* card = new QFrame(this);
    card->setProperty("card", true);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                            spacing::insidePane);
    auto* text = new QVBoxLayout;
    text->setSpacing(4);
    text->addWidget(makeTitle(starter.title, 1.0, card));
    auto* explanation = makeLabel(starter.explanation, card);
    explanation->setProperty("muted", true);
    text->addWidget(explanation);
    row->addLayout(text, 1);
    auto* button = new QPushButton(tr("Try it"), card);
    button->setObjectName(u"starter%1"_s.arg(index));
    button->setAccessibleName(tr("Try the example: %1").arg(starter.title));
    button->setAccessibleDescription(starter.explanation);
    connect(button, &QPushButton::clicked, this, [this, index] { emit starterChosen(index); });
    row->addWidget(button, 0, Qt::AlignVCenter);
    return card;
}

} // namespace safelight
