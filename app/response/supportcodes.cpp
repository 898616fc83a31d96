#include "app/response/supportcodes.h"

#include "app/response/response.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using enum SupportCategory;
using Phase = SupportPhase;

constexpr qsizetype mostCodes = 100; // more than any answer has; a hostile one may

struct Row
{
    QLatin1StringView code;
    SupportCategory category;
    SupportPhase phase;
};

constexpr Row row(const char* code, SupportCategory category, SupportPhase phase)
{
    return {QLatin1StringView(code), category, phase};
}

// gemini-api.md §3 (Google's pages on responsible AI for Gemini images and for Imagen, 10 Apr 2026).
constexpr std::array rows {
    row("58061214", Child, Phase::Input),
    row("17301594", Child, Phase::Output),
    row("29310472", Celebrity, Phase::Input),
    row("15236754", Celebrity, Phase::Output),
    row("62263041", Dangerous, Phase::Input),
    row("57734940", Hate, Phase::Input),
    row("22137204", Hate, Phase::Output),
    row("42876398", Other, Phase::Input),
    row("29578790", Other, Phase::Output),
    row("74803281", Other, Phase::Output),
    row("39322892", Person, Phase::Input),
    row("92201652", PersonalData, Phase::Unknown),
    row("89371032", Prohibited, Phase::Input),
    row("49114662", Prohibited, Phase::Output),
    row("72817394", Prohibited, Phase::Output),
    row("90789179", Sexual, Phase::Input),
    row("63429089", Sexual, Phase::Output),
    row("43188360", Sexual, Phase::Output),
    row("35561574", ThirdParty, Phase::Unknown),
    row("35561575", ThirdParty, Phase::Unknown),
    row("78610348", Toxic, Phase::Unknown),
    row("61493863", Violence, Phase::Input),
    row("56562880", Violence, Phase::Output),
    row("32635315", Vulgar, Phase::Unknown),
    row("64151117", CelebrityOrChild, Phase::Unknown),
};

SupportCode decoded(const QString& code)
{
    const auto it = std::ranges::find_if(rows, [&code](const Row& row) { return code == row.code; });
    return it == rows.end() ? SupportCode {code, {}, SupportPhase::Unknown}
                            : SupportCode {code, it->category, it->phase};
}

void collect(const QString& text, QList<SupportCode>& codes)
{
    // Older Vertex services call them error codes; those of HTTP are shorter.
    static const QRegularExpression listed(
        u"(?:Support codes?|Error codes?(?=:\\s*\\d{8}\\b)):\\s*([\\d,\\s]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression gap(u"[,\\s]+"_s);
    for (auto match = listed.globalMatch(text); match.hasNext();) {
        const auto found = match.next().captured(1).split(gap, Qt::SkipEmptyParts);
        for (const auto& code : found) {
            if (codes.size() >= mostCodes)
                return;
            if (std::ranges::find(codes, code, &SupportCode::code) == codes.end())
                codes.append(decoded(code));
        }
    }
}

} // namespace

QList<SupportCode> supportCodes(const QString& text)
{
    QList<SupportCode> codes;
    collect(text, codes);
    return codes;
}

QList<SupportCode> supportCodes(const Response& response)
{
    QList<SupportCode> codes;
    if (response.promptFeedback)
        collect(response.promptFeedback->blockReasonMessage, codes);
    for (const auto& candidate : response.candidates)
        collect(candidate.finishMessage, codes);
    if (response.error) {
        collect(response.error->message, codes);
        collect(response.error->detail, codes);
    }
    return codes;
}

} // namespace safelight
