#include "app/wording/words.h"
