#include "app/simulatorreply/ratingwriter.h"

#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

HarmSeverity severityOf(double score)
{
    return static_cast<HarmSeverity>(static_cast<int>(probabilityOf(score)));
}

double rounded(double value)
{
    return std::round(value * 1e6) / 1e6;
}

} // namespace

Layer1::Layer1(const SafetySettings& settings, BlockThreshold modelDefault, bool vertex)
    : m_settings(settings)
    , m_default(modelDefault)
    , m_vertex(vertex)
{ }

BlockThreshold Layer1::inForce(HarmCategory category) const
{
    return m_settings.threshold(category).value_or(m_default);
}

bool Layer1::blocksAny(const Scores& scores) const
{
    for (std::size_t i = 0; i < adjustableCategories.size(); ++i) {
        if (blocks(inForce(adjustableCategories[i]), probabilityOf(scores[i])))
            return true;
    }
    return false;
}

QJsonArray Layer1::ratings(const Scores& scores) const
{
    QJsonArray list;
    for (std::size_t i = 0; i < adjustableCategories.size(); ++i) {
        const HarmCategory category = adjustableCategories[i];
        if (inForce(category) == BlockThreshold::Off)
            continue; // "no metadata is returned" (gemini-api.md §2)
        const HarmProbability probability = probabilityOf(scores[i]);
        QJsonObject rating {{u"category"_s, Known<HarmCategory>::wireName(category)},
                            {u"probability"_s, Known<HarmProbability>::wireName(probability)}};
        if (blocks(inForce(category), probability))
            rating.insert("blocked"_L1, true);
        if (m_vertex) {
            const double severity = scores[i] * 0.8;
            rating.insert("probabilityScore"_L1, rounded(scores[i]));
            rating.insert("severity"_L1, Known<HarmSeverity>::wireName(severityOf(severity)));
            rating.insert("severityScore"_L1, rounded(severity));
        }
        list.append(rating);
    }
    return list;
}

} // namespace safelight::simulation
