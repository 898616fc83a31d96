#include "ui/base/badge.h"
