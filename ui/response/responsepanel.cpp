#include "ui/response/responsepanel.h"
