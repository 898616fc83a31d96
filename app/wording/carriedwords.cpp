#include "app/wording/carriedwords.h"

#include "app/wording/context.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

constexpr qsizetype mostNamed = 60; // characters of what a piece is called

QString named(const QString& kind, const CarriedPiece& piece)
{
    const QString name =
        piece.name.size() > mostNamed ? QString(piece.name.left(mostNamed) + u'…') : piece.name;
    return name.isEmpty() ? kind : QString(kind + u": "_s + name);
}

// The path is "contents[2] (model)".
QString turnName(const CarriedPiece& piece)
{
    const int place = piece.path.section(u'[', 1).section(u']', 0, 0).toInt();
    return Wording::tr("turn %1 (%2)").arg(place + 1).arg(piece.name.isEmpty() ? u"user"_s : piece.name);
}

QString countOf(CarriedPiece::Kind kind, int count)
{
    using enum CarriedPiece::Kind;
    const bool isOne = count == 1;
    switch (kind) {
    case EarlierTurn:
        return isOne ? Wording::tr("an earlier turn") : Wording::tr("%1 earlier turns").arg(count);
    case LaterTurn:
        return isOne ? Wording::tr("a turn after the prompt")
                     : Wording::tr("%1 turns after the prompt").arg(count);
    case Tool:
        return isOne ? Wording::tr("a tool") : Wording::tr("%1 tools").arg(count);
    case ToolSettings:
        return Wording::tr("tool settings");
    case Schema:
        return isOne ? Wording::tr("a response schema") : Wording::tr("%1 response schemas").arg(count);
    case CachedContent:
        return Wording::tr("cached content");
    case File:
        return isOne ? Wording::tr("a file") : Wording::tr("%1 files").arg(count);
    case Media:
        return isOne ? Wording::tr("other media") : Wording::tr("%1 other media").arg(count);
    case Part:
        return isOne ? Wording::tr("another part") : Wording::tr("%1 other parts").arg(count);
    case Threshold:
        return isOne ? Wording::tr("another threshold") : Wording::tr("%1 other thresholds").arg(count);
    case Setting:
        return isOne ? Wording::tr("another setting") : Wording::tr("%1 other settings").arg(count);
    case Member:
        break;
    }
    return {};
}

} // namespace

QString carriedPiece(const CarriedPiece& piece)
{
    using enum CarriedPiece::Kind;
    switch (piece.kind) {
    case EarlierTurn:
    case LaterTurn:
        return turnName(piece);
    case Tool:
        return named(Wording::tr("tool"), piece);
    case File:
        return named(Wording::tr("file"), piece);
    case Media:
        return named(Wording::tr("other media"), piece);
    case CachedContent:
        return named(Wording::tr("cached content"), piece);
    case Threshold:
        return named(Wording::tr("threshold"), piece);
    case Schema:
        return countOf(piece.kind, 1);
    default:
        return piece.path;
    }
}

// Members nobody has a word for are named.
QString carriedSummary(const QList<CarriedPiece>& pieces)
{
    QMap<CarriedPiece::Kind, int> counts;
    QStringList names;
    for (const auto& piece : pieces) {
        if (piece.kind == CarriedPiece::Kind::Member)
            names << piece.path;
        else
            ++counts[piece.kind];
    }
    QStringList words;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        words << countOf(it.key(), it.value());
    return (words + names).join(u", "_s);
}

} // namespace safelight::wording
