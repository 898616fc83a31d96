#include "app/workbench/workbench.h"
