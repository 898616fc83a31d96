#pragma once

#include "app/prompt/generationsettings.h"
#include "app/safety/safetysettings.h"
#include "app/simulatorrequest/apierror.h"
#include "app/simulatorrequest/route.h"

#include <QSize>
#include <QStringList>

#include <variant>

namespace safelight::simulation {

// What the rules need of a request, after it was checked.
struct GenerateRequest
{
    QString text; // the text of all turns, without "#simulate:" lines
    QString systemInstruction;
    QStringList directives; // what stood after "#simulate:"
    QList<QSize> pictures; // in pixels; empty when the type is not decodable here (HEIC)
    SafetySettings safety;
    GenerationSettings generation;
    QString responseMimeType;
    QString outputMimeType; // imageConfig, Vertex only

    qint64 textTokens() const; // of text and system instruction, about four characters each
};

using ReadRequest = std::variant<GenerateRequest, ApiError>;

// Checks the body as the service does: wrong JSON, unknown names, wrong types and unknown values are a 400
// that names the field. Takes camelCase and snake_case.
ReadRequest readGenerateRequest(const QByteArray& body, const Route& route);
// The body of countTokens: contents, or (Gemini API) a generateContentRequest.
ReadRequest readCountRequest(const QByteArray& body, const Route& route);

// The field rules of a model: picture options, thinking, modalities, number of pictures.
std::optional<ApiError> checkForModel(const GenerateRequest& request, const Route& route);

} // namespace safelight::simulation
