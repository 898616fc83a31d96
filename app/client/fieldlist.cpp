#include "app/client/fieldlist.h"
