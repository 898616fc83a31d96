#pragma once

#include "app/report/reportoptions.h"

#include <QByteArray>

namespace safelight {

// Which attempts a report is about.
enum class ReportScope { All, Listed, Chosen, Starred };

template<>
struct WireNames<ReportScope>
{
    static constexpr std::array table {
        std::pair {ReportScope::All, QLatin1StringView("all")},
        std::pair {ReportScope::Listed, QLatin1StringView("listed")},
        std::pair {ReportScope::Chosen, QLatin1StringView("chosen")},
        std::pair {ReportScope::Starred, QLatin1StringView("starred")},
    };
};

// What was chosen for a report, and is proposed for the next.
struct ReportChoice
{
    ReportFormat format = ReportFormat::Html;
    ReportScope scope = ReportScope::All;
    ReportOptions options;
    bool picturesInside = false; // Markdown
    bool compare = true; // the chosen ones, where they are two to four

    friend bool operator==(const ReportChoice&, const ReportChoice&) = default;
};

// For the settings. What is unknown or broken is as at the beginning; comparisons are not kept.
QByteArray encodeChoice(const ReportChoice& choice);
ReportChoice decodeChoice(const QByteArray& json);

} // namespace safelight
