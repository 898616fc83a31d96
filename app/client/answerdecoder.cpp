#include "app/client/answerdecoder.h"
