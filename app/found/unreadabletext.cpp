#include "app/found/unreadabletext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace safelight {

namespace {

// The first row whose words all stand in the text decides.
struct Familiar
{
    std::array<const char*, 3> words;
    const char* sentence;
};

constexpr std::array familiar {
    Familiar {
        {"\"done\": false"},
        QT_TRANSLATE_NOOP("UnreadableText",
                          "This is an operation that has not ended. Ask for it again until “done” is true.")},
    Familiar {
        {"\"done\":false"},
        QT_TRANSLATE_NOOP("UnreadableText",
                          "This is an operation that has not ended. Ask for it again until “done” is true.")},
    Familiar {{"chat.completion.chunk"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This is the beginning of an OpenAI-style stream. The reason is in "
                                "its last chunks: copy the stream to its end.")},
    Familiar {{"content_block_"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This is the beginning of an Anthropic-style stream. The reason is in "
                                "its last events: copy the stream to its end.")},
    Familiar {{"interaction.", "event_type"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "These are events of an interaction that has not ended. Copy them up "
                                "to its completion or its error.")},
    Familiar {{"HARM_CATEGORY_", "probability"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "These are safety ratings without a reason. Print "
                                "promptFeedback and each candidate’s finishReason as well.")},
    Familiar {{"HARM_CATEGORY_", "threshold"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "These are safety settings of a request. Copy the response to it.")},
    Familiar {{"\"contents\"", "\"parts\""},
              QT_TRANSLATE_NOOP("UnreadableText", "This is a request. Copy the response to it.")},
    Familiar {{"TokenCount"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "These are token counts without the response they belong to. Print "
                                "the whole response.")},
    Familiar {{"total_tokens"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "These are token counts without the response they belong to. Print "
                                "the whole response.")},
    Familiar {
        {"Traceback (most recent call last)"},
        QT_TRANSLATE_NOOP("UnreadableText",
                          "This is a Python traceback that does not say why the response was stopped. Print "
                          "response.prompt_feedback and response.candidates before reading its text.")},
    Familiar {{"\tat ", ".java:"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This is a Java stack trace that does not say why the response was "
                                "stopped. Print the response object itself.")},
    Familiar {{"    at ", ".js:"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This is a JavaScript stack trace that does not say why the response "
                                "was stopped. Print JSON.stringify(response).")},
    Familiar {{"finishReason"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This text talks about finish reasons and contains no response.")},
    Familiar {{"finish_reason"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This text talks about finish reasons and contains no response.")},
    Familiar {{"promptFeedback"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This text talks about blocked prompts and contains no response.")},
    Familiar {{"safety", "Gemini"},
              QT_TRANSLATE_NOOP("UnreadableText",
                                "This text talks about Gemini’s safety filters and contains no "
                                "response.")},
    Familiar {{"blocked", "Gemini"},
              QT_TRANSLATE_NOOP("UnreadableText", "This text talks about blocks and contains no response.")},
};

} // namespace

QString whatItIsInstead(QByteArrayView text)
{
    const auto it = std::ranges::find_if(familiar, [text](const Familiar& row) {
        return std::ranges::all_of(row.words,
                                   [text](const char* word) { return !word || text.contains(word); });
    });
    return it == familiar.end() ? QString() : QCoreApplication::translate("UnreadableText", it->sentence);
}

} // namespace safelight
