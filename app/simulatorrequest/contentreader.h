#pragma once

#include "app/simulatorrequest/generaterequest.h"

namespace safelight::simulation {

class FieldReader;

// contents and systemInstruction of a request: texts, pictures, and the lines "#simulate: …".
void readContents(FieldReader& reader, const QJsonObject& body, GenerateRequest& request);

} // namespace safelight::simulation
