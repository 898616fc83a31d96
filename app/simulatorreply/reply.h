#pragma once

#include "app/simulatorrequest/directives.h"
#include "app/simulatorrequest/generaterequest.h"
#include "app/simulatorrequest/randomdraws.h"
#include "app/simulatorrequest/simulatedmodel.h"

#include <QJsonArray>
#include <QJsonObject>

namespace safelight::simulation {

// One candidate as it will be said; a stream sends its parts one by one.
struct SpokenCandidate
{
    QList<QJsonObject> parts;
    QString finishReason;
    QString finishMessage;
    QJsonArray ratings;
    bool rated = false;
};

// What the simulator answers, before it gets a form on the wire.
struct Reply
{
    QList<SpokenCandidate> candidates;
    QJsonObject promptFeedback;
    QJsonObject usage;
    QString modelVersion;
    QString modelStage;
    QString responseId;
    QList<QByteArray>
        blobs; // base64; parts name them "@blob0@", so that large data passes through no JSON value
    int delay = 0; // milliseconds of "thinking"
};

// All that decides an answer.
struct Situation
{
    const GenerateRequest& request;
    const ScenarioDirectives& directives;
    const SimulatedModel& model;
    bool vertex = false;
};

// Plays both filter layers and the model (domain.md), as far as the directives leave it open.
Reply makeReply(const Situation& situation, RandomDraws& draws);
// totalTokens and details of countTokens.
QJsonObject countReply(const GenerateRequest& request, const SimulatedModel& model);

} // namespace safelight::simulation
