#include "app/simulatorreply/promptrating.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

struct Phrase
{
    QLatin1StringView words;
    HarmCategory category;
    double weight;
};

constexpr auto harassment = HarmCategory::Harassment;
constexpr auto hate = HarmCategory::HateSpeech;
constexpr auto sexual = HarmCategory::SexuallyExplicit;
constexpr auto danger = HarmCategory::DangerousContent;

constexpr Phrase phrases[] = {
    {"idiot"_L1, harassment, 0.4},
    {"idiots"_L1, harassment, 0.4},
    {"stupid"_L1, harassment, 0.3},
    {"loser"_L1, harassment, 0.35},
    {"pathetic"_L1, harassment, 0.3},
    {"humiliate"_L1, harassment, 0.5},
    {"bully"_L1, harassment, 0.45},
    {"bullying"_L1, harassment, 0.4},
    {"harass"_L1, harassment, 0.5},
    {"stalk"_L1, harassment, 0.55},
    {"stalker"_L1, harassment, 0.4},
    {"threaten"_L1, harassment, 0.5},
    {"threatens"_L1, harassment, 0.4},
    {"insult"_L1, harassment, 0.4},
    {"mock"_L1, harassment, 0.25},
    {"shame her"_L1, harassment, 0.5},
    {"shame him"_L1, harassment, 0.5},
    {"kill"_L1, harassment, 0.3},
    {"racist"_L1, hate, 0.5},
    {"slur"_L1, hate, 0.5},
    {"slurs"_L1, hate, 0.5},
    {"inferior race"_L1, hate, 0.8},
    {"hate speech"_L1, hate, 0.45},
    {"nazi"_L1, hate, 0.45},
    {"ethnic"_L1, hate, 0.2},
    {"vermin"_L1, hate, 0.4},
    {"immigrants"_L1, hate, 0.2},
    {"supremacist"_L1, hate, 0.6},
    {"nude"_L1, sexual, 0.7},
    {"naked"_L1, sexual, 0.6},
    {"erotic"_L1, sexual, 0.75},
    {"porn"_L1, sexual, 0.9},
    {"topless"_L1, sexual, 0.7},
    {"seductive"_L1, sexual, 0.5},
    {"sexy"_L1, sexual, 0.5},
    {"sex"_L1, sexual, 0.5},
    {"lingerie"_L1, sexual, 0.35},
    {"underwear"_L1, sexual, 0.25},
    {"swimwear"_L1, sexual, 0.22},
    {"swimsuit"_L1, sexual, 0.22},
    {"bikini"_L1, sexual, 0.3},
    {"cleavage"_L1, sexual, 0.45},
    {"bomb"_L1, danger, 0.7},
    {"bombs"_L1, danger, 0.7},
    {"explosive"_L1, danger, 0.55},
    {"explosives"_L1, danger, 0.6},
    {"detonate"_L1, danger, 0.6},
    {"weapon"_L1, danger, 0.4},
    {"weapons"_L1, danger, 0.4},
    {"gun"_L1, danger, 0.35},
    {"knife"_L1, danger, 0.2},
    {"hack"_L1, danger, 0.45},
    {"hacker"_L1, danger, 0.35},
    {"hackers"_L1, danger, 0.35},
    {"hacking"_L1, danger, 0.4},
    {"attackers"_L1, danger, 0.3},
    {"exploit"_L1, danger, 0.4},
    {"malware"_L1, danger, 0.5},
    {"ransomware"_L1, danger, 0.55},
    {"keylogger"_L1, danger, 0.6},
    {"phishing"_L1, danger, 0.5},
    {"sql injection"_L1, danger, 0.4},
    {"steal passwords"_L1, danger, 0.5},
    {"steal"_L1, danger, 0.3},
    {"crack"_L1, danger, 0.25},
    {"bypass"_L1, danger, 0.25},
    {"poison"_L1, danger, 0.5},
    {"poisonous"_L1, danger, 0.3},
    {"toxic"_L1, danger, 0.25},
    {"overdose"_L1, danger, 0.5},
    {"lethal dose"_L1, danger, 0.6},
    {"lethal"_L1, danger, 0.4},
    {"suicide"_L1, danger, 0.6},
    {"self harm"_L1, danger, 0.6},
    {"drugs"_L1, danger, 0.3},
    {"meth"_L1, danger, 0.7},
    {"kill"_L1, danger, 0.4},
    {"murder"_L1, danger, 0.4},
    {"blood"_L1, danger, 0.2},
    {"chemical weapon"_L1, danger, 0.7},
};

