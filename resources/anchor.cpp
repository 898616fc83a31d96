// Nothing to say in C++: this library carries files (icons, model list, knowledge tables).
