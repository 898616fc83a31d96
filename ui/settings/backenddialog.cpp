#include "ui/settings/backenddialog.h"
