#pragma once

#include "app/advice/remedy.h"
#include "app/cost/billing.h"
#include "app/diagnosis/verdict.h"
#include "app/prompt/modelinfo.h"

#include <QJsonObject>
#include <QString>

#include <functional>

namespace safelight {

struct Attempt;

// All that is told of one answer.
struct Inspection
{
    QString source;
    Response response;
    Verdict verdict;
    Billing billing;
    QList<Remedy> remedies;
};

// Of recorded bytes, wherever in them the answer stands; of several the last. `today`: the prices of this
// day, since nobody knows when it was sent.
Inspection inspect(const QString& source, const QByteArray& bytes, const PriceBook& prices, QDate today);
// Of each answer in them, in order; of several the source is "FILE:LINE".
void inspectEach(const QString& source, const QByteArray& bytes, const PriceBook& prices, QDate today,
                 const std::function<void(const Inspection&)>& take);
// Of an attempt that was just made, with what is known of its request.
Inspection inspect(const QString& source, const Attempt& attempt, const std::optional<ModelInfo>& model);

// The object that `--json` prints ("safelight.inspection/1", headless.md). `send` adds its own members to it.
QJsonObject inspectionObject(const Inspection& inspection);
// The same for people: a few lines of text, without control characters whatever the answer holds.
QString inspectionText(const Inspection& inspection);
// 0 delivered or truncated with content · 1 blocked, stopped, refused, empty · 2 unreadable · 3 error · 4
// network, cut off.
int exitCode(const Verdict& verdict);

} // namespace safelight
