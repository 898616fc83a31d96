#include "ui/safety/thresholdpanel.h"
