#pragma once

#include "app/workbench/sessionhistory.h"
#include "app/workbench/workbench.h"

#include <QTest>

#include <optional>

namespace safelight::test {

// The attempts as the history list shows them, newest first.
inline QList<AttemptSummary> listed(Workbench& workbench)
{
    std::optional<QList<AttemptSummary>> found;
    QObject context;
    workbench.history().find({}, &context, [&](const Result<HistoryIndex>& index) {
        if (!index || !index->complete)
            return;
        QList<qint64> ids;
        for (const HistoryKey& key : index->keys)
            ids << key.id;
        workbench.history().summaries(ids, &context, [&](const Result<QList<AttemptSummary>>& rows) {
            if (rows)
                found = *rows;
        });
    });
    return QTest::qWaitFor([&found] { return found.has_value(); }) ? *found : QList<AttemptSummary>();
}

} // namespace safelight::test
