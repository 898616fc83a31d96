#include "app/wording/verdicttexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

#define WORDS(text) QT_TRANSLATE_NOOP("Wording", text)

namespace safelight {

namespace {

struct VerdictRow
{
    const char* rule;
    const char* title;
    const char* explanation;
};

constexpr auto promptRows = std::to_array<VerdictRow>({
    {"block.safety", WORDS("The prompt was blocked by the safety filter"), WORDS("Nothing was generated.")},
    {"block.prohibited-content", WORDS("The prompt was blocked as prohibited content"),
     WORDS("Google blocks this for everyone and sends no ratings for it. It cannot be changed by a "
           "setting; if you think it is wrong, report it to Google.")},
    {"block.blocklist", WORDS("The prompt contains something on a blocklist"),
     WORDS("A list of terms stopped it before the model saw it. Gemini does not say which term.")},
    {"block.other", WORDS("The prompt was blocked, and Gemini says only “other”"),
     WORDS("Often a single reference image is the cause, sometimes the language.")},
    {"block.image-safety", WORDS("The prompt was judged unsafe for making an image"),
     WORDS("Text or reference images were stopped before anything was drawn.")},
    {"block.model-armor", WORDS("The prompt was blocked by Model Armor"),
     WORDS("That is a policy of the Google Cloud project; whoever runs the project can say what it "
           "holds back.")},
    {"block.jailbreak", WORDS("The prompt was taken for an attempt to get around the rules"),
     WORDS("This check of Vertex AI is none of the four filters that have a threshold.")},
    {"block.unspecified", WORDS("The prompt was blocked, and no reason was given"), ""},
    {"block.absent", WORDS("The prompt was blocked, and no reason was given"), ""},
    {"block.unknown", WORDS("The prompt was blocked: %1"),
     WORDS("Safelight does not know this reason and shows it as it came.")},
    {"empty.nothing-at-all", WORDS("Nothing came back, and no reason was given"),
     WORDS("The answer has no candidate and says nothing about the prompt. Most often that means that "
           "the prompt was stopped.")},
});

constexpr auto answerRows = std::to_array<VerdictRow>({
    {"finish.stop", WORDS("The answer was delivered"), ""},
    {"finish.max-tokens", WORDS("The answer was cut off at the output limit"),
     WORDS("Raise the output limit, or lower the thinking.")},
    {"finish.safety", WORDS("The answer was blocked by the safety filter"), ""},
    {"finish.recitation", WORDS("The answer was stopped for reciting existing text"),
     WORDS("It came too close to something already published.")},
    {"finish.prohibited-content", WORDS("The answer was blocked as prohibited content"),
     WORDS("Google blocks this for everyone. It cannot be changed by a setting; if you think it is "
           "wrong, report it to Google.")},
    {"finish.blocklist", WORDS("The answer contained something on a blocklist"),
     WORDS("Gemini does not say which term.")},
    {"finish.spii", WORDS("The answer was stopped for sensitive personal data"),
     WORDS("It seems to contain information that identifies a person.")},
    {"finish.language", WORDS("The answer was stopped for its language"),
     WORDS("The model does not support the language it was about to use.")},
    {"finish.image-safety", WORDS("The image was made, then blocked by the output filter"), ""},
    {"finish.image-prohibited-content", WORDS("The image was made, then blocked as prohibited content"),
     WORDS("Google blocks this for everyone. It cannot be changed by a setting; if you think it is "
           "wrong, report it to Google.")},
    {"finish.image-recitation", WORDS("The image was made, then blocked for likeness to existing work"), ""},
    {"finish.image-other", WORDS("The image was made, then withheld without a named reason"), ""},
    {"finish.no-image", WORDS("The model made no image"),
     WORDS("It did not read the prompt as a request for one. Ask for the image in so many words, such as "
           "“output the final image only”.")},
    {"finish.other", WORDS("Gemini stopped and says only “other”"),
     WORDS("Often that is an internal error of the service.")},
    {"finish.malformed-function-call", WORDS("The model wrote a function call that is not valid"),
     WORDS("Check the function declarations of the request.")},
    {"finish.unexpected-tool-call", WORDS("The model called a tool it was not given"),
     WORDS("Declare the tool in the request, or say that none is to be used.")},
    {"finish.too-many-tool-calls", WORDS("The model called too many tools in a row"),
     WORDS("Check what the tools answered, and the tools of the request.")},
    {"finish.missing-thought-signature", WORDS("A thought signature is missing in the request"),
     WORDS("Send every earlier part back with its signature, exactly as it came.")},
    {"finish.malformed-response", WORDS("The model wrote an answer the service could not read"), ""},
    {"finish.escalation", WORDS("Gemini handed the request on and stopped"), ""},
    {"finish.unspecified", WORDS("Gemini stopped without saying why"), ""},
    {"finish.unknown", WORDS("Gemini stopped: %1"),
     WORDS("Safelight does not know this reason and shows it as it came.")},
    {"refused.text-only", WORDS("The model answered in words instead of an image"),
     WORDS("No filter stopped it: the text says why, or asks something back.")},
    {"empty.stop", WORDS("The answer is empty"),
     WORDS("Gemini says it finished, and nothing is in it. No filter is named.")},
    {"empty.no-reason", WORDS("The answer is empty"), WORDS("No reason is given, and nothing is in it.")},
    {"prediction.delivered", WORDS("The image was delivered"), ""},
    {"prediction.filtered", WORDS("The service made nothing, or filtered it out"), ""},
    {"support.child-safety", WORDS("Stopped for the safety of children"),
     WORDS("A support code of the service says so. Google blocks this for everyone. It cannot be changed "
           "by a setting; if you think it is wrong, report it to Google.")},
    {"support.prohibited-content", WORDS("Stopped as prohibited content"),
     WORDS("A support code of the service says so. Google blocks this for everyone. It cannot be changed "
           "by a setting; if you think it is wrong, report it to Google.")},
    {"support.personal-data", WORDS("Stopped for personal data"),
     WORDS("A support code of the service says so: something in it identifies a person. It cannot be "
           "changed by a setting; if you think it is wrong, report it to Google.")},
});

constexpr auto endRows = std::to_array<VerdictRow>({
    {"end.unreadable", WORDS("This is no answer Safelight can read"),
     WORDS("It is none of the forms in which Gemini answers, or it is cut off.")},
    {"end.no-finish", WORDS("The answer broke off"), WORDS("The stream ended without a finish reason.")},
    {"end.broken-chunk", WORDS("The answer broke off in the middle"),
     WORDS("The last piece of the stream is cut off or damaged.")},
    {"end.network", WORDS("The connection failed"), ""},
    {"end.refused", WORDS("Safelight refused to go on"), ""},
    {"end.cancelled", WORDS("The request was stopped by you"),
     WORDS("The service may charge for it all the same.")},
    {"end.error-tail", WORDS("The answer broke off with an error"), ""},
    {"finish.absent", WORDS("The answer came without a finish reason"),
     WORDS("It may not be whole: this is how a single piece of a stream looks.")},
});

constexpr auto errorRows = std::to_array<VerdictRow>({
    {"error.key-invalid", WORDS("The API key was not accepted"), WORDS("Check the key of this back end.")},
    {"error.safety-setting", WORDS("A safety setting was not accepted"),
     WORDS("This model or back end refuses one of the categories or thresholds. Set another, or do not "
           "send it.")},
    {"error.location", WORDS("The service does not answer from this location"),
     WORDS("Sending it again from here will not help; another back end may.")},
    {"error.thought-signature", WORDS("A thought signature was not accepted"),
     WORDS("Signatures belong to the model, the key and the route they came from. Send the request "
           "without them.")},
    {"error.invalid-request", WORDS("The service did not accept the request"),
     WORDS("Change what it names before sending again.")},
    {"error.unauthenticated", WORDS("The service does not know who is asking"),
     WORDS("The key or token is missing, expired or of the wrong kind.")},
    {"error.payment", WORDS("The prepaid credit is used up"),
     WORDS("Sending again will not help until the account has been topped up.")},
    {"error.forbidden", WORDS("The key may not do this"),
     WORDS("Check what the key and its project are allowed to use.")},
    {"error.not-found", WORDS("The service does not know this model or address"),
     WORDS("Choose a model from the back end’s own list.")},
    {"error.timeout", WORDS("The service waited too long for the request"), ""},
    {"error.too-large", WORDS("The request is too large"),
     WORDS("Fewer or smaller reference images make it fit.")},
    {"error.cancelled", WORDS("The service cancelled the request"), ""},
    {"error.internal", WORDS("The service failed"), WORDS("The fault is on its side.")},
    {"error.gateway", WORDS("A gateway on the way failed"), ""},
    {"error.overloaded", WORDS("The service is overloaded"), ""},
    {"error.deadline", WORDS("The service ran out of time"),
     WORDS("A shorter prompt or less output may be quicker.")},
    {"error.rate-limit", WORDS("Too many requests for now"), ""},
    {"error.quota-spent", WORDS("The quota is used up"),
     WORDS("Waiting a moment does not help: a daily quota comes back the next day, one of zero does not.")},
    {"error.server", WORDS("The service failed"), ""},
    {"error.web-page", WORDS("A web page came back instead of an answer"),
     WORDS("Most likely the address or the location of the back end is wrong.")},
    {"error.unknown", WORDS("The service answered with an error"),
     WORDS("Safelight does not know this kind of error.")},
});

template<typename Rows>
const VerdictRow* find(const Rows& rows, const QString& rule)
{
    const auto it = std::ranges::find_if(
        rows, [&rule](const VerdictRow& row) { return rule == QLatin1StringView(row.rule); });
    return it == rows.end() ? nullptr : &*it;
}

QString translated(const char* text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("Wording", text);
}

} // namespace

VerdictText verdictText(const QString& rule)
{
    for (const VerdictRow* row :
         {find(promptRows, rule), find(answerRows, rule), find(endRows, rule), find(errorRows, rule)}) {
        if (row)
            return {translated(row->title), translated(row->explanation)};
    }
    return {};
}

} // namespace safelight
