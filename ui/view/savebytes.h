#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace safelight {

class Settings;

// What to write, and what to call it.
struct SavedBytes
{
    QByteArray bytes;
    QString name; // suggested: "attempt-7.png"
    QString title; // of the dialog
};

// Asks for a place and writes the exact bytes there, in the background. `failed` hears a sentence and a
// detail. The folder is remembered.
void saveBytes(QWidget* parent, Settings& settings, const SavedBytes& what,
               std::function<void(const QString&, const QString&)> failed);

// "png" for image/png; "bin" for what is unknown.
QString suffixOf(const QString& mimeType);

// Puts the exact bytes on the clipboard as text.
void copyBytes(const QByteArray& bytes);

} // namespace safelight
