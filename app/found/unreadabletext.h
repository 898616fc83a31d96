#pragma once

#include <QByteArrayView>
#include <QString>

namespace safelight {

// Of a text that holds no answer: what it is, and what to print or copy instead; empty where nothing in it is
// familiar.
QString whatItIsInstead(QByteArrayView text);

} // namespace safelight
