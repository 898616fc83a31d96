#include "app/simulatorreply/answertext.h"

#include "app/simulatorrequest/randomdraws.h"

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

// The first words of the prompt, without anything that Markdown would take for markup.
QString subjectOf(const QString& prompt)
{
    QString subject;
    for (const QChar c : prompt.simplified().left(90))
        subject += c.isLetterOrNumber() || u" ,.?'-"_s.contains(c) ? c : QChar(u' ');
    subject = subject.simplified();
    return subject.isEmpty() ? u"an empty prompt"_s : subject;
}

QString oneOf(const QStringList& choices, RandomDraws& draws)
{
    return choices.at(draws.between(0, static_cast<int>(choices.size()) - 1));
}

} // namespace

QString answerText(const QString& prompt, RandomDraws& draws)
{
    static const QStringList openings {
        u"Here is a short overview."_s,
        u"There are three things worth knowing here."_s,
        u"The short answer comes first, the details after it."_s,
    };
    static const QStringList firsts {
        u"Start from what is already known, and write it down before changing anything."_s,
        u"Begin with the simplest case; most questions are settled there."_s,
        u"Name the goal in one sentence, so that each step can be checked against it."_s,
    };
    static const QStringList seconds {
        u"Change one thing at a time and keep the earlier result next to the new one."_s,
        u"Compare two versions side by side rather than from memory."_s,
        u"Repeat the step a few times: one good result may be chance."_s,
    };
    static const QStringList endings {
        u"A real model would go on from here with facts about your subject."_s,
        u"Choose a real back end to get an answer about your subject."_s,
        u"Nothing above is advice; it only has the shape of an answer."_s,
    };
    return u"## Simulated answer\n\nThis text was made up by the built-in simulator; no model was asked. "
           "The prompt was about: *%1*\n\n%2\n\n- **First.** %3\n- **Second.** %4\n- **Third.** Look at the "
           "ratings and the token counts beside this text: they have the shape of the service's own.\n\n%5"_s
               .arg(subjectOf(prompt), oneOf(openings, draws), oneOf(firsts, draws), oneOf(seconds, draws),
                    oneOf(endings, draws));
}

QString thoughtText(const QString& prompt)
{
    return u"**Reading the request**\n\nA simulated thought: the prompt speaks of *%1*. "
           "I plan an opening, three points and a closing sentence.\n"_s.arg(subjectOf(prompt));
}

QString refusalText()
{
    return u"I can't create that picture, but I can describe a scene in words or draw something else. "
           "(A simulated refusal.)"_s;
}

QStringList streamed(const QString& text, int wordsEach)
{
    QStringList pieces;
    qsizetype from = 0;
    int words = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u' ' && ++words % wordsEach == 0) {
            pieces << text.mid(from, i + 1 - from);
            from = i + 1;
        }
    }
    if (from < text.size())
        pieces << text.mid(from);
    return pieces;
}

} // namespace safelight::simulation
