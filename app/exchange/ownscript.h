#pragma once

#include "app/exchange/calls.h"

#include <QByteArray>
#include <QList>

namespace safelight {

// A script that writeCurl() wrote, with the files it puts into its request on the way.
struct OwnScript
{
    struct File
    {
        QByteArray mark; // stands for it in the text, and for nothing else
        QByteArray bytes;
    };

    QString text; // with one request in one piece
    QList<File> files;

    // The marks replaced by the files in base64.
    QByteArray filled(QByteArray body) const;
};

// Any other script comes back as it is. Files are read by their bare name only, beside the script; fails with
// a sentence when one cannot be read.
Result<OwnScript> readOwnScript(const QString& text, const FileReading& files);

} // namespace safelight
