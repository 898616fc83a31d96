#include "app/simulatorreply/imagefilter.h"

#include "app/simulatorreply/promptrating.h"
#include "app/simulatorrequest/randomdraws.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

const QStringList skinWords {u"swimwear"_s,  u"swimsuit"_s,  u"swimsuits"_s, u"bikini"_s,  u"lingerie"_s,
                             u"underwear"_s, u"shirtless"_s, u"topless"_s,   u"nude"_s,    u"naked"_s,
                             u"bare"_s,      u"sexy"_s,      u"seductive"_s, u"cleavage"_s};
const QStringList peopleWords {u"person"_s,   u"people"_s, u"woman"_s,  u"women"_s,    u"man"_s,    u"men"_s,
                               u"girl"_s,     u"boy"_s,    u"child"_s,  u"children"_s, u"model"_s,  u"face"_s,
                               u"portrait"_s, u"couple"_s, u"dancer"_s, u"athlete"_s,  u"friends"_s};
const QStringList realismWords {u"photo"_s,       u"photograph"_s, u"photorealistic"_s, u"realistic"_s,
                                u"photography"_s, u"selfie"_s,     u"snapshot"_s};
const QStringList clothingWords {u"coat"_s,  u"jacket"_s,  u"suit"_s,     u"sweater"_s,         u"scarf"_s,
                                 u"dress"_s, u"uniform"_s, u"formal"_s,   u"winter clothing"_s, u"wetsuit"_s,
                                 u"robe"_s,  u"sleeves"_s, u"raincoat"_s, u"fully clothed"_s};
const QStringList sceneWords {u"in front of"_s, u"background"_s, u"kitchen"_s, u"street"_s,    u"library"_s,
                              u"office"_s,      u"studio"_s,     u"forest"_s,  u"harbour"_s,   u"harbor"_s,
                              u"market"_s,      u"workshop"_s,   u"garden"_s,  u"boardwalk"_s, u"pool"_s};
const QStringList lightWords {u"light"_s, u"lighting"_s, u"backlit"_s,     u"sunset"_s,
                              u"dawn"_s,  u"overcast"_s, u"golden hour"_s, u"softbox"_s};
const QStringList styleWords {u"illustration"_s, u"watercolour"_s, u"watercolor"_s,   u"cartoon"_s,
                              u"drawing"_s,      u"sketch"_s,      u"oil painting"_s, u"vector"_s,
                              u"pixel art"_s,    u"flat design"_s, u"line art"_s,     u"woodcut"_s,
                              u"low poly"_s};
const QStringList productWords {u"flat lay"_s,  u"product shot"_s, u"no person"_s,        u"no people"_s,
                                u"mannequin"_s, u"on white"_s,     u"white background"_s, u"packshot"_s};
const QStringList askingWords {
    u"image"_s, u"picture"_s,  u"paint"_s,  u"painting"_s, u"draw"_s, u"render"_s,  u"poster"_s, u"logo"_s,
    u"icon"_s,  u"generate"_s, u"create"_s, u"edit"_s,     u"make"_s, u"replace"_s, u"remove"_s, u"add"_s};
const QStringList celebrityWords {u"celebrity"_s,      u"president"_s, u"famous actor"_s, u"famous singer"_s,
                                  u"prime minister"_s, u"pop star"_s,  u"politician"_s};

double lowered(double chance, const QString& plain)
{
    if (countOf(plain, clothingWords) > 0)
        chance -= 0.25;
    if (countOf(plain, sceneWords) > 0)
        chance -= 0.15;
    if (countOf(plain, lightWords) > 0)
        chance -= 0.15;
    if (countOf(plain, styleWords) > 0)
        chance -= 0.35;
    if (countOf(plain, productWords) > 0)
        chance -= 0.6;
    if (plain.count(u' ') > 26) // 25 words and more leave little to improvise
        chance -= 0.1;
    return chance;
}

bool asksForPicture(const QString& plain)
{
    return countOf(plain, askingWords) + countOf(plain, realismWords) + countOf(plain, styleWords)
        + countOf(plain, productWords)
        > 0;
}

} // namespace

double withholdingChance(const GenerateRequest& request)
{
    const QString plain = plainWords(request.text);
    const bool people = countOf(plain, peopleWords) > 0;
    const int skin = countOf(plain, skinWords);
    if (skin == 0 && !people)
        return 0;
    double chance = people ? 0.2 : 0.1;
    if (skin > 0)
        chance += 0.55 + 0.1 * (skin - 1);
    if (countOf(plain, realismWords) > 0)
        chance += 0.3;
    if (people && !request.pictures.isEmpty()) // an edit of a person is judged more strictly
        chance += 0.2;
    chance = lowered(chance, plain);
    if (chance >= 1)
        return 1;
    return chance < 0.05 ? 0 : std::min(chance, 0.95);
}

QString drawPictureEnd(const GenerateRequest& request, RandomDraws& draws)
{
    const QString plain = plainWords(request.text);
    const double chance = withholdingChance(request);
    const double filter = draws.draw();
    const double kind = draws.draw();
    if (chance >= 1)
        return u"IMAGE_SAFETY"_s;
    if (!asksForPicture(plain) && kind < 0.25)
        return u"NO_IMAGE"_s;
    if (countOf(plain, celebrityWords) > 0 && kind < 0.5)
        return u"IMAGE_OTHER"_s;
    if (filter >= chance)
        return {};
    return kind > 0.92 ? u"IMAGE_OTHER"_s : kind > 0.88 ? u"NO_IMAGE"_s : u"IMAGE_SAFETY"_s;
}

} // namespace safelight::simulation
