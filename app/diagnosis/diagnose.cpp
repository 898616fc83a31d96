#include "app/diagnosis/diagnose.h"
