#include "app/advice/advise.h"

#include "app/advice/remedyaction.h"
#include "app/advice/remedytable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The service's own word beside the remedy: the field it names, or the picture.
QString detailOf(const QString& id, const Response& response)
{
    if (!response.error)
        return {};
    if (id == "fixRequest"_L1)
        return response.error->field;
    if (id == "replaceReference"_L1)
        return response.error->detail.left(200);
    return {};
}

// A remedy that helps but finds nothing to change here (no other model, no threshold) is left out.
bool isPossible(const Remedy& remedy, const AdviceContext& context)
{
    switch (remedy.action.kind) {
    case RemedyKind::Thresholds:
        return !remedy.action.thresholds.isEmpty();
    case RemedyKind::Generation:
        return remedy.action.generation || !context.prompt;
    case RemedyKind::Model:
        return !remedy.action.models.isEmpty() || context.models.isEmpty();
    default:
        return true;
    }
}

std::optional<Remedy> remedyFrom(const RemedyRow& row, const AdviceFacts& facts, const Verdict& verdict,
                                 const Response& response, const AdviceContext& context)
{
    const auto found =
        std::ranges::find_if(row.cases, [&facts](const RemedyCase& entry) { return fits(entry, facts); });
    if (found == row.cases.end())
        return {};
    Remedy remedy {row.id,
                   found->helps,
                   found->why,
                   found->rank,
                   RemedyAction(),
                   found->source,
                   detailOf(row.id, response)};
    if (!found->helps)
        return remedy;
    remedy.action = remedyAction(row.id, row.kind, {verdict, response, context});
    return isPossible(remedy, context) ? std::optional(remedy) : std::nullopt;
}

} // namespace

QList<Remedy> advise(const Verdict& verdict, const Response& response, const AdviceContext& context)
{
    if (adviceOutcome(verdict) == Outcome::Delivered && !isProhibited(verdict, response))
        return {};
    const AdviceFacts facts = adviceFacts(verdict, response, context);
    const bool prohibited = isProhibited(verdict, response);
    QList<Remedy> remedies;
    for (const auto& row : remedyTable().rows) {
        const auto remedy = remedyFrom(row, facts, verdict, response, context);
        // Whatever the table says: no way around a prohibition.
        if (remedy && (!prohibited || remedy->action.isSafeForProhibited()))
            remedies.append(*remedy);
    }
    std::ranges::stable_sort(remedies, {},
                             [](const Remedy& remedy) { return std::pair(!remedy.helps, remedy.rank); });
    return remedies;
}

QString nothingYouCanChange(const Verdict& verdict, const Response& response, const QList<Remedy>& remedies)
{
    if (isProhibited(verdict, response))
        return u"nothing.prohibited"_s;
    if (verdict.outcome == Outcome::Delivered)
        return u"nothing.delivered"_s;
    const bool helped = std::ranges::any_of(remedies, [](const Remedy& remedy) {
        return remedy.helps && (remedy.action.isEdit() || remedy.action.kind == RemedyKind::Repeat);
    });
    if (helped)
        return {};
    return verdict.outcome == Outcome::ApiError || verdict.outcome == Outcome::Interrupted
        ? u"nothing.service"_s
        : u"nothing.request"_s;
}

} // namespace safelight
