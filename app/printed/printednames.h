#pragma once

#include <QByteArray>

namespace safelight {

// How the members and enumerations of an answer are called in REST, whatever a program printed.

// "finish_reason", "FinishReason" (Go, C#) and "@finish_reason" (Ruby) are all finishReason.
QByteArray wireName(const QByteArray& printed);

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

// How an enumeration's value is called on the wire: "FinishReasonSafety" (Go), "Safety" (C#, Rust), ".safety"
// (Swift) and "FinishReason.safety" (Dart) are SAFETY. What is not such a name comes back as it is; a word in
// small letters too, because that is how other services call theirs, unless a sentence says what it is.
QByteArray enumWord(const QByteArray& camelName, const QByteArray& printed, bool isOfSentence = false);

// Is it a name that this member's enumeration has on the wire?
bool isEnumName(const QByteArray& camelName, const QByteArray& name);

} // namespace safelight
