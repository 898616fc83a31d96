#pragma once

#include "app/base/result.h"
#include "app/prompt/referenceimage.h"
#include "ui/base/localfiles.h"

#include <QImage>
#include <QList>

#include <optional>

class QMimeData;

namespace safelight {

// Something dropped, pasted or chosen that may become a reference image: one of path, bytes and pixels is
// set.
struct Incoming
{
    QString path;
    QByteArray bytes; // as another program hands them over
    QImage pixels; // when there are no bytes
    bool textWelcome = false; // dropped on a text: a text file is meant to be put in
};

// What became of it.
struct Intake
{
    std::optional<ReferenceImage> image;
    QString text;
    std::optional<Error> problem;
    bool encoded = false; // there were no bytes to keep: encoded as PNG
};

inline constexpr qint64 textFileLimit = 5'000'000; // bytes of a text file put into the prompt

// Files, or the bytes of a picture, or its pixels: in this order, since only the first two are exact.
QList<Incoming> incomingFrom(const QMimeData& data);
bool offersPictures(const QMimeData& data);

// Reads and checks it. Off the interface thread.
Intake takeIn(const Incoming& incoming);

} // namespace safelight
