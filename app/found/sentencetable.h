#pragma once

#include "app/base/result.h"
#include "app/printed/printednames.h"

#include <QList>
#include <QRegularExpression>
#include <QString>

namespace safelight {

enum class SentenceSays { Finish, Block, Filtered, Error, Nothing };

// One row of resources/knowledge/sentences.json; its "about" tells the form.
struct SentenceRow
{
    QString id;
    QString sdk;
    QByteArray mark;
    QRegularExpression pattern;
    SentenceSays says = SentenceSays::Nothing;
    QString reason;
    QString code;
    QString status;
    EnumNumbers numbers = EnumNumbers::GeminiApi;
    bool nearGoogle = false;
    bool onlyKnown = false;
    QString hint;
    QString source;
};

Result<QList<SentenceRow>> readSentenceTable(const QByteArray& json);

// Read once; empty where the resource is not linked in.
const QList<SentenceRow>& sentenceTable();

} // namespace safelight
