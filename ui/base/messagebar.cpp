#include "ui/base/messagebar.h"
