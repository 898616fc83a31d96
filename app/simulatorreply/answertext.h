#pragma once

#include <QString>
#include <QStringList>

namespace safelight::simulation {

class RandomDraws;

// Several sentences of Markdown that say that they are made up, and name the prompt's subject.
QString answerText(const QString& prompt, RandomDraws& draws);
QString thoughtText(const QString& prompt);
QString refusalText();

// In pieces as a model streams them: some words each; joined they are the text again.
QStringList streamed(const QString& text, int wordsEach);

} // namespace safelight::simulation
