#pragma once

#include "app/base/result.h"
#include "app/prompt/prompt.h"
#include "app/request/requestlayout.h"

namespace safelight {

// Something that a request sends and the editor does not show.
struct CarriedPiece
{
    enum class Kind {
        EarlierTurn,
        LaterTurn,
        Tool,
        ToolSettings,
        Schema,
        CachedContent,
        File, // by address
        Media, // audio, video, a document
        Part, // another part of the prompt's turn or of the system instruction, or a member of one
        Threshold,
        Setting,
        Member
    };

    Kind kind = Kind::Member;
    QString path; // "generationConfig.responseSchema"
    QString name; // a word more on what it is: a tool's functions, a turn's role; may be empty
    QByteArray json; // its value
    int node = noNode; // in the outline of requestText()

    friend bool operator==(const CarriedPiece& a, const CarriedPiece& b)
    {
        return a.kind == b.kind && a.path == b.path && a.json == b.json; // wherever it stands
    }
};

// In the order of the request. What is null is not sent.
QList<CarriedPiece> carriedPieces(const RequestLayout& layout);
QList<CarriedPiece> carriedPieces(const Prompt& prompt);
// What is written in the turns that the editor does not show.
QStringList carriedTexts(const Prompt& prompt);
// The prompt without that piece of it.
Result<Prompt> withoutPiece(const Prompt& prompt, const CarriedPiece& piece);

} // namespace safelight
