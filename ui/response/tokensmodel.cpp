#include "ui/response/tokensmodel.h"
#include "app/history/attempt.h"
#include "app/wording/words.h"
#include "ui/response/celldelegate.h"

#include <QPalette>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using Kind = TokenRow::Kind;

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Prompt:
        return TokensModel::tr("Prompt");
    case Kind::Cached:
        return TokensModel::tr("Cached, within the prompt");
    case Kind::ToolUse:
        return TokensModel::tr("Tool use");
    case Kind::Thoughts:
        return TokensModel::tr("Thinking");
    case Kind::Output:
        return TokensModel::tr("Output");
    case Kind::Total:
        break;
    }
    return TokensModel::tr("Total");
}

QString modalityName(const TokenRow& row)
{
    if (row.rest)
        return TokensModel::tr("Text, not listed apart");
    return row.modality ? wording::modality(*row.modality) : QString();
}

struct Look
{
    Role role = Role::Accent;
    double strength = 1;
};

// Input in the accent colour, thinking grey, output green; pictures lighter than text.
Look lookOf(const TokenRow& row)
{
    const bool picture = row.modality && *row.modality == Modality::Image;
    switch (row.kind) {
    case Kind::Prompt:
        return {Role::Accent, picture ? 0.5 : 1.0};
    case Kind::Cached:
    case Kind::ToolUse:
        return {Role::Accent, 0.3};
    case Kind::Thoughts:
        return {Role::Mute, 0.7};
    case Kind::Output:
        return {Role::Good, picture ? 0.6 : 1.0};
    case Kind::Total:
        break;
    }
    return {};
}

void addRows(QList<TokenRow>& rows, Kind kind, std::optional<qint64> tokens,
             const QList<ModalityTokens>& details)
{
    if (!tokens && details.isEmpty())
        return;
    const bool counted = kind != Kind::Cached;
    qint64 listed = 0;
    for (const auto& detail : details) {
        rows << TokenRow {kind, detail.modality, false, detail.tokens, counted};
        listed += detail.tokens;
    }
    if (details.isEmpty())
        rows << TokenRow {kind, {}, false, *tokens, counted};
    else if (tokens && *tokens > listed)
        rows << TokenRow {kind, {}, true, *tokens - listed, counted};
}

} // namespace

QList<TokenRow> tokenRows(const TokenUsage& usage)
{
    QList<TokenRow> rows;
    addRows(rows, Kind::Prompt, usage.prompt, usage.promptDetails);
    addRows(rows, Kind::Cached, usage.cached, usage.cachedDetails);
    addRows(rows, Kind::ToolUse, usage.toolUse, usage.toolUseDetails);
    addRows(rows, Kind::Thoughts, usage.thoughts, {});
    if (!usage.candidatesMirrorThoughts())
        addRows(rows, Kind::Output, usage.candidates, usage.candidatesDetails);
    if (usage.total)
        rows << TokenRow {Kind::Total, {}, false, *usage.total, false};
    return rows;
}

StackedBar tokenBar(const QList<TokenRow>& rows)
{
    StackedBar bar;
    for (const auto& row : rows) {
        if (!row.counted || row.tokens <= 0)
            continue;
        const QString modality = modalityName(row);
        const Look look = lookOf(row);
        bar.pieces << StackedBar::Piece {
            kindName(row.kind) + (modality.isEmpty() ? QString() : u", "_s + modality), double(row.tokens),
            wording::number(row.tokens), look.role, look.strength};
    }
    return bar;
}

QString tokenSum(const TokenUsage& usage)
{
    const auto consistent = usage.isConsistent();
    if (!consistent)
        return {};
    QStringList parts;
    qint64 sum = 0;
    const auto add = [&parts, &sum](std::optional<qint64> tokens, const QString& name) {
        if (!tokens)
            return;
        parts << TokensModel::tr("%1 %2").arg(wording::number(*tokens), name);
        sum += *tokens;
    };
    add(usage.prompt, TokensModel::tr("prompt"));
    add(usage.toolUse, TokensModel::tr("tool use"));
    add(usage.thoughts, TokensModel::tr("thinking"));
    if (!usage.candidatesMirrorThoughts())
        add(usage.candidates, TokensModel::tr("output"));
    const QString terms = parts.join(u" + "_s);
    if (*consistent)
        return TokensModel::tr("Adds up: %1 = %2.").arg(terms, wording::number(*usage.total));
    return TokensModel::tr("Does not add up: %1 = %2, but the total says %3.")
        .arg(terms, wording::number(sum), wording::number(*usage.total));
}

QString tokenNotes(const Attempt& attempt)
{
    QStringList notes;
    const auto& usage = attempt.response.usage;
    if (!usage)
        return {};
    if (usage->candidatesMirrorThoughts())
        notes
            << TokensModel::tr(
                   "The output count repeats the thinking count (%1), as blocked calls may: it is no output.")
                   .arg(wording::number(*usage->candidates));
    qsizetype drafts = 0;
    for (const auto& candidate : attempt.response.candidates)
        drafts += std::max<qsizetype>(0, candidate.images().size() - 1);
    if (drafts > 0)
        notes << (drafts == 1 ? TokensModel::tr("The output counts the draft picture too.")
                              : TokensModel::tr("The output counts the %1 draft pictures too.").arg(drafts));
    if (!usage->trafficType.isEmpty())
        notes << TokensModel::tr("Traffic type: %1.").arg(usage->trafficType);
    return notes.join(u' ');
}

QVariant TokensModel::cell(const TokenRow& row, int column, int role) const
{
    if (role == Qt::DisplayRole)
        return column == Kind ? kindName(row.kind)
            : column == Of    ? modalityName(row)
                              : wording::number(row.tokens);
    if (role == Qt::TextAlignmentRole && column == Tokens)
        return int(Qt::AlignRight | Qt::AlignTop);
    if (role == cellrole::Swatch && column == Kind && row.counted) {
        const Look look = lookOf(row);
        return mixedColor(m_palette, look.role, look.strength);
    }
    if (role == cellrole::Swatch && column == Kind)
        return QColor(Qt::transparent); // so that all names begin at one edge
    if (role == cellrole::Ink && row.kind == TokenRow::Kind::Cached)
        return static_cast<int>(Role::Mute);
    return {};
}

QVariant TokensModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole && column == Tokens)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return column == Kind ? tr("Kind") : column == Of ? tr("Modality") : tr("Tokens");
}

} // namespace safelight
