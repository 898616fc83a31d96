#pragma once

#include "app/advice/advicefacts.h"
#include "app/advice/remedy.h"

namespace safelight {

// What to try: those that help first, by rank, then those that will not, each with its reason. Pure; the
// table is resources/knowledge/remedies.json. Empty for an answer that was delivered. For a prohibition
// never an edit or a retry.
QList<Remedy> advise(const Verdict& verdict, const Response& response, const AdviceContext& context = {});

// Why nothing in the request can be changed to help, as the id of a sentence: "nothing.prohibited",
// "nothing.delivered", "nothing.service". Empty when one of the remedies is an edit or a retry that helps.
QString nothingYouCanChange(const Verdict& verdict, const Response& response, const QList<Remedy>& remedies);

} // namespace safelight