// Each group lowers once (domain.md, fixes 2 and 3).
const QList<QStringList>& loweringContexts()
{
    static const QList<QStringList> contexts {
        {u"for a report"_s, u"for my report"_s, u"for a novel"_s, u"for my novel"_s,  u"in my novel"_s,
         u"fiction"_s,      u"short story"_s,   u"for a story"_s, u"for training"_s,  u"training course"_s,
         u"awareness"_s,    u"thesis"_s,        u"research"_s,    u"for a lecture"_s, u"for nurses"_s,
         u"for students"_s, u"article about"_s, u"history of"_s,  u"for a safety"_s,  u"catalogue"_s},
        {u"prevent"_s, u"prevention"_s, u"protect"_s, u"protection"_s, u"defend"_s, u"defence"_s,
         u"defense"_s, u"detect"_s, u"detection"_s, u"mitigate"_s, u"avoid"_s, u"recognise"_s, u"recognize"_s,
         u"guard against"_s, u"first aid"_s, u"treat"_s, u"treatment"_s},
        {u"vulnerability"_s, u"threat model"_s, u"penetration test"_s, u"cve"_s, u"owasp"_s, u"mitre"_s,
         u"incident response"_s, u"clinical"_s, u"pharmacology"_s, u"toxicology"_s, u"pharmacokinetics"_s,
         u"forensic"_s, u"epidemiology"_s, u"contraindication"_s, u"technical analysis"_s},
    };
    return contexts;
}

const QStringList& roleWords()
{
    static const QStringList words {u"you are"_s,    u"your role"_s, u"audience"_s,   u"assistant for"_s,
                                    u"you advise"_s, u"you help"_s,  u"readers are"_s};
    return words;
}

std::size_t slotOf(HarmCategory category)
{
    const auto found = std::ranges::find(adjustableCategories, category);
    return static_cast<std::size_t>(found - adjustableCategories.begin());
}

bool holds(const QString& plain, QStringView phrase)
{
    return plain.contains(QString(u' ' + phrase.toString() + u' '));
}

} // namespace

QString plainWords(const QString& text)
{
    QString result(u' ');
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            result += c.toLower();
        else if (!result.endsWith(u' '))
            result += u' ';
    }
    return result.endsWith(u' ') ? result : QString(result + u' ');
}

int countOf(const QString& plain, const QStringList& list)
{
    return static_cast<int>(
        std::ranges::count_if(list, [&](const QString& phrase) { return holds(plain, phrase); }));
}

Scores ratePrompt(const QString& text, const QString& systemInstruction)
{
    const QString plain = plainWords(text);
    Scores scores {};
    for (const Phrase& phrase : phrases) {
        if (holds(plain, QString(phrase.words)))
            scores[slotOf(phrase.category)] += phrase.weight;
    }
    double factor = 1;
    for (const QStringList& context : loweringContexts()) {
        if (countOf(plain, context) > 0)
            factor *= 0.6;
    }
    if (countOf(plainWords(systemInstruction), roleWords()) > 0)
        factor *= 0.6;
    for (double& score : scores)
        score = std::clamp(score * factor, 0.02, 0.98);
    return scores;
}

HarmProbability probabilityOf(double score)
{
    if (score < 0.2)
        return HarmProbability::Negligible;
    if (score < 0.45)
        return HarmProbability::Low;
    return score < 0.75 ? HarmProbability::Medium : HarmProbability::High;
}

bool isProhibited(const QString& text)
{
    const QString plain = plainWords(text);
    if (holds(plain, u"simulated prohibited content"))
        return true;
    static const QStringList minors {u"child"_s,    u"children"_s, u"minor"_s,      u"minors"_s,
                                     u"underage"_s, u"toddler"_s,  u"schoolgirl"_s, u"schoolboy"_s};
    // The bare score: no context lowers this.
    double sexualScore = 0;
    for (const Phrase& phrase : phrases) {
        if (phrase.category == sexual && holds(plain, QString(phrase.words)))
            sexualScore += phrase.weight;
    }
    return sexualScore >= 0.45 && countOf(plain, minors) > 0;
}

} // namespace safelight::simulation
