#pragma once

#include "app/prompt/prompt.h"

#include <QWidget>

class QPushButton;

namespace safelight {

// One way to begin: a title, a sentence, and the prompt it puts into the editor and sends.
struct Starter
{
    QString title;
    QString explanation;
    Prompt prompt;
};

// Greets an empty session: a response to read, a prompt to write, and three examples, each one click from its
// verdict.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(const QList<Starter>& starters, QWidget* parent = nullptr);

signals:
    void decodeAsked();
    void starterChosen(int index);

private:
    // `button` stands at the end of it.
    QWidget* makeCard(const QString& title, const QString& explanation, QPushButton* button);
    QWidget* makeDecodeCard();
    QWidget* makeStarterCard(const Starter& starter, int index);
};

} // namespace safelight
