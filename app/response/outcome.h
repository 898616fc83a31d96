#pragma once

#include "app/base/known.h"

namespace safelight {

enum class Outcome {
    Delivered,
    Truncated,
    PromptBlocked,
    ResponseBlocked,
    Stopped,
    Empty,
    Refused,
    Interrupted,
    ApiError,
    Unreadable,
};

enum class Stage { Request, Input, Thinking, Generation, Output, Delivered, Transport, Unknown };

enum class SettingHelps { No, Yes, Unknown };

// Same: the very same request may pass. Changed: only after an edit. Later: wait first. No: do not.
enum class RetryAdvice { Same, Changed, Later, No };

// The words of the command line (headless.md), also stored in sessions.
template<>
struct WireNames<Outcome>
{
    static constexpr std::array table {
        std::pair {Outcome::Delivered, QLatin1StringView("delivered")},
        std::pair {Outcome::Truncated, QLatin1StringView("truncated")},
        std::pair {Outcome::PromptBlocked, QLatin1StringView("promptBlocked")},
        std::pair {Outcome::ResponseBlocked, QLatin1StringView("responseBlocked")},
        std::pair {Outcome::Stopped, QLatin1StringView("stopped")},
        std::pair {Outcome::Empty, QLatin1StringView("empty")},
        std::pair {Outcome::Refused, QLatin1StringView("refused")},
        std::pair {Outcome::Interrupted, QLatin1StringView("interrupted")},
        std::pair {Outcome::ApiError, QLatin1StringView("apiError")},
        std::pair {Outcome::Unreadable, QLatin1StringView("unreadable")},
    };
};

template<>
struct WireNames<Stage>
{
    static constexpr std::array table {
        std::pair {Stage::Request, QLatin1StringView("request")},
        std::pair {Stage::Input, QLatin1StringView("input")},
        std::pair {Stage::Thinking, QLatin1StringView("thinking")},
        std::pair {Stage::Generation, QLatin1StringView("generation")},
        std::pair {Stage::Output, QLatin1StringView("output")},
        std::pair {Stage::Delivered, QLatin1StringView("delivered")},
        std::pair {Stage::Transport, QLatin1StringView("transport")},
        std::pair {Stage::Unknown, QLatin1StringView("unknown")},
    };
};

template<>
struct WireNames<SettingHelps>
{
    static constexpr std::array table {
        std::pair {SettingHelps::No, QLatin1StringView("no")},
        std::pair {SettingHelps::Yes, QLatin1StringView("yes")},
        std::pair {SettingHelps::Unknown, QLatin1StringView("unknown")},
    };
};

template<>
struct WireNames<RetryAdvice>
{
    static constexpr std::array table {
        std::pair {RetryAdvice::Same, QLatin1StringView("same")},
        std::pair {RetryAdvice::Changed, QLatin1StringView("changed")},
        std::pair {RetryAdvice::Later, QLatin1StringView("later")},
        std::pair {RetryAdvice::No, QLatin1StringView("no")},
    };
};

} // namespace safelight
