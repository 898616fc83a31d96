// One measurement a process: the word diff of two prompts of 100 KB each.
//   bench_diff ours-edited | ours-rewritten | plain-edited | plain-rewritten
#include "app/base/textdiff.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QStringList>

#include <dtl/dtl.hpp>

#include <string_view>
#include <vector>

using namespace safelight;
using namespace safelight::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int wordCount = 18'000; // some 100 KB
constexpr int rounds = 9;

struct Texts
{
    QString before;
    QString after;
};

QStringList prose(quint32 seed)
{
    QRandomGenerator random(seed);
    QStringList words;
    for (int i = 0; i < wordCount; ++i)
        words << u"word%1"_s.arg(random.bounded(900), -3, 10, QChar(u'x'));
    return words;
}

QString joined(const QStringList& words)
{
    QString text;
    for (qsizetype i = 0; i < words.size(); ++i)
        text += words.at(i) + (i % 15 == 14 ? u".\n"_s : u" "_s);
    return text;
}

// A word of a hundred is another one, as after an evening of work on a prompt.
Texts edited()
{
    QStringList words = prose(1);
    const QString before = joined(words);
    for (qsizetype i = 50; i < words.size(); i += 100)
        words[i] = u"another%1"_s.arg(i);
    return {before, joined(words)};
}

// Other sentences throughout, of the same words.
Texts rewritten()
{
    return {joined(prose(1)), joined(prose(2))};
}

bool ours(const Texts& texts)
{
    return textDiff(texts.before, texts.after).size() > 1;
}

// What one would write first: dtl over the words.
bool plain(const Texts& texts)
{
    const auto words = [](const QString& text) {
        std::vector<QString> all;
        for (const QString& word : text.split(u' '))
            all.push_back(word);
        return all;
    };
    dtl::Diff<QString, std::vector<QString>> diff(words(texts.before), words(texts.after));
    diff.compose();
    return diff.getSes().getSequence().size() > 1;
}

int measure(bool (*work)(const Texts&), const Texts& texts, int times)
{
    QList<double> taken;
    for (int i = 0; i < times; ++i) {
        const double begun = processorMilliseconds();
        if (!work(texts))
            return 1;
        taken << processorMilliseconds() - begun;
    }
    say("ms", median(taken));
    say("bytes", static_cast<double>(texts.before.toUtf8().size()));
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const std::string_view mode = argc == 2 ? argv[1] : "";
    if (mode == "ours-edited")
        return measure(ours, edited(), rounds);
    if (mode == "ours-rewritten")
        return measure(ours, rewritten(), rounds);
    if (mode == "plain-edited")
        return measure(plain, edited(), rounds);
    if (mode == "plain-rewritten")
        return measure(plain, rewritten(), 1);
    return 2;
}
