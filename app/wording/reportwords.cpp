#include "app/wording/reportwords.h"

#include "app/wording/context.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight::wording {

QString reportTitle(const QString& session)
{
    return session.isEmpty() ? Wording::tr("Session report") : Wording::tr("Session report: %1").arg(session);
}

QString reportSubtitle(const QString& time, const QString& version)
{
    return Wording::tr("Written on %1 by Safelight %2").arg(time, version);
}

QString reportFooter(const QString& version)
{
    return Wording::tr("Written by Safelight %1, a workbench for Gemini prompts that a safety filter stops.")
        .arg(version);
}

QString pageOf(int page, int pages)
{
    return Wording::tr("Page %1 of %2").arg(page).arg(pages);
}

QString attemptNumber(int number)
{
    return u"#%1"_s.arg(number);
}

QString attemptNumbers(const QList<int>& numbers)
{
    constexpr qsizetype shown = 3;
    QStringList words;
    for (const int number : numbers.mid(0, shown))
        words << attemptNumber(number);
    const QString listed = words.join(u", "_s);
    const int more = int(numbers.size() - words.size());
    return more > 0 ? Wording::tr("%1 and %n more", nullptr, more).arg(listed) : listed;
}

QString attemptTitle(int number, const QString& title)
{
    return title.isEmpty() ? Wording::tr("Attempt %1").arg(number)
                           : Wording::tr("Attempt %1: %2").arg(QString::number(number), title);
}

QString comparisonTitle(const QList<int>& numbers)
{
    QStringList words;
    for (const int number : numbers)
        words << attemptNumber(number);
    return Wording::tr("Side by side: %1").arg(words.join(u" · "_s));
}

QString baseline(const QString& name)
{
    return Wording::tr("%1 (baseline)").arg(name);
}

QString attemptsPassed(int attempts, int passed)
{
    return Wording::tr("%1, of which %2 delivered an answer").arg(number(attempts), number(passed));
}

QString simulatedAttempts(int simulated, int attempts)
{
    return simulated == attempts
        ? Wording::tr("all: their answers were made up on this machine")
        : Wording::tr("%1 of %2: their answers were made up on this machine, not by a model")
              .arg(number(simulated), number(attempts));
}

QString importedAttempts(int count)
{
    return Wording::tr("%n answers were recorded elsewhere and only read here", nullptr, count);
}

QString openAttempts(int count)
{
    return Wording::tr("%n attempts had no answer yet", nullptr, count);
}

QString withoutPrice(int count)
{
    return Wording::tr("%n more without a known price", nullptr, count);
}

QString tokenCounts(qint64 prompt, qint64 thoughts, qint64 output, qint64 images)
{
    if (prompt == 0 && thoughts == 0 && output == 0 && images == 0)
        return {};
    QString text =
        Wording::tr("%1 in · %2 thinking · %3 out").arg(number(prompt), number(thoughts), number(output));
    if (images > 0)
        text += u" · "_s + Wording::tr("%n images", nullptr, int(images));
    return text;
}

QString passedOf(int passed, int tries)
{
    return Wording::tr("%1 of %2").arg(number(passed), number(tries));
}

QString undecided(int count)
{
    return Wording::tr("%n not decided", nullptr, count);
}

QString percentSpan(double low, double high)
{
    const auto percent = [](double rate) { return QString::number(std::lround(rate * 100)); };
    return Wording::tr("%1–%2 %").arg(percent(low), percent(high));
}

QString importedFrom(const QString& source)
{
    return Wording::tr("recorded elsewhere, read from “%1”").arg(source);
}

QString simulatedBackend(const QString& name)
{
    return Wording::tr("%1: the answer was made up on this machine").arg(name);
}

QString tries(int count)
{
    return Wording::tr("%n tries", nullptr, count);
}

QString stageMark(StageState::Mark mark)
{
    switch (mark) {
    case StageState::Mark::Passed:
        return Wording::tr("passed");
    case StageState::Mark::Stopped:
        return Wording::tr("stopped here");
    case StageState::Mark::NotReached:
        return Wording::tr("not reached");
    case StageState::Mark::Unknown:
        break;
    }
    return Wording::tr("not known");
}

QString ratingsOf(int candidate)
{
    if (candidate < 0)
        return Wording::tr("Ratings of the prompt");
    return candidate == 0 ? Wording::tr("Ratings of the answer")
                          : Wording::tr("Ratings of candidate %1").arg(candidate + 1);
}

QString candidateNumber(int number)
{
    return Wording::tr("Candidate %1").arg(number);
}

QString characters(qint64 count)
{
    return count == 1 ? Wording::tr("1 character") : Wording::tr("%1 characters").arg(number(count));
}

QString charactersLeftOut(qint64 count)
{
    return Wording::tr("[%1 more are left out here; the HTML and JSON reports have them.]")
        .arg(characters(count));
}

QString writingStopped()
{
    return Wording::tr("Writing the report was stopped; nothing was written.");
}

QString picturesScaled(int side)
{
    return Wording::tr("Pictures are shown with at most %1 pixels on the longer side; their sizes and "
                       "hashes are those of the originals.")
        .arg(side);
}

QString pricesChecked(QDate from, QDate until)
{
    return from == until || !until.isValid()
        ? Wording::tr("The prices used were checked on %1.").arg(day(from))
        : Wording::tr("The prices used were checked between %1 and %2.").arg(day(from), day(until));
}

QString priceSources(const QStringList& sources)
{
    return Wording::tr("Sources of the prices: %1.").arg(sources.join(u"; "_s));
}

QStringList generationSettings(const GenerationSettings& settings)
{
    QStringList lines;
    const auto add = [&lines](QLatin1StringView name, const auto& value) {
        if (value)
            lines << u"%1: %2"_s.arg(name).arg(*value);
    };
    add("temperature"_L1, settings.temperature);
    add("topP"_L1, settings.topP);
    add("topK"_L1, settings.topK);
    add("candidateCount"_L1, settings.candidateCount);
    add("maxOutputTokens"_L1, settings.maxOutputTokens);
    add("seed"_L1, settings.seed);
    if (!settings.stopSequences.isEmpty())
        lines << u"stopSequences: "_s + settings.stopSequences.join(u", "_s);
    if (!settings.responseModalities.isEmpty())
        lines << u"responseModalities: "_s + settings.responseModalities.join(u", "_s);
    add("imageConfig.aspectRatio"_L1, settings.aspectRatio);
    add("imageConfig.imageSize"_L1, settings.imageSize);
    add("thinkingConfig.thinkingLevel"_L1, settings.thinkingLevel);
    add("thinkingConfig.thinkingBudget"_L1, settings.thinkingBudget);
    if (settings.includeThoughts)
        lines << u"thinkingConfig.includeThoughts: "_s + (*settings.includeThoughts ? u"true"_s : u"false"_s);
    return lines;
}

} // namespace safelight::wording
