#include "app/found/answerpieces.h"

#include "app/dialects/dialects.h"
#include "app/found/sentences.h"
#include "app/wire/answerdecoder.h"

#include <QJsonDocument>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using Objects = std::span<const FoundObject>;

bool tellsEnd(const Response& read)
{
    return read.error || (read.promptFeedback && read.promptFeedback->blockReason)
        || std::ranges::any_of(read.candidates,
                               [](const Candidate& candidate) { return candidate.finishReason.has_value(); });
}

AnswerPiece pieceOf(const QByteArray& json, const Response& read)
{
    AnswerPiece piece;
    piece.json = json;
    piece.form = read.form;
    piece.id = read.responseId;
    if (read.usage) {
        piece.promptTokens = read.usage->prompt;
        piece.totalTokens = read.usage->total;
    }
    piece.isWhole = read.shape == AnswerShape::Predictions;
    piece.isEnded = tellsEnd(read);
    piece.isEpilogue = read.candidates.isEmpty() && !read.error && !read.promptFeedback;
    piece.isOnlyError = read.error && read.candidates.isEmpty() && !read.promptFeedback;
    return piece;
}

QList<AnswerPiece> piecesFrom(const QList<Translation>& translations)
{
    QList<AnswerPiece> pieces;
    for (const auto& translation : translations) {
        const QByteArray json = jsonOf(translation);
        const Response read = decodeChunk(json, 1);
        if (!holdsAnything(read))
            continue;
        pieces.append(pieceOf(json, read));
        pieces.last().isWhole = !translation.isChunk;
    }
    return pieces;
}

// Gateways pass a block on as the message of an error of their own.
std::optional<AnswerPiece> blockInMessage(const QByteArray& json, const ServiceError& error)
{
    const auto told = readSentence(error.message.toUtf8());
    if (!told || told->json.isEmpty())
        return {};
    const QByteArray block = withReadAs(told->json, u"sdk.text"_s, gatewayIn(json));
    const Response read = decodeChunk(block, 1);
    AnswerPiece piece = pieceOf(block, read);
    piece.isWhole = piece.wasSentence = true;
    return piece.isOnlyError || !holdsAnything(read) ? std::nullopt : std::optional(piece);
}

QList<AnswerPiece> errorPieces(const QByteArray& json, const Response& read)
{
    auto translated = piecesFrom(readDialects(json));
    if (!translated.isEmpty() && !std::ranges::all_of(translated, &AnswerPiece::isOnlyError))
        return translated;
    if (auto block = blockInMessage(json, *read.error))
        return {std::move(*block)};
    return {pieceOf(json, read)};
}

QList<AnswerPiece> answerPieces(const QByteArray& json)
{
    const Response read = decodeChunk(json, 1);
    if (!holdsAnything(read))
        return {};
    const AnswerPiece piece = pieceOf(json, read);
    return piece.isOnlyError ? errorPieces(json, read) : QList {piece};
}

QList<AnswerPiece> piecesIn(Objects objects);

bool tellsEnding(const QList<AnswerPiece>& pieces)
{
    return !pieces.isEmpty() && !std::ranges::all_of(pieces, &AnswerPiece::isOnlyError);
}

QList<AnswerPiece> piecesOfOne(const FoundObject& object, Objects inside)
{
    if (object.kind == FoundObject::Kind::Foreign) {
        auto own = piecesFrom(readDialects(object.json));
        if (tellsEnding(own))
            return own;
        auto inner = piecesIn(inside);
        return inner.isEmpty() ? own : inner;
    }
    if (object.kind == FoundObject::Kind::Error) {
        auto inner = piecesIn(inside);
        return inner.isEmpty() ? answerPieces(object.json) : inner;
    }
    return answerPieces(object.json);
}

QList<AnswerPiece> piecesIn(Objects objects)
{
    QList<AnswerPiece> pieces;
    for (std::size_t i = 0; i < objects.size();) {
        const auto& object = objects[i];
        const auto inside = objects.subspan(i + 1, std::size_t(object.covers));
        for (auto& piece : piecesOfOne(object, inside)) {
            piece.wasEscaped = piece.wasEscaped || object.escaped;
            piece.begin = object.begin;
            piece.end = object.end;
            pieces.append(std::move(piece));
        }
        i += 1 + inside.size();
    }
    return pieces;
}

} // namespace

bool holdsAnything(const Response& read)
{
    return read.end != AnswerEnd::Unreadable
        && (!read.candidates.isEmpty() || read.promptFeedback || read.error || read.usage);
}

QList<AnswerPiece> piecesOf(const FoundAnswers& found)
{
    return piecesIn({found.objects.constData(), std::size_t(found.objects.size())});
}

QList<AnswerPiece> piecesOf(const QByteArray& json)
{
    auto pieces = answerPieces(json);
    return pieces.isEmpty() ? piecesFrom(readDialects(json)) : pieces;
}

QByteArray withReadAs(const QByteArray& json, const QString& form, const QString& through)
{
    const auto brace = json.indexOf('{');
    if (brace < 0 || (form.isEmpty() && through.isEmpty()))
        return json;
    const QByteArray member =
        "\"readAs\":" + QJsonDocument(readAs(form, through)).toJson(QJsonDocument::Compact);
    const bool isEmpty = json.mid(brace + 1).trimmed().startsWith('}');
    return json.first(brace + 1) + member + (isEmpty ? "" : ",") + json.mid(brace + 1);
}

} // namespace safelight
