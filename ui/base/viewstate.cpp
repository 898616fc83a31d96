#include "ui/base/viewstate.h"
