#include "app/simulator/examples.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("Example", text);
}

// The prompts themselves are not translated: the filters' rules are made for English.
Example passing()
{
    Example example {u"passes"_s,
                     words("An image that gets through"),
                     words("Nothing here trips a filter: it passes every stage."),
                     {}};
    example.prompt.text =
        u"Watercolour illustration of a lighthouse on a rocky coast at dawn, soft light from the "
        "left, calm sea, a few gulls, muted blue and amber colours."_s;
    example.prompt.model = u"gemini-3-pro-image"_s;
    example.prompt.safety = settingsOf(SafetyPreset::Diagnostic);
    example.prompt.generation.aspectRatio = u"16:9"_s;
    return example;
}

Example stoppedByThreshold()
{
    Example example {
        u"threshold"_s,
        words("A question that a threshold blocks"),
        words("A legitimate question, stopped at the prompt by a strict threshold that you can change."),
        {}};
    example.prompt.text =
        u"How do attackers use phishing mails to steal passwords, and what should I tell a new "
        "colleague to look out for?"_s;
    example.prompt.model = u"gemini-3.6-flash"_s;
    example.prompt.safety = settingsOf(SafetyPreset::Strict);
    return example;
}

Example withheld()
{
    Example example {
        u"outputFilter"_s,
        words("An image the output filter blocks"),
        words("The image is made, then blocked. No threshold changes that; a more specific prompt "
              "does."),
        {}};
    example.prompt.text = u"Photo of a woman in swimwear at the beach"_s;
    example.prompt.model = u"gemini-3-pro-image"_s;
    example.prompt.safety = settingsOf(SafetyPreset::Diagnostic);
    return example;
}

} // namespace

QList<Example> examples()
{
    return {passing(), stoppedByThreshold(), withheld()};
}

} // namespace safelight
