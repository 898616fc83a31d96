#pragma once

#include "app/simulatorrequest/generaterequest.h"

namespace safelight::simulation {

class RandomDraws;

// The chance, 0…1, that layer 2 withholds the picture. It falls with specificity and style and rises with
// exposed skin, realism and reference pictures of people (domain.md). No threshold enters it. 1: always, 0:
// never.
double withholdingChance(const GenerateRequest& request);

// Draws how a picture ends: empty (delivered), IMAGE_SAFETY, IMAGE_OTHER or NO_IMAGE.
QString drawPictureEnd(const GenerateRequest& request, RandomDraws& draws);

} // namespace safelight::simulation
