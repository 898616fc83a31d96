#pragma once

#include "app/base/known.h"

#include <QList>
#include <QStringList>

namespace safelight {

struct Response;

// What a Vertex AI support code stands for (gemini-api.md §3).
enum class SupportCategory {
    Child,
    Celebrity,
    CelebrityOrChild,
    Dangerous,
    Hate,
    Other,
    Person,
    PersonalData,
    Prohibited,
    Sexual,
    ThirdParty,
    Toxic,
    Violence,
    Vulgar,
};

// Was it the input or the output that was filtered? Not documented for every code.
enum class SupportPhase { Input, Output, Unknown };

// The words of the command line.
template<>
struct WireNames<SupportCategory>
{
    static constexpr std::array table {
        std::pair {SupportCategory::Child, QLatin1StringView("child")},
        std::pair {SupportCategory::Celebrity, QLatin1StringView("celebrity")},
        std::pair {SupportCategory::CelebrityOrChild, QLatin1StringView("celebrityOrChild")},
        std::pair {SupportCategory::Dangerous, QLatin1StringView("dangerous")},
        std::pair {SupportCategory::Hate, QLatin1StringView("hate")},
        std::pair {SupportCategory::Other, QLatin1StringView("other")},
        std::pair {SupportCategory::Person, QLatin1StringView("person")},
        std::pair {SupportCategory::PersonalData, QLatin1StringView("personalData")},
        std::pair {SupportCategory::Prohibited, QLatin1StringView("prohibited")},
        std::pair {SupportCategory::Sexual, QLatin1StringView("sexual")},
        std::pair {SupportCategory::ThirdParty, QLatin1StringView("thirdParty")},
        std::pair {SupportCategory::Toxic, QLatin1StringView("toxic")},
        std::pair {SupportCategory::Violence, QLatin1StringView("violence")},
        std::pair {SupportCategory::Vulgar, QLatin1StringView("vulgar")},
    };
};

template<>
struct WireNames<SupportPhase>
{
    static constexpr std::array table {
        std::pair {SupportPhase::Input, QLatin1StringView("input")},
        std::pair {SupportPhase::Output, QLatin1StringView("output")},
        std::pair {SupportPhase::Unknown, QLatin1StringView("unknown")},
    };
};

struct SupportCode
{
    QString code; // digits, as they came
    std::optional<SupportCategory> category; // absent: a code this program does not know
    SupportPhase phase = SupportPhase::Unknown;

    friend bool operator==(const SupportCode&, const SupportCode&) = default;
};

// The codes behind "Support codes:" in a text, each once and in order; at most 100.
QList<SupportCode> supportCodes(const QString& text);
// Those in all the sentences of the service: block message, finish messages, error.
QList<SupportCode> supportCodes(const Response& response);

} // namespace safelight
