#pragma once

#include "app/simulatorreply/reply.h"
#include "app/simulatorrequest/answer.h"

namespace safelight::simulation {

enum class Form { Object, EventStream, Array };

// The reply in its form on the wire, with the malformation that the directives ask for.
Answer render(const Reply& reply, Form form, const ScenarioDirectives& directives);
// Replaces "@blobN@" data by the blobs. Only the value of a "data" member can match: quotes are escaped
// elsewhere.
QByteArray withBlobs(QByteArray json, const QList<QByteArray>& blobs);

} // namespace safelight::simulation
