#include "app/history/attempt.h"
