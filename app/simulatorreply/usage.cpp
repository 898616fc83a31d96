#include "app/simulatorreply/usage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

QJsonObject detail(const QString& modality, qint64 tokens)
{
    return {{u"modality"_s, modality}, {u"tokenCount"_s, tokens}};
}

} // namespace

QJsonObject usageOf(const Situation& situation, const Spent& spent)
{
    const qint64 text = std::max<qint64>(situation.request.textTokens(), 1);
    qint64 pictures = 0;
    for (const QSize& size : situation.request.pictures)
        pictures += situation.model.tokensOfInput(size);

    QJsonArray promptDetails {detail(u"TEXT"_s, text)};
    if (pictures > 0)
        promptDetails.append(detail(u"IMAGE"_s, pictures));
    qint64 total = text + pictures + spent.thoughts;
    QJsonObject usage {{u"promptTokenCount"_s, text + pictures}, {u"promptTokensDetails"_s, promptDetails}};
    if (spent.thoughts > 0)
        usage.insert("thoughtsTokenCount"_L1, spent.thoughts);
    if (spent.withheld) {
        usage.insert("candidatesTokenCount"_L1, spent.mirrored ? spent.thoughts : 0);
    } else if (spent.answered) {
        usage.insert("candidatesTokenCount"_L1, spent.text + spent.images);
        total += spent.text + spent.images;
    }
    // The service lists only pictures here: text is what remains (gemini-api.md §6).
    if (!spent.withheld && spent.images > 0)
        usage.insert("candidatesTokensDetails"_L1, QJsonArray {detail(u"IMAGE"_s, spent.images)});
    usage.insert("totalTokenCount"_L1, total);
    if (situation.vertex)
        usage.insert("trafficType"_L1, u"ON_DEMAND"_s);
    return usage;
}

} // namespace safelight::simulation
