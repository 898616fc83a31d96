#include "app/client/backendprofile.h"
