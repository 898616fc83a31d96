#include "app/client/eventstreamparser.h"
