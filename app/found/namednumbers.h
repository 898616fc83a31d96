#pragma once

#include "app/response/response.h"

#include <QByteArray>

namespace safelight {

// The JSON of an answer with names where a dictionary made from protobuf messages has numbers; empty when
// `response`, its reading, has none of these.
QByteArray withNamedNumbers(const QByteArray& json, const Response& response);

} // namespace safelight
