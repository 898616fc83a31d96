#include "app/wording/advicetexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

#define WORDS(text) QT_TRANSLATE_NOOP("Wording", text)

namespace safelight {

namespace {

constexpr auto scenarios = std::to_array<TextRow>({
    {"scenario.general", WORDS("Anything else")},
    {"scenario.people", WORDS("People")},
    {"scenario.food", WORDS("Food")},
    {"scenario.animals", WORDS("Animals")},
    {"scenario.apparel", WORDS("Apparel and products")},
    {"scenario.security", WORDS("Security")},
    {"scenario.medicine", WORDS("Medicine")},
    {"scenario.fiction", WORDS("Fiction")},
});

constexpr auto fields = std::to_array<TextRow>({
    {"field.purpose", WORDS("Purpose")},
    {"field.audience", WORDS("Audience")},
    {"field.system", WORDS("System under test")},
    {"field.work", WORDS("Work")},
    {"field.role", WORDS("Role in the work")},
    {"field.terms", WORDS("Terms")},
    {"field.target", WORDS("What is protected")},
    {"field.expert", WORDS("Role of the model")},
    {"field.subject", WORDS("Subject")},
    {"field.person", WORDS("Person")},
    {"field.dish", WORDS("Dish")},
    {"field.animal", WORDS("Animal")},
    {"field.doing", WORDS("What it does")},
    {"field.product", WORDS("Product")},
    {"field.clothing", WORDS("Clothing")},
    {"field.occasion", WORDS("Occasion")},
    {"field.scene", WORDS("Scene")},
    {"field.light", WORDS("Light")},
    {"field.style", WORDS("Style")},
    {"field.arrangement", WORDS("Arrangement")},
    {"field.ownFeatures", WORDS("What makes it your own")},
    {"field.variation", WORDS("Variation")},
    {"field.picture", WORDS("Picture")},
});

constexpr auto hints = std::to_array<TextRow>({
    {"hint.purpose", WORDS("a lesson, a report, a test")},
    {"hint.purpose.security", WORDS("a penetration test that its owner ordered")},
    {"hint.purpose.medicine", WORDS("a leaflet on safe dosage")},
    {"hint.audience", WORDS("who will read or see it")},
    {"hint.audience.security", WORDS("the security team of a company")},
    {"hint.audience.medicine", WORDS("nurses in training")},
    {"hint.audience.fiction", WORDS("readers of crime novels, adults")},
    {"hint.system", WORDS("our own web shop, in its test environment")},
    {"hint.work", WORDS("a crime novel, a stage play, a game")},
    {"hint.role", WORDS("the villain explains himself; nothing is shown in detail")},
    {"hint.terms", WORDS("the technical words of the field, with commas between")},
    {"hint.target", WORDS("a home network, a kitchen, children near a pool")},
    {"hint.expert", WORDS("a teacher of chemistry")},
    {"hint.expert.security", WORDS("a security engineer who defends systems")},
    {"hint.expert.medicine", WORDS("a pharmacist who advises patients")},
    {"hint.subject", WORDS("what is in the picture")},
    {"hint.person", WORDS("an adult woman of about forty with short grey hair")},
    {"hint.dish", WORDS("a bowl of lentil soup with parsley")},
    {"hint.animal", WORDS("a brown dachshund")},
    {"hint.doing", WORDS("sits in the grass and looks at the camera")},
    {"hint.product", WORDS("a blue rain jacket with a hood")},
    {"hint.clothing", WORDS("a wool coat, a scarf and long trousers")},
    {"hint.occasion", WORDS("a day at the office")},
    {"hint.scene", WORDS("a park in autumn, people in the background")},
    {"hint.scene.food", WORDS("a wooden table by a window")},
    {"hint.scene.apparel", WORDS("a plain studio with a grey background")},
    {"hint.light", WORDS("soft daylight from the left")},
    {"hint.style", WORDS("choose one, or write your own")},
    {"hint.arrangement", WORDS("choose one, or write your own")},
    {"hint.ownFeatures", WORDS("colours, shapes, a motif of your own")},
    {"hint.variation", WORDS("choose one, or write your own")},
    {"hint.picture", WORDS("what it shows, in a few words")},
});

constexpr auto suggestions = std::to_array<TextRow>({
    {"pick.digitalIllustration", WORDS("digital illustration")},
    {"pick.watercolour", WORDS("watercolour")},
    {"pick.oilPainting", WORDS("oil painting")},
    {"pick.pencilDrawing", WORDS("pencil drawing")},
    {"pick.flatVector", WORDS("flat vector graphic")},
    {"pick.comic", WORDS("comic")},
    {"pick.paperCut", WORDS("paper cut")},
    {"pick.pixelArt", WORDS("pixel art")},
    {"pick.clay", WORDS("clay model")},
    {"pick.suit", WORDS("a business suit")},
    {"pick.winterCoat", WORDS("a winter coat and a scarf")},
    {"pick.longDress", WORDS("a long dress with long sleeves")},
    {"pick.uniform", WORDS("a work uniform")},
    {"pick.rainJacket", WORDS("a rain jacket and long trousers")},
    {"pick.centred", WORDS("centred, seen from above")},
    {"pick.folded", WORDS("neatly folded")},
    {"pick.row", WORDS("in a row with its accessories")},
    {"pick.angle", WORDS("from a slightly different angle")},
    {"pick.morning", WORDS("in morning light")},
    {"pick.wider", WORDS("in a wider view")},
    {"pick.closer", WORDS("in a closer view")},
    {"pick.background", WORDS("with a plain background")},
});

constexpr auto sentences = std::to_array<TextRow>({
    {"say.purpose", WORDS("This is for {purpose}.")},
    {"say.audience", WORDS("The audience: {audience}.")},
    {"say.system", WORDS("It concerns {system}, which I am allowed to test.")},
    {"say.work", WORDS("This is part of a work of fiction: {work}.")},
    {"say.role", WORDS("Its role in the work: {role}.")},
    {"say.technical", WORDS("Answer in neutral, technical terms.")},
    {"say.terms", WORDS("The terms meant are: {terms}.")},
    {"say.prevention", WORDS("Explain how to recognise this and how to prevent it.")},
    {"say.target", WORDS("What is to be protected: {target}.")},
    {"say.expert", WORDS("You are {expert}.")},
    {"say.coAuthor", WORDS("You help to write a work of fiction: {work}.")},
    {"say.subject", WORDS("The subject: {subject}.")},
    {"say.person", WORDS("The person: {person}.")},
    {"say.dish", WORDS("The dish: {dish}.")},
    {"say.animal", WORDS("The animal: {animal}.")},
    {"say.doing", WORDS("What it does: {doing}.")},
    {"say.product", WORDS("The product: {product}.")},
    {"say.clothing", WORDS("The clothing: {clothing}.")},
    {"say.occasion", WORDS("The occasion: {occasion}.")},
    {"say.scene", WORDS("The scene: {scene}.")},
    {"say.light", WORDS("The light: {light}.")},
    {"say.picturesWork", WORDS("It is a picture for {work}.")},
    {"say.style", WORDS("The style: {style}.")},
    {"say.flatLay",
     WORDS("A flat lay of the product alone on a plain white background, with no person: {product}.")},
    {"say.arrangement", WORDS("The arrangement: {arrangement}.")},
    {"say.original",
     WORDS("Make an original design that does not resemble an existing work, brand or character.")},
    {"say.ownFeatures", WORDS("What makes it its own: {ownFeatures}.")},
    {"say.ownWords", WORDS("Use your own words, and do not quote existing texts at length.")},
    {"say.variation", WORDS("Make it a little different: {variation}.")},
    {"say.outputImage", WORDS("Output the final image only.")},
    {"say.picture", WORDS("The image shows: {picture}.")},
    {"say.translate",
     WORDS("Translate the following text into English. Keep its meaning, and answer with the translation "
           "only.")},
});

} // namespace

QString templateText(const QString& id)
{
    for (const TextRow* row : {findText(scenarios, id), findText(fields, id), findText(hints, id),
                               findText(suggestions, id), findText(sentences, id)}) {
        if (row)
            return QCoreApplication::translate("Wording", row->text);
    }
    return {};
}

} // namespace safelight
