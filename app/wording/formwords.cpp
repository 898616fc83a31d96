#include "app/wording/formwords.h"

#include "app/wording/context.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

struct FormName
{
    QLatin1StringView form;
    const char* name;
};

constexpr std::array formNames {
    FormName {"openai.chat"_L1, QT_TRANSLATE_NOOP("Wording", "OpenAI chat completion")},
    FormName {"openai.responses"_L1, QT_TRANSLATE_NOOP("Wording", "OpenAI response")},
    FormName {"anthropic.messages"_L1, QT_TRANSLATE_NOOP("Wording", "Anthropic message")},
    FormName {"langchain"_L1, QT_TRANSLATE_NOOP("Wording", "LangChain message")},
    FormName {"ai-sdk"_L1, QT_TRANSLATE_NOOP("Wording", "AI SDK result")},
    FormName {"spring-ai"_L1, QT_TRANSLATE_NOOP("Wording", "Spring AI response")},
    FormName {"interactions"_L1, QT_TRANSLATE_NOOP("Wording", "interaction")},
    FormName {"palm"_L1, QT_TRANSLATE_NOOP("Wording", "PaLM response")},
    FormName {"sdk.print"_L1, QT_TRANSLATE_NOOP("Wording", "a program’s printed form")},
    FormName {"sdk.text"_L1, QT_TRANSLATE_NOOP("Wording", "an SDK’s error message")},
    FormName {"gateway.error"_L1, QT_TRANSLATE_NOOP("Wording", "a gateway’s error")},
    FormName {"gemini.fragment"_L1, QT_TRANSLATE_NOOP("Wording", "part of a Gemini response")},
    FormName {"gemini.batch"_L1, QT_TRANSLATE_NOOP("Wording", "line of a batch’s output")},
    FormName {"gemini.live"_L1, QT_TRANSLATE_NOOP("Wording", "messages of the Live API")},
    FormName {"vertex.operation"_L1, QT_TRANSLATE_NOOP("Wording", "long-running operation")},
    FormName {"vertex.prediction"_L1, QT_TRANSLATE_NOOP("Wording", "Vertex AI prediction")},
    FormName {"gemini.response"_L1, QT_TRANSLATE_NOOP("Wording", "Gemini response")},
    FormName {"gemini.stream"_L1, QT_TRANSLATE_NOOP("Wording", "Gemini stream")},
    FormName {"gemini.error"_L1, QT_TRANSLATE_NOOP("Wording", "Gemini error")},
};

} // namespace

QString readAs(const Response& response)
{
    const bool isOwn = response.form.isEmpty() && response.through.isEmpty();
    const auto it = std::ranges::find(formNames, formOf(response), &FormName::form);
    if (isOwn || it == formNames.end())
        return {};
    const QString name = Wording::tr(it->name);
    return response.through.isEmpty() ? name : Wording::tr("%1, through %2").arg(name, response.through);
}

} // namespace safelight::wording
