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
    column->addWidget(makeDecodeCard());
    column->addSpacing(spacing::betweenControls);
    column->addWidget(makeLabel(tr("Or write a prompt on the left, add images if you have some, and press "
                                   "Ctrl+Return. Or start with an example:"),
                                page));
    for (int i = 0; i < starters.size(); ++i)
        column->addWidget(makeStarterCard(starters.at(i), i));
    auto* note =
        makeLabel(tr("The examples run on the built-in simulator: its responses are made up on this machine, "
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

QWidget* WelcomePage::makeCard(const QString& title, const QString& explanation, QPushButton* button)
{
    auto* card = new QFrame(this);
    card->setProperty("card", true);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                            spacing::insidePane);
    auto* text = new QVBoxLayout;
    text->setSpacing(4);
    text->addWidget(makeTitle(title, 1.0, card));
    auto* words = makeLabel(explanation, card);
    words->setProperty("muted", true);
    text->addWidget(words);
    row->addLayout(text, 1);
    button->setAccessibleDescription(explanation);
    row->addWidget(button, 0, Qt::AlignVCenter);
    return card;
}

QWidget* WelcomePage::makeDecodeCard()
{
    auto* button = new QPushButton(tr("Decode…"));
    button->setObjectName(u"decodeFirst"_s);
    button->setAccessibleName(tr("Decode a response"));
    connect(button, &QPushButton::clicked, this, &WelcomePage::decodeAsked);
    return makeCard(
        tr("I have a response"),
        tr("Paste it, drop a file on this window, or open one: JSON, a stream, an error, a log, or "
           "what your program printed."),
        button);
}

QWidget* WelcomePage::makeStarterCard(const Starter& starter, int index)
{
    auto* button = new QPushButton(tr("Try it"));
    button->setObjectName(u"starter%1"_s.arg(index));
    button->setAccessibleName(tr("Try the example: %1").arg(starter.title));
    connect(button, &QPushButton::clicked, this, [this, index] { emit starterChosen(index); });
    return makeCard(starter.title, starter.explanation, button);
}

} // namespace safelight
