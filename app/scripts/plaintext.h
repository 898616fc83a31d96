#pragma once

#include <QByteArray>

namespace safelight {

// Text as UTF-8, without a byte order mark: UTF-16 with or without its mark, UTF-8,
// and what is neither as Windows-1252, of which Latin-1 is the printable part. UTF-8 comes back unchanged.
QByteArray utf8TextOf(const QByteArray& bytes);

} // namespace safelight
