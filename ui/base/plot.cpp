#include "ui/base/plot.h"
