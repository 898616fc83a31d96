#include "app/settings/secretstore.h"
