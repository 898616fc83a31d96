#pragma once

#include "app/dialects/translation.h"

#include <QByteArrayView>
#include <QList>

namespace safelight {

// Is this the name of a member by which one of the formats is known? Cheap; for a search through large text.
bool tellsOfDialect(QByteArrayView memberName);
// The same of a member whose value tells it. `value`: as it stands, with its quotes.
bool tellsOfDialect(QByteArrayView memberName, QByteArrayView value);

// The answers that a JSON text holds in other formats than Gemini's own, from left to right; of nested ones
// the outer one. Nothing is made of members whose meaning is not known where they stand.
QList<Translation> readDialects(const QByteArray& json);

// The gateway or library whose marks stand in a text ("n8n", "LiteLLM"); empty: none that is known.
QString gatewayIn(QByteArrayView text);

} // namespace safelight
