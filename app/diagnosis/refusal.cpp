#include "app/diagnosis/refusal.h"

#include <algorithm>
#include <array>

namespace safelight {

namespace {

constexpr qsizetype openingWords = 400; // characters in which a refusal says that it is one

// In small letters, with straight apostrophes. Each is the turn itself and not a topic, so that an answer
// about refusals seldom has one in its first lines.
constexpr std::array phrases {
    // English
    u"i can't help with", u"i cannot help with", u"i can't assist", u"i cannot assist", u"i can't fulfill",
    u"i cannot fulfill", u"i can't create", u"i cannot create", u"i can't generate", u"i cannot generate",
    u"i can't provide", u"i cannot provide", u"i can't comply", u"i cannot comply", u"i'm not able to help",
    u"i am not able to help", u"i'm unable to help", u"i'm unable to assist", u"i'm unable to create",
    u"i'm unable to generate", u"i'm unable to provide", u"i'm unable to fulfill", u"i am unable to help",
    u"i am unable to assist", u"i am unable to create", u"i am unable to generate", u"i am unable to provide",
    u"i am unable to fulfill", u"i won't be able to", u"i must decline", u"i'm sorry, but i can",
    u"i am sorry, but i can", u"i'm just a language model", u"i'm not able to create",
    u"i'm not able to generate",
    // German
    u"dabei kann ich nicht helfen", u"dabei kann ich ihnen nicht", u"dabei kann ich dir nicht",
    u"ich kann dir dabei nicht", u"ich kann ihnen dabei nicht", u"kann ich leider nicht",
    u"ich kann diese anfrage nicht", u"ich kann dieses bild nicht",
    // French
    u"je ne peux pas vous aider", u"je ne peux pas t'aider", u"je ne peux pas créer",
    u"je ne peux pas générer", u"je ne suis pas en mesure", u"je ne peux pas répondre à cette",
    // Spanish and Portuguese
    u"no puedo ayudarte con", u"no puedo ayudarle con", u"no puedo generar", u"no puedo crear",
    u"no puedo proporcionar", u"não posso ajudar com", u"não posso gerar", u"não posso criar",
    u"não consigo ajudar com",
    // Italian and Dutch
    u"non posso aiutarti con", u"non posso aiutarla con", u"non posso generare", u"non posso creare",
    u"daar kan ik niet mee helpen", u"ik kan je daar niet",
    // Polish, Russian, Turkish
    u"nie mogę pomóc", u"nie mogę wygenerować", u"я не могу помочь", u"я не могу создать",
    u"я не могу выполнить", u"bu konuda yardımcı olamam", u"bu isteği yerine getiremem",
    // Chinese, Japanese, Korean
    u"我无法", u"我不能提供", u"我不能帮", u"我無法", u"抱歉，我无法", u"お手伝いできません",
    u"お答えできません", u"生成できません", u"対応できません", u"도와드릴 수 없", u"도와 드릴 수 없",
    u"생성할 수 없", u"제공할 수 없",
    // Hindi, Arabic, Hebrew, Vietnamese, Indonesian
    u"मैं इसमें मदद नहीं", u"मैं सहायता नहीं कर सकता", u"لا يمكنني المساعدة", u"لا أستطيع المساعدة",
    u"لا يمكنني إنشاء", u"אני לא יכול לעזור", u"tôi không thể giúp", u"tôi không thể tạo",
    u"saya tidak dapat membantu", u"saya tidak bisa membantu"};

} // namespace

bool looksLikeRefusal(const QString& text)
{
    QString opening = text.trimmed().left(openingWords).toLower();
    opening.replace(QChar(0x2019), QLatin1Char('\''));
    return std::ranges::any_of(
        phrases, [&opening](const char16_t* phrase) { return opening.contains(QStringView(phrase)); });
}

} // namespace safelight
