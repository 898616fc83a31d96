#include "app/client/requestcodec.h"
