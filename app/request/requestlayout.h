#pragma once

#include "app/prompt/prompt.h"
#include "app/wire/jsonoutline.h"

#include <QMap>

namespace safelight {

// What of a generateContent body the editor shows, and where each of these things stands in it.
struct RequestLayout
{
    struct Image
    {
        int part = noNode;
        int data = noNode;
        QList<int> captions; // texts before it
    };

    explicit RequestLayout(JsonOutline of)
        : outline(std::move(of))
    { }

    JsonOutline outline;
    Prompt shown; // carries nothing
    int contents = noNode;
    QList<int> turns;
    int asked = noNode; // the turn that is the prompt: the last that is not the model's
    int parts = noNode; // its member; also null or one object
    QList<int> texts; // of the prompt, in that turn
    QList<Image> images; // as in shown.images
    int system = noNode; // also null
    QList<int> systemTexts;
    int safety = noNode; // also null
    QMap<HarmCategory, QList<int>> thresholds; // entries of safetySettings
    // By path ("imageConfig.aspectRatio"), the members of that name; "" and "imageConfig" are those around.
    QMap<QByteArray, QList<int>> settings;
    int model = noNode;
};

// `known` are the images that marks may stand for; what stands for another one has no bytes. The layout looks
// into `json`. Fails on what is not a JSON object or has a wrong type, naming the member.
Result<RequestLayout> layOutRequest(QByteArrayView json, const QList<ReferenceImage>& known);

} // namespace safelight
