#include "app/client/httpmodelclient.h"
