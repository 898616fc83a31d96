#include "app/history/sessionstore.h"
