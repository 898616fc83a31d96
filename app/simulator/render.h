#pragma once

#include "app/simulator/answer.h"
#include "app/simulator/reply.h"

namespace safelight::simulation {

enum class Form { Object, EventStream, Array };

// The reply in its form on the wire, with the malformation that the orders ask for.
Answer render(const Reply& reply, Form form, const Orders& orders);
// Replaces "@blobN@" data by the blobs. Only the value of a "data" member can match: quotes are escaped
// elsewhere.
QByteArray withBlobs(QByteArray json, const QList<QByteArray>& blobs);

} // namespace safelight::simulation
