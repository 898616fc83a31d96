#include "app/settings/settings.h"

#include <QSettings>
