#include "app/prompt/imageintake.h"
