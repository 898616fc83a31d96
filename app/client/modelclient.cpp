#include "app/client/modelclient.h"
