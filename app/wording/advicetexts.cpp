#include "app/wording/advicetexts.h"

#include "app/wording/textrow.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

#define WORDS(text) QT_TRANSLATE_NOOP("Wording", text)

namespace safelight {

namespace {

constexpr auto titles = std::to_array<TextRow>({
    {"repeat", WORDS("Try again")},
    {"wait", WORDS("Wait, then try again")},
    {"raiseThreshold", WORDS("Loosen a threshold")},
    {"seeRatings", WORDS("Set all four thresholds to none")},
    {"unsendThresholds", WORDS("Do not send the refused threshold")},
    {"statePurpose", WORDS("Say what it is for")},
    {"technicalTerms", WORDS("Ask for technical terms")},
    {"askPrevention", WORDS("Ask how to prevent it")},
    {"systemInstruction", WORDS("System instruction: role and audience")},
    {"splitPrompt", WORDS("Send a part of the prompt")},
    {"askPlainly", WORDS("Ask plainly")},
    {"removeTerm", WORDS("Say it in other terms")},
    {"describeScene", WORDS("Describe clothing and scene")},
    {"artStyle", WORDS("Name an art style")},
    {"modestClothing", WORDS("Name covering clothes")},
    {"flatLay", WORDS("Product shot, no model")},
    {"removeName", WORDS("A person of your own instead of a real one")},
    {"originalDesign", WORDS("Ask for an original design")},
    {"ownWords", WORDS("Ask for its own words")},
    {"vary", WORDS("Vary the picture")},
    {"english", WORDS("Write it in English")},
    {"englishByModel", WORDS("Have the model translate it first")},
    {"askForImage", WORDS("Ask for the image in so many words")},
    {"allowText", WORDS("Let the model answer in words too")},
    {"readAnswer", WORDS("Read what the model says")},
    {"raiseOutputLimit", WORDS("Raise the output limit")},
    {"lowerThinking", WORDS("Lower the thinking")},
    {"fewerReferences", WORDS("Leave out reference images")},
    {"reencodeReference", WORDS("Save the reference image again")},
    {"shrinkReferences", WORDS("Use smaller reference images")},
    {"replaceReference", WORDS("Replace the image the service named")},
    {"otherModel", WORDS("Try another model")},
    {"chooseModel", WORDS("Choose a model from the list")},
    {"vertex", WORDS("Go through Vertex AI")},
    {"askPolicyOwner", WORDS("Ask who runs the Google Cloud project")},
    {"fixTools", WORDS("Check the tools of the request")},
    {"sendSignatures", WORDS("Check the thought signatures")},
    {"fixKey", WORDS("Check the key")},
    {"fixBackEnd", WORDS("Check the back end")},
    {"fixRequest", WORDS("Fix the field the service named")},
    {"fixAccess", WORDS("Check what the key may use")},
    {"topUp", WORDS("Top up the account")},
    {"raiseQuota", WORDS("Look at the quota")},
    {"continueAnswer", WORDS("Ask for the rest")},
    {"decodeWhole", WORDS("Decode the whole answer")},
    {"appeal", WORDS("Report it to Google if you think it is wrong")},
    {"checklist", WORDS("When nothing works")},
});

constexpr auto retryReasons = std::to_array<TextRow>({
    {"repeat.prohibited", WORDS("Google blocks this for everyone, every time.")},
    {"repeat.imageVaries", WORDS("Every image is drawn afresh, so blocks at this layer vary between runs.")},
    {"repeat.imageOther", WORDS("Blocks of this kind vary between runs; another image may pass.")},
    {"repeat.emptyOnce", WORDS("An empty answer may be a slip. One more try shows whether it stays empty.")},
    {"repeat.internalError", WORDS("Often an internal error of the service; one more try tells.")},
    {"repeat.brokeOff", WORDS("The answer did not get through. This says nothing about your prompt.")},
    {"repeat.textVaries", WORDS("The text is written anew each time and may pass, but often it does not.")},
    {"repeat.filteredVaries", WORDS("Every image is drawn afresh, so another one may pass.")},
    {"repeat.sameAgain", WORDS("Won’t help: this filter judges the same prompt the same way.")},
    {"repeat.mayBeProhibited", WORDS("Not advised: the reason is not known, and it may be a prohibition.")},
    {"repeat.quotaSpent", WORDS("Won’t help before there is quota or credit again.")},
    {"repeat.signatureOnce",
     WORDS("A signature may be refused by mistake. If it is refused again, send the request without it.")},
    {"repeat.errorStays", WORDS("Won’t help: the same request gets the same error.")},
    {"wait.rateLimit", WORDS("Rate limit reached. It resets after a short wait.")},
    {"wait.overloaded", WORDS("The service is busy. Nothing in your request is wrong.")},
    {"wait.serverFailed", WORDS("The service failed. Nothing in your request is known to be wrong.")},
    {"readAnswer.refusal",
     WORDS("The model declined or asks something back. Its text is the evidence, and often says what to "
           "change.")},
    {"continueAnswer.token",
     WORDS("The response has a continuation token; a request with it gets the next part. Each part is "
           "billed.")},
    {"decodeWhole.unreadable",
     WORDS("Copy the answer as it came, from its first character to its last, and decode it again.")},
    {"decodeWhole.piece",
     WORDS("This looks like one piece of a stream. With all pieces the verdict can be read.")},
    {"checklist.nothingWorked", WORDS("Four things to check when nothing above helped.")},
});

constexpr auto thresholdReasons = std::to_array<TextRow>({
    {"raiseThreshold.prohibited", WORDS("Won’t help: no setting reaches this, for anyone.")},
    {"raiseThreshold.overwritten", WORDS("Won’t help: the service used its own threshold instead of yours.")},
    {"raiseThreshold.open", WORDS("Won’t help: it is at none or off already.")},
    {"raiseThreshold.outOfReach", WORDS("Won’t help: the category that is named has no threshold here.")},
    {"raiseThreshold.allNegligible",
     WORDS("Won’t help as far as can be seen: all ratings are negligible, and Gemini named no category.")},
    {"raiseThreshold.passing",
     WORDS("Won’t help as far as can be seen: these ratings pass your thresholds already.")},
    {"raiseThreshold.measured", WORDS("The smallest change that lets these ratings pass: %1.")},
    {"raiseThreshold.imageFilter", WORDS("Won’t help: this filter can’t be set.")},
    {"raiseThreshold.otherFilter",
     WORDS("Won’t help: this is not one of the four filters with a threshold.")},
    {"raiseThreshold.noFilter", WORDS("Won’t help: no safety filter stopped it.")},
    {"seeRatings.noRatings",
     WORDS("No ratings came. With none on all four, scores come back and nothing is blocked on them.")},
    {"seeRatings.unexplained",
     WORDS("The ratings do not explain the stop. If it still stops with none on all four, no threshold "
           "reaches it.")},
    {"unsendThresholds.refused", WORDS("This model or back end refuses it. Not sent means its own default.")},
    {"raiseOutputLimit.unset", WORDS("Won’t help: no limit is sent, so the model’s own applies.")},
    {"raiseOutputLimit.highest", WORDS("Won’t help: it is at the model’s limit already.")},
    {"raiseOutputLimit.thinking", WORDS("The thinking used the limit up; more leaves room for an answer.")},
    {"raiseOutputLimit.cut", WORDS("The answer was longer than the limit.")},
    {"lowerThinking.fixed", WORDS("Won’t help: the thinking of this model can’t be lowered further.")},
    {"lowerThinking.budget", WORDS("Thinking counts against the output limit; less of it leaves more.")},
    {"allowText.reason",
     WORDS("The request allows images only, which hides the explanation. With text allowed the model can "
           "give one.")},
});

constexpr auto textReasons = std::to_array<TextRow>({
    {"statePurpose.context",
     WORDS("A report, a lesson or a story reads differently from a bare request. For legitimate questions.")},
    {"technicalTerms.context", WORDS("Technical language is less often taken for intent.")},
    {"askPrevention.context",
     WORDS("For questions about protection: asked from that side, they are less often mistaken.")},
    {"systemInstruction.role", WORDS("It tells the filter and the model who asks, and for whom.")},
    {"splitPrompt.context", WORDS("One part may pass alone, and shows which part is stopped.")},
    {"splitPrompt.findPart",
     WORDS("Gemini does not say what it was. Sent in halves, the part that is stopped shows itself.")},
    {"splitPrompt.shorter", WORDS("A shorter request is quicker and smaller.")},
    {"splitPrompt.parts", WORDS("Asked for in parts, each answer fits the limit.")},
    {"askPlainly.jailbreak",
     WORDS("Role play and instructions about the rules set this check off. Say what you want to know, and "
           "nothing else.")},
    {"removeTerm.blocklist",
     WORDS("A term on a list set it off, and Gemini does not say which. Say the same in other, plainer "
           "words.")},
    {"describeScene.specific", WORDS("The more specific, the less is left to chance.")},
    {"describeScene.promptSide", WORDS("Won’t help: the prompt was stopped before anything was drawn.")},
    {"artStyle.lessReal", WORDS("Less realism, fewer blocks: a digital illustration instead of a photo.")},
    {"artStyle.different", WORDS("Another style makes a different picture.")},
    {"modestClothing.sexual",
     WORDS("The support code says sexual. Formal or winter clothing leaves less exposed skin.")},
    {"modestClothing.falsePositive",
     WORDS("Exposed skin is often mistaken, in shops too. Formal or winter clothing avoids that.")},
    {"flatLay.noPerson", WORDS("For apparel: without a person, the filter for people has nothing to judge.")},
    {"flatLay.product", WORDS("Flat lay on white for apparel.")},
    {"removeName.celebrity",
     WORDS("The support code says a real, known person. A person you make up is not stopped for that.")},
    {"removeName.typical", WORDS("The typical cause is the name of a real person. Make one up instead.")},
    {"originalDesign.thirdParty",
     WORDS("The support code says someone else’s work or brand. Ask for something of your own.")},
    {"originalDesign.likeness", WORDS("The picture came too close to an existing work.")},
    {"ownWords.recitation", WORDS("The answer came too close to a published text.")},
    {"vary.images", WORDS("A small change makes a different picture.")},
    {"english.language", WORDS("The model does not support the language it was about to use.")},
    {"english.calibrated",
     WORDS("For a prompt in another language: the filters are calibrated best for English. You translate; "
           "nothing is rewritten for you.")},
    {"englishByModel.language",
     WORDS("Asks the chosen model for a translation, which you see before you use it.")},
    {"englishByModel.calibrated",
     WORDS("For a prompt in another language: asks the chosen model for a translation, which you see before "
           "you use it.")},
    {"askForImage.noImage",
     WORDS("The model did not read the prompt as a request for an image. In one measurement, saying so ended "
           "it.")},
    {"askForImage.words", WORDS("The model talked instead. Say that the picture is what you want.")},
    {"askForImage.empty", WORDS("Nothing came back. Saying that a picture is wanted can help.")},
});

constexpr auto otherReasons = std::to_array<TextRow>({
    {"fewerReferences.oneOfThem",
     WORDS("Often a single picture is the cause. Half of them at a time finds it.")},
    {"fewerReferences.maybe", WORDS("A single picture may be the cause. Half of them at a time finds it.")},
    {"fewerReferences.editsStricter",
     WORDS("Changes to a given picture are judged more strictly than new ones.")},
    {"fewerReferences.smaller", WORDS("Pictures make up most of a request; fewer of them fit.")},
    {"fewerReferences.quicker", WORDS("Fewer pictures are quicker.")},
    {"reencodeReference.fixedIt",
     WORDS("The same picture in another file has passed. Save it as PNG or JPEG and drop it here again.")},
    {"shrinkReferences.limit", WORDS("A request may have 100 MB, the text form of its pictures included.")},
    {"replaceReference.named", WORDS("The service could not use one of the pictures.")},
    {"otherModel.defaults", WORDS("Its thresholds may have other defaults, and it may judge differently.")},
    {"otherModel.language", WORDS("Another model may support the language.")},
    {"otherModel.draws", WORDS("Not every model draws, and some do so more readily.")},
    {"otherModel.behaves", WORDS("Another model may not stumble here.")},
    {"otherModel.ownQuota", WORDS("Each model has a quota and a load of its own.")},
    {"otherModel.allowed", WORDS("Another model may allow it.")},
    {"otherModel.imageFilter",
     WORDS("Won’t help much: the filter on finished images stands behind each of "
           "them.")},
    {"chooseModel.gone", WORDS("Models get retired and renamed. The list shows what is available now.")},
    {"vertex.already", WORDS("Won’t help: this is Vertex AI already.")},
    {"vertex.finer", WORDS("It has finer controls, and returns scores and severities.")},
    {"vertex.reasons", WORDS("It names its reasons more often, some with support codes.")},
    {"askPolicyOwner.modelArmor",
     WORDS("Model Armor is a policy of that project. Its owner can read which rule stopped it.")},
    {"askPolicyOwner.jailbreak", WORDS("On Vertex AI the project’s policy decides on this check.")},
    {"fixTools.call",
     WORDS("The model stumbled over the functions declared in the request, or over their answers.")},
    {"sendSignatures.missing",
     WORDS("Earlier parts of the conversation must go back with their signatures, exactly as they came.")},
    {"sendSignatures.strip",
     WORDS("Signatures hold only for the model, key and route they came from. Send the request without "
           "them.")},
    {"fixKey.refused", WORDS("The key or token was not accepted: missing, expired or of the wrong kind.")},
    {"fixBackEnd.webPage", WORDS("A web page came back: the address is most likely wrong.")},
    {"fixBackEnd.location", WORDS("The service does not answer from here. Another back end may.")},
    {"fixBackEnd.address", WORDS("If the model is right, the address may be wrong.")},
    {"fixBackEnd.network", WORDS("If it keeps failing, the address may be wrong.")},
    {"fixRequest.named", WORDS("The service does not accept a part of the request.")},
    {"fixRequest.unknown", WORDS("The service’s own message says the most about it.")},
    {"fixAccess.forbidden",
     WORDS("The key’s project may lack the service, the model or the permission; its owner can tell.")},
    {"topUp.credit", WORDS("The prepaid credit is used up. Nothing in the request is wrong.")},
    {"raiseQuota.perDay", WORDS("A daily quota resets tomorrow; a quota of zero needs another tier.")},
    {"raiseQuota.perMinute", WORDS("If this happens often, a higher tier allows more.")},
});

constexpr auto prohibitions = std::to_array<TextRow>({
    {"appeal.account",
     WORDS("Google has limited this account for breaking its prohibited-use policy. Only an appeal to Google "
           "can lift that.")},
    {"appeal.child",
     WORDS("Google’s protection of children stopped this; it cannot be changed, by anyone. The rules are in "
           "Google’s “Generative AI Prohibited Use Policy”. If this is a mistake, report it through “Send "
           "feedback” in AI Studio or, on Google Cloud, with a support case.")},
    {"appeal.personalData",
     WORDS("The filter for sensitive personal data stopped this; no setting reaches it. The rules are in "
           "Google’s “Generative AI Prohibited Use Policy”. If this is a mistake, report it through “Send "
           "feedback” in AI Studio or, on Google Cloud, with a support case.")},
    {"appeal.prohibited",
     WORDS("Google blocks this for everyone; no setting reaches it. The rules are in Google’s “Generative AI "
           "Prohibited Use Policy”. If this is a mistake, report it through “Send feedback” in AI Studio or, "
           "on Google Cloud, with a support case.")},
    {"nothing.prohibited",
     WORDS("There is nothing you can change: this is blocked for everyone, and Safelight does not help "
           "around it.")},
    {"nothing.delivered", WORDS("There is nothing to fix: the answer was delivered.")},
    {"nothing.service", WORDS("There is nothing to change in the prompt: the cause lies outside of it.")},
    {"nothing.request", WORDS("There is nothing known to change in the prompt.")},
    {"tierPermission",
     WORDS("Does your tier permit it? None and off have been reserved to approved accounts on some tiers.")},
    {"anotherModel", WORDS("Does another model answer? Their defaults and their filters differ.")},
    {"vertexAi", WORDS("Does it pass on Vertex AI? It has finer controls and names its reasons more often.")},
    {"settingsPage",
     WORDS("Do your settings fit the SDK you use? Their names changed between its releases; the page on "
           "safety settings for that version has them.")},
});

} // namespace

QString adviceText(const QString& id)
{
    for (const TextRow* row :
         {findText(titles, id), findText(retryReasons, id), findText(thresholdReasons, id),
          findText(textReasons, id), findText(otherReasons, id), findText(prohibitions, id)}) {
        if (row)
            return QCoreApplication::translate("Wording", row->text);
    }
    return {};
}

} // namespace safelight
