#pragma once

#include "app/simulatorrequest/generaterequest.h"

namespace safelight::simulation {

class FieldReader;

// safetySettings: which categories and fields each API takes is gemini-api.md §2.
void readSafety(FieldReader& reader, const QJsonObject& body, const Route& route, GenerateRequest& request);
// generationConfig, with imageConfig and thinkingConfig.
void readGeneration(FieldReader& reader, const QJsonObject& body, const Route& route,
                    GenerateRequest& request);

} // namespace safelight::simulation
