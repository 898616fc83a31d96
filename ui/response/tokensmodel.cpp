#include "ui/response/tokensmodel.h"
#include "app/cost/costlines.h"
#include "app/session/attempt.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"
#include "ui/view/celldelegate.h"

#include <QPalette>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString modalityName(const CostLine& line)
{
    const bool isUntold = line.modality == Modality::Unspecified || line.kind == CostKind::Thinking
        || line.kind == CostKind::Request;
    return isUntold ? QString() : wording::modality(line.modality);
}

// "Prompt, image"
QString nameOf(const CostLine& line)
{
    const QString modality = modalityName(line);
    const QString kind = wording::costKind(line.kind);
    return modality.isEmpty() ? kind : TokensModel::tr("%1, %2").arg(kind, modality.toLower());
}

struct Look
{
    Role role = Role::Accent;
    double strength = 1;
};

// Input in the accent colour, thinking grey, output green; pictures lighter than text.
Look lookOf(const CostLine& line)
{
    const bool picture = line.modality == Modality::Image;
    switch (line.kind) {
    case CostKind::Prompt:
        return {Role::Accent, picture ? 0.5 : 1.0};
    case CostKind::Cached:
    case CostKind::ToolUse:
        return {Role::Accent, 0.3};
    case CostKind::Thinking:
        return {Role::Mute, 0.7};
    case CostKind::Output:
        return {Role::Good, picture ? 0.6 : 1.0};
    case CostKind::Draft:
        return {Role::Good, 0.3};
    case CostKind::Request:
        break;
    }
    return {};
}

// A flat price is one line; what was counted is worth knowing all the same.
bool countsTokens(const QList<CostLine>& lines)
{
    return std::ranges::any_of(lines, [](const CostLine& line) { return line.tokens > 0; });
}

} // namespace

QList<TokenRow> tokenRows(const Attempt& attempt)
{
    const auto& usage = attempt.response.usage;
    QList<CostLine> lines = attempt.billing.lines;
    if (usage && !countsTokens(lines)) {
        auto counted = costLines(*usage, {});
        for (auto& line : counted)
            line.charged = Charged::Unknown;
        lines = counted + lines;
    }
    // That nothing came out is worth a line: it is what is not charged.
    if (usage && usage->candidates == 0)
        lines << CostLine {CostKind::Output, Modality::Unspecified, 0, {}, Charged::No, 0, 0};
    QList<TokenRow> rows;
    for (const auto& line : std::as_const(lines))
        rows << TokenRow {line, false};
    if (rows.isEmpty() && !(usage && usage->total))
        return rows;
    TokenRow total {{}, true};
    total.line.tokens = usage ? usage->total.value_or(-1) : -1;
    total.line.low = attempt.billing.low;
    total.line.high = attempt.billing.high;
    rows << total;
    return rows;
}

StackedBar tokenBar(const QList<TokenRow>& rows)
{
    StackedBar bar;
    for (const auto& [line, isTotal] : rows) {
        if (isTotal || line.tokens <= 0)
            continue;
        const Look look = lookOf(line);
        bar.pieces << StackedBar::Piece {nameOf(line), double(line.tokens), wording::number(line.tokens),
                                         look.role, look.strength};
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
        notes << TokensModel::tr("The output count repeats the thinking count (%1), as blocked calls may: it "
                                 "is not output.")
                     .arg(wording::number(*usage->candidates));
    qsizetype drafts = 0;
    for (const auto& candidate : attempt.response.candidates)
        drafts += std::max<qsizetype>(0, candidate.images().size() - 1);
    if (drafts > 0)
        notes << (drafts == 1 ? TokensModel::tr("The output counts the draft picture too.")
                              : TokensModel::tr("The output counts the %1 draft pictures too.").arg(drafts));
    const auto unlisted = usage->candidatesDetails.isEmpty() ? std::nullopt : usage->unlistedOutput();
    if (unlisted.value_or(0) > 0)
        notes << TokensModel::tr("%1 tokens of the answer are not listed by modality: they are text.")
                     .arg(wording::number(*unlisted));
    if (!usage->trafficType.isEmpty())
        notes << TokensModel::tr("Traffic type: %1.").arg(usage->trafficType);
    return notes.join(u' ');
}

QVariant TokensModel::cell(const TokenRow& row, int column, int role) const
{
    const CostLine& line = row.line;
    if (role == Qt::DisplayRole)
        return text(row, column);
    if (role == Qt::TextAlignmentRole && column >= Tokens && column <= Amount)
        return int(Qt::AlignRight | Qt::AlignTop);
    if (role == cellrole::Swatch && column == Kind) {
        if (row.isTotal || line.tokens <= 0)
            return QColor(Qt::transparent); // so that all names begin at one edge
        const Look look = lookOf(line);
        return mixedColor(m_palette, look.role, look.strength);
    }
    if (role == cellrole::Ink && !row.isTotal && line.charged == Charged::No && column >= Price)
        return static_cast<int>(Role::Mute);
    return {};
}

QString TokensModel::text(const TokenRow& row, int column)
{
    const CostLine& line = row.line;
    switch (column) {
    case Kind:
        return row.isTotal ? tr("Total") : nameOf(line);
    case Tokens:
        return line.tokens < 0 || line.kind == CostKind::Request ? QString() : wording::number(line.tokens);
    case Price:
        return line.perMillion ? wording::perMillion(*line.perMillion) : QString();
    case Amount:
        return line.high ? wording::moneySpan(line.low, line.high) : tr("not known");
    case IsCharged:
        return row.isTotal ? QString() : wording::charged(line.charged);
    default:
        return {};
    }
}

QVariant TokensModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole && column >= Tokens && column <= Amount)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Kind:
        return tr("Kind");
    case Tokens:
        return tr("Tokens");
    case Price:
        return tr("Per million");
    case Amount:
        return tr("Amount");
    default:
        return tr("Charged");
    }
}

} // namespace safelight
