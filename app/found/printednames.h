#pragma once

#include <QByteArray>

namespace safelight {

// How the members and enumerations of an answer are called in REST, whatever a program printed.

// Members that hold a list of messages even when protobuf's text format shows only one.
bool isRepeatedMember(const QByteArray& camelName);

// Below these, names are the user's own (the arguments of a function call).
bool holdsFreeNames(const QByteArray& camelName);

bool isEnumMember(const QByteArray& camelName);

// Members whose bytes are base64 in JSON.
bool isBytesMember(const QByteArray& camelName);

// Whose numbering: the two APIs number some enumerations differently.
enum class EnumNumbers { GeminiApi, VertexAi };

// The name that a number stands for; empty when it stands for none that is known. Source: the protos
// google/ai/generativelanguage/v1beta (safety, generative_service, content) and
// google/cloud/aiplatform/v1 (content, prediction_service).
QByteArray enumName(const QByteArray& camelName, int number, EnumNumbers numbers);

} // namespace safelight
