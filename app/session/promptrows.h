#pragma once

#include "app/base/result.h"
#include "app/prompt/prompt.h"

namespace safelight {

class Connection;

// The prompts table with its pictures. Answers the row's id.
Result<qint64> keepPrompt(const Connection& connection, const Prompt& prompt);
// What it carries is a null array when an older program wrote the row, which knew of no such thing.
Result<Prompt> loadPrompt(const Connection& connection, qint64 id);

// The settings column: {"safety": {…}, "generation": {…}}; what is not set is absent.
QByteArray settingsJson(const SafetySettings& safety, const GenerationSettings& generation);
// What is unknown or of a wrong type counts as not set.
void readSettingsJson(const QByteArray& json, SafetySettings& safety, GenerationSettings& generation);

} // namespace safelight
