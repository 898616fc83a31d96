#pragma once

#include "app/response/reasontable.h"
#include "app/response/supportcodes.h"

#include <QList>

#include <optional>

namespace safelight {

struct Response;
struct ServiceError;

// An absent or unknown reason has a rule too.
const Rule& ruleFor(const std::optional<Known<BlockReason>>& reason);
const Rule& ruleFor(const Known<FinishReason>& reason);
const Rule& ruleFor(const ServiceError& error);
const Rule& ruleFor(Situation situation);

// Is this rule a prohibition, which is explained and never worked around (product.md, row 15)?
bool isProhibition(const QString& ruleId);
bool isProhibition(SupportCategory category);

// The rule that takes the place of one of the above when a support code names child safety, prohibited
// content or personal data: these are no matter of trying again (product.md, row 15). Outcome and stage stay
// those of the other rule. None: no such code, or nothing was stopped.
std::optional<Rule> ruleForSupportCodes(const Response& response, const Rule& decided);

// Every rule there is, for whoever must have words for each.
QList<Rule> allRules();

} // namespace safelight
