#pragma once

#include <QList>
#include <QString>

namespace safelight {

// What merging another session brought.
struct MergeAccount
{
    qint64 taken = 0;
    qint64 already = 0; // the same attempts were here: not taken twice
    QList<qint64> ids; // of the new ones

    friend bool operator==(const MergeAccount&, const MergeAccount&) = default;
};

// Bytes on the disk.
struct CompactAccount
{
    qint64 before = 0;
    qint64 after = 0;
    qint64 removed = 0; // attempts that were deleted before and are gone now

    friend bool operator==(const CompactAccount&, const CompactAccount&) = default;
};

// What could be saved of a damaged session.
struct RecoveryAccount
{
    qint64 whole = 0; // attempts with all that belongs to them
    qint64 partly = 0; // attempts without their answer, request or a picture
    qint64 lost = 0; // attempts of which a trace was found, but nothing to keep
    bool draft = false;

    friend bool operator==(const RecoveryAccount&, const RecoveryAccount&) = default;
};

} // namespace safelight
