#pragma once

#include "app/safety/harm.h"

#include <QJsonObject>
#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>

namespace safelight::simulation {

// One model that the simulator plays, with what the rules need to know of it (gemini-api.md §1, §6, §8).
struct SimulatedModel
{
    QString id;
    QString displayName;
    bool outputsImages = false;
    bool legacy = false; // older: thresholds default to medium and above, pictures are counted by tile
    bool wideRatios = false; // also 1:4, 4:1, 1:8, 8:1
    bool drafts = false; // sends drafts before the final picture
    QStringList imageSizes = {};
    QList<int> imageTokens = {}; // of one picture, for each of imageSizes
    QString stage = {}; // modelStatus.modelStage; empty: not told

    BlockThreshold defaultThreshold() const
    {
        return legacy ? BlockThreshold::MediumAndAbove : BlockThreshold::Off;
    }
    QStringList aspectRatios() const; // empty for a text model
    int tokensOfOutput(const QString& imageSize) const; // empty size: 1K
    int tokensOfInput(QSize picture) const;
};

// The models that models.list names.
const QList<SimulatedModel>& simulatedModels();
// The model that answers to this id: some ids are re-routed silently (gemini-api.md §1). Null: unknown.
const SimulatedModel* modelAnswering(const QString& id);
// An entry of models.list.
QJsonObject describe(const SimulatedModel& model, bool vertex);
// The size in pixels of a picture: "16:9", "2K" -> 2752 × 1536.
QSize pictureSize(const QString& aspectRatio, const QString& imageSize);

} // namespace safelight::simulation
