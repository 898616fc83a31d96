#pragma once

#include "app/base/result.h"
#include "app/prompt/modelinfo.h"

#include <QList>

namespace safelight {

// The bundled list with its date (resources/models/models.json).
struct ModelCatalogue
{
    QDate date;
    QList<ModelInfo> models;

    const ModelInfo* find(const QString& id) const;
};

ModelCatalogue bundledModels();

// Asked where nobody named a model.
inline const QString defaultModel = QStringLiteral("gemini-2.5-flash");

// The answer of models.list, completed with what only the bundled list knows (sizes, ratios, image output).
Result<QList<ModelInfo>> decodeModelList(const QByteArray& json, const ModelCatalogue& bundled);

} // namespace safelight
