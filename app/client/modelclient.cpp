#include "app/client/modelclient.h"

// On its own, so that a program that needs only this interface does not link what speaks HTTP.
#include "moc_modelclient.cpp"
