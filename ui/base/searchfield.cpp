#include "ui/base/searchfield.h"
