#pragma once

#include "app/advice/advicefacts.h"
#include "app/advice/remedy.h"
#include "app/base/result.h"

namespace safelight {

// All of it must hold; each member names a fact and the words that fit it. Empty: always.
using AdviceCondition = QHash<QString, QStringList>;

// One case of a remedy: in this situation it helps, or does not, and why.
struct RemedyCase
{
    bool helps = false;
    QList<AdviceCondition> when; // any of them
    QList<AdviceCondition> unless; // none of them
    QString why;
    int rank = 0;
    QString source;
};

struct RemedyRow
{
    QString id;
    RemedyKind kind = RemedyKind::Explain;
    QList<RemedyCase> cases; // the first that fits decides; none: the remedy is not listed
};

struct RemedyTable
{
    QList<RemedyRow> rows;
    QStringList checklist; // ids of what to go through when nothing works

    const RemedyRow* find(const QString& id) const;
};

// Checked: every name is known, every case has a reason and a source. The error names the place.
Result<RemedyTable> readRemedyTable(const QByteArray& json);

// resources/knowledge/remedies.json, read once; empty when it cannot be read.
const RemedyTable& remedyTable();

bool fits(const RemedyCase& entry, const AdviceFacts& facts);

} // namespace safelight
