#pragma once

#include "app/diagnosis/diagnose.h"
#include "app/prompt/modelinfo.h"
#include "app/prompt/prompt.h"
#include "app/response/response.h"

#include <QHash>

namespace safelight {

// What is known beside the answer; absent for a recorded one.
struct AdviceContext
{
    std::optional<Prompt> prompt;
    std::optional<RequestContext> request;
    QList<ModelInfo> models; // those of the back end
    QString backEnd; // id of its profile; empty: not known
};

// The situation as names and words, so that the conditions of remedies.json can be held against it:
// {"rule": "finish.image-safety", "image": "yes", …}. A fact may have several words ("support").
using AdviceFacts = QHash<QString, QStringList>;
AdviceFacts adviceFacts(const Verdict& verdict, const Response& response, const AdviceContext& context);

// The outcome that the advice is for: a delivered text that declines is a refusal.
Outcome adviceOutcome(const Verdict& verdict);

// The model of the prompt, where the back end lists it; null otherwise.
const ModelInfo* modelOf(const AdviceContext& context);

// The words a fact may have, for checking the table; empty for a name that is not a fact. "reason" takes any
// reason of the service.
QStringList adviceFactWords(const QString& fact);

// Prohibited content, child safety or sensitive personal data, by block or finish reason or by support code:
// explanation and appeal only, no edit and no retry (product.md, row 15). A reason this program does not know
// counts when its name says so.
bool isProhibited(const Verdict& verdict, const Response& response);

// The ratings that go with the verdict: those of the prompt when it was blocked, else of the answer.
QList<SafetyRating> decisiveRatings(const Verdict& verdict, const Response& response);

} // namespace safelight
