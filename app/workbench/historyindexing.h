#pragma once

#include "app/base/result.h"
#include "app/prompt/modelinfo.h"

#include <QHash>

namespace safelight {

class SessionStore;

// Attempts of older programs get what the history asks for now (stage, categories, the text to search), by
// reading their kept answers again. A few at a time, so that what the user wants comes in between.
inline constexpr int indexBatchSize = 25;
// Answers how many it did; 0: none is left. What is damaged counts as done, without its answer's words.
using KnownModels = QHash<QString, ModelInfo>;
Result<int> indexBatch(SessionStore& store, const KnownModels& models);
// All that are left, for a program that waits for them.
Result<Done> indexAll(SessionStore& store, const KnownModels& models);
KnownModels knownModels(const QList<ModelInfo>& models);

} // namespace safelight
