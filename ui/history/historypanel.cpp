#include "ui/history/historypanel.h"
