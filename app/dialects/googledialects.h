#pragma once

#include "app/dialects/translation.h"

namespace safelight {

// The Interactions API: an interaction that has ended, an event of its stream, or its error.
std::optional<Translation> readInteraction(const QJsonObject& object);
// A message of the Live API's server.
std::optional<Translation> readLiveMessage(const QJsonObject& object);
// A long-running operation of Vertex AI or the Gemini API that has ended: Imagen, Veo.
std::optional<Translation> readOperation(const QJsonObject& object);
// The older PaLM API: `filters` and `safetyFeedback` in the place of promptFeedback.
std::optional<Translation> readPalm(const QJsonObject& object);

} // namespace safelight
