#include "ui/prompt/editorpanel.h"
