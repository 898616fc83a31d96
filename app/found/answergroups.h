#pragma once

#include "app/found/answerpieces.h"

namespace safelight {

// The pieces of one answer: an object by itself, or the chunks of a stream in order.
struct AnswerGroup
{
    QList<AnswerPiece> pieces;
    QString id;
    bool isEnded = false;
    bool hasContent = false;
    bool isToldTwice = false; // another reading of the same call was left out

    QByteArray json() const; // of one piece itself, of several a list
};

// Pieces put together to answers, in their order. Two readings of one call (what a gateway made of an answer,
// beside the service's own) are one, and the service's own words win.
QList<AnswerGroup> groupsOf(QList<AnswerPiece> pieces);

} // namespace safelight
