#pragma once

#include <QByteArray>
#include <QString>

namespace safelight {

// Texts as each language writes them, quotes included. What could end the text, change its meaning or its
// looks is escaped: quotes, backslashes, control characters, lone surrogates, line and paragraph separators,
// and the marks that turn the direction of writing (a reader would see other code than runs).
QByteArray pythonText(const QString& text);
QByteArray javascriptText(const QString& text);
// Also a YAML double-quoted scalar. A lone surrogate becomes U+FFFD: it is not text to any service.
QByteArray jsonText(const QString& text);
// In single quotes for a POSIX shell. NUL cannot be passed and is left out.
QByteArray shellText(const QString& text);

// One line for a comment in any of these languages: everything that is not plain is written as an escape.
QByteArray commentText(const QString& text);

} // namespace safelight
