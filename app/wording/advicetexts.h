#pragma once

#include <QString>

namespace safelight {

// The English words behind an id of the advice, translated; empty when there are none.
QString adviceText(const QString& id); // titles ("repeat"), reasons ("repeat.imageVaries"), closing sentences
QString templateText(const QString& id); // "field.purpose", "hint.purpose", "say.purpose", "pick.comic"

} // namespace safelight
