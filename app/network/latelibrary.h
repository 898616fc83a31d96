#pragma once

#include <QString>

namespace safelight {

// The file of a library that is loaded when it is first needed: beside the program, as it is built, or where
// a distribution puts a program's own libraries. `name` has no ending.
QString lateLibrary(const QString& name);

} // namespace safelight
