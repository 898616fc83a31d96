#include "ui/base/icons.h"
