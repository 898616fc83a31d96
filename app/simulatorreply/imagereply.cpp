#include "app/simulatorreply/imagereply.h"

#include "app/simulatorreply/answertext.h"
#include "app/simulatorreply/finish.h"
#include "app/simulatorreply/imagefilter.h"
#include "app/simulatorreply/picture.h"
#include "app/simulatorreply/ratingwriter.h"
#include "app/simulatorreply/usage.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

// As asked; else like the last picture that came in (gemini-api.md §8); else square.
QString ratioOf(const Situation& situation)
{
    if (situation.request.generation.aspectRatio)
        return *situation.request.generation.aspectRatio;
    const QSize last = situation.request.pictures.isEmpty() ? QSize() : situation.request.pictures.last();
    if (last.isEmpty())
        return u"1:1"_s;
    const double wanted = std::log(static_cast<double>(last.width()) / last.height());
    QString best;
    double distance = std::numeric_limits<double>::max();
    for (const QString& ratio : situation.model.aspectRatios()) {
        const QSize size = pictureSize(ratio, u"1K"_s);
        const double off = std::abs(std::log(static_cast<double>(size.width()) / size.height()) - wanted);
        if (off < distance) {
            distance = off;
            best = ratio;
        }
    }
    return best;
}

quint32 pictureSeed(const GenerateRequest& request, RandomDraws& draws)
{
    const QByteArray hash = QCryptographicHash::hash(request.text.toUtf8(), QCryptographicHash::Md5);
    const quint32 chance =
        request.generation.seed ? static_cast<quint32>(*request.generation.seed) : draws.bits();
    return qFromLittleEndian<quint32>(hash.constData()) ^ chance;
}

void addPicture(Reply& reply, SpokenCandidate& candidate, const PictureSpec& spec)
{
    const QByteArray bytes = drawPicture(spec);
    const QString name = u"@blob%1@"_s.arg(reply.blobs.size());
    const bool png = bytes.startsWith("\x89PNG");
    candidate.parts.append(QJsonObject {
        {u"inlineData"_s,
         QJsonObject {{u"mimeType"_s, png ? u"image/png"_s : u"image/jpeg"_s}, {u"data"_s, name}}},
        {u"thoughtSignature"_s, u"c2ltdWxhdGVk"_s}});
    reply.blobs << bytes.toBase64();
}

PictureSpec specFor(const Situation& situation, RandomDraws& draws)
{
    const QString imageSize = situation.request.generation.imageSize.value_or(u"1K"_s);
    PictureSpec spec;
    spec.size = pictureSize(ratioOf(situation), imageSize);
    spec.seed = pictureSeed(situation.request, draws);
    const bool small = imageSize == "1K"_L1 || imageSize == "512"_L1;
    spec.mimeType = situation.request.outputMimeType;
    if (spec.mimeType.isEmpty())
        spec.mimeType = small ? u"image/png"_s : u"image/jpeg"_s;
    return spec;
}

// Answers the number of pictures, drafts and the final one.
int drawAll(Reply& reply, SpokenCandidate& candidate, const Situation& situation, RandomDraws& draws)
{
    const int ownDrafts = situation.model.drafts ? draws.between(0, 2) : 0;
    const int drafts = situation.directives.drafts >= 0 ? situation.directives.drafts : ownDrafts;
    PictureSpec spec = specFor(situation, draws);
    for (int i = 0; i < drafts; ++i) {
        PictureSpec draft = spec;
        draft.size = spec.size.boundedTo(pictureSize(ratioOf(situation), u"512"_s));
        draft.seed += static_cast<quint32>(i) + 1;
        addPicture(reply, candidate, draft);
    }
    if (situation.request.generation.responseModalities != QStringList {u"IMAGE"_s})
        candidate.parts.append(QJsonObject {{u"text"_s, u"Here is a simulated picture."_s}});
    spec.bytes = situation.directives.largeBytes;
    addPicture(reply, candidate, spec);
    return drafts + 1;
}

QString endOf(const Situation& situation, qint64 tokens, RandomDraws& draws)
{
    const QString drawn = drawPictureEnd(situation.request, draws);
    if (!situation.directives.finishReason.isEmpty())
        return situation.directives.finishReason;
    if (situation.directives.refusal || situation.directives.largeBytes > 0
        || situation.directives.drafts >= 0)
        return u"STOP"_s;
    if (situation.request.generation.maxOutputTokens.value_or(1 << 20) < tokens)
        return u"MAX_TOKENS"_s;
    return drawn.isEmpty() ? u"STOP"_s : drawn;
}

} // namespace

void fillImageReply(Reply& reply, const Situation& situation, const Scores& scores, RandomDraws& draws)
{
    const auto& generation = situation.request.generation;
    const int tokens = situation.model.tokensOfOutput(generation.imageSize.value_or(QString()));
    Spent spent;
    spent.answered = true;
    spent.thoughts = draws.between(50, 350); // always on for image models (gemini-api.md §6)
    spent.mirrored = draws.draw() < 0.5;
    const int extraText = draws.between(88, 200);

    SpokenCandidate candidate;
    candidate.finishReason = endOf(situation, tokens, draws);
    candidate.finishMessage = finishMessage(candidate.finishReason, situation.vertex);
    if (generation.includeThoughts.value_or(false)) {
        candidate.parts.append(
            QJsonObject {{u"text"_s, thoughtText(situation.request.text)}, {u"thought"_s, true}});
    }
    if (candidate.finishReason != "STOP"_L1) {
        spent.withheld = true;
    } else if (situation.directives.refusal) {
        candidate.parts.append(QJsonObject {{u"text"_s, refusalText()}});
        spent.text = refusalText().size() / 4;
    } else if (!situation.directives.empty) {
        spent.images = static_cast<qint64>(drawAll(reply, candidate, situation, draws)) * tokens;
        spent.text = extraText;
    }
    const Layer1 layer(situation.request.safety, situation.model.defaultThreshold(), situation.vertex);
    candidate.ratings = layer.ratings(scores);
    candidate.rated = !candidate.ratings.isEmpty();
    reply.candidates.append(candidate);
    reply.usage = usageOf(situation, spent);
    reply.delay = 200;
}

} // namespace safelight::simulation
