#pragma once

#include "app/base/result.h"

#include <QObject>
#include <QString>

namespace safelight {

// The file of a library that is loaded when it is first needed: beside the program, as it is built, or where
// a distribution puts a program's own libraries. `name` has no ending.
QString lateLibrary(const QString& name);

// The one object of that library, as the interface `Part` (Q_DECLARE_INTERFACE). It lives as long as the
// program. The error names the file; its detail is the loader's own words.
Result<QObject*> loadLate(const QString& name);
Error notThePart(const QString& name);
template<typename Part>
Result<Part*> latePart(const QString& name)
{
    const auto object = loadLate(name);
    if (!object)
        return object.error();
    if (auto* part = qobject_cast<Part*>(*object))
        return part;
    return notThePart(name);
}

} // namespace safelight
