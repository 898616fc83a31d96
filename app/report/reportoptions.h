#pragma once

#include "app/base/known.h"

#include <QFlags>
#include <QList>
#include <QString>

namespace safelight {

enum class ReportFormat { Html, Pdf, Markdown, Json, Csv };

template<>
struct WireNames<ReportFormat>
{
    static constexpr std::array table {
        std::pair {ReportFormat::Html, QLatin1StringView("html")},
        std::pair {ReportFormat::Pdf, QLatin1StringView("pdf")},
        std::pair {ReportFormat::Markdown, QLatin1StringView("markdown")},
        std::pair {ReportFormat::Json, QLatin1StringView("json")},
        std::pair {ReportFormat::Csv, QLatin1StringView("csv")},
    };
};

// What is taken out. Keys are never in a report, whatever is chosen.
enum class Redaction {
    None = 0,
    // Everything that was asked and could repeat it: prompt, system instruction, captions, file names, stop
    // sequences, and the texts of the answers.
    Prompts = 1,
    Images = 2, // reference images and pictures of the answers, and their hashes
    Host = 4, // host names, addresses and URLs
    Project = 8, // ids and numbers of cloud projects
    Comments = 16, // what the user wrote: comments, tags, titles, the session's name
};
Q_DECLARE_FLAGS(Redactions, Redaction)
Q_DECLARE_OPERATORS_FOR_FLAGS(Redactions)

// The words of the command line and of the JSON report.
template<>
struct WireNames<Redaction>
{
    static constexpr std::array table {
        std::pair {Redaction::Prompts, QLatin1StringView("prompts")},
        std::pair {Redaction::Images, QLatin1StringView("images")},
        std::pair {Redaction::Host, QLatin1StringView("host")},
        std::pair {Redaction::Project, QLatin1StringView("project")},
        std::pair {Redaction::Comments, QLatin1StringView("comments")},
    };
};

enum class ReportSection {
    None = 0,
    Summary = 1,
    List = 2, // all attempts in one table
    Attempts = 4, // each attempt by itself: verdict, and what follows
    Ratings = 8,
    Tokens = 16,
    Request = 32,
    Answer = 64,
    Comparisons = 128,
    Method = 256,
    All = 511,
};
Q_DECLARE_FLAGS(ReportSections, ReportSection)
Q_DECLARE_OPERATORS_FOR_FLAGS(ReportSections)

template<>
struct WireNames<ReportSection>
{
    static constexpr std::array table {
        std::pair {ReportSection::Summary, QLatin1StringView("summary")},
        std::pair {ReportSection::List, QLatin1StringView("list")},
        std::pair {ReportSection::Attempts, QLatin1StringView("attempts")},
        std::pair {ReportSection::Ratings, QLatin1StringView("ratings")},
        std::pair {ReportSection::Tokens, QLatin1StringView("tokens")},
        std::pair {ReportSection::Request, QLatin1StringView("request")},
        std::pair {ReportSection::Answer, QLatin1StringView("answer")},
        std::pair {ReportSection::Comparisons, QLatin1StringView("comparisons")},
        std::pair {ReportSection::Method, QLatin1StringView("method")},
    };
};

// Full: the very bytes. The others: at most that many pixels on the longer side; smaller pictures stay as
// they are.
enum class PictureSize { None, Small, Large, Full };

template<>
struct WireNames<PictureSize>
{
    static constexpr std::array table {
        std::pair {PictureSize::None, QLatin1StringView("none")},
        std::pair {PictureSize::Small, QLatin1StringView("small")},
        std::pair {PictureSize::Large, QLatin1StringView("large")},
        std::pair {PictureSize::Full, QLatin1StringView("full")},
    };
};

// Pixels of the longer side; 0: as it is.
constexpr int longestSide(PictureSize size)
{
    return size == PictureSize::Small ? 320 : size == PictureSize::Large ? 1024 : 0;
}

struct ReportOptions
{
    // Attempts side by side: two to four of those in the report, by id.
    struct Compared
    {
        QList<qint64> ids;
        qint64 baseline = 0; // none of them: the first

        friend bool operator==(const Compared&, const Compared&) = default;
    };

    Redactions redactions;
    ReportSections sections = ReportSection::All;
    PictureSize pictures = PictureSize::Large;
    bool rawAnswers = false; // the answers byte for byte, for JSON; never with a redaction
    QList<Compared> comparisons;

    bool has(ReportSection section) const { return sections.testFlag(section); }
    bool hides(Redaction redaction) const { return redactions.testFlag(redaction); }

    friend bool operator==(const ReportOptions&, const ReportOptions&) = default;
};

} // namespace safelight
