#include "app/cli/inspectcommand.h"
