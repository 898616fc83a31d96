#include "app/simulator/simulator.h"
