#include "app/cli/inspection.h"
