#pragma once

#include "app/prompt/prompt.h"

#include <QWidget>

class QVBoxLayout;

namespace safelight {

// One way to begin: a title, a sentence, and the prompt it puts into the editor and sends.
struct Starter
{
    QString title;
    QString explanation;
    Prompt prompt;
};

// Greets an empty session: what this is, and three examples, each one click from its verdict.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(const QList<Starter>& starters, QWidget* parent = nullptr);

signals:
    void starterChosen(int index);

private:
    QWidget* makeCard(const Starter& starter, int index);
};

} // namespace safelight
