#include "app/client/modelcatalogue.h"
