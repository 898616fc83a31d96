#include "app/workbench/historyindexing.h"

#include "app/sending/attemptreading.h"
#include "app/session/sessionstore.h"

#include <QElapsedTimer>

namespace safelight {

namespace {

// A batch ends early when answers full of pictures take long.
constexpr qint64 longestBatch = 30; // milliseconds

Attempt readOrBare(const SessionStore& store, qint64 id, const KnownModels& models)
{
    auto loaded = store.load(id);
    if (!loaded) {
        Attempt bare;
        bare.id = id;
        return bare;
    }
    const auto model = models.constFind(loaded->prompt.model);
    readAgain(*loaded, {model == models.constEnd() ? std::nullopt : std::optional(*model), {}, {}});
    return *std::move(loaded);
}

} // namespace

Result<int> indexBatch(SessionStore& store, const KnownModels& models)
{
    QElapsedTimer time;
    time.start();
    const auto ids = store.unindexed(indexBatchSize);
    if (!ids)
        return ids.error();
    QList<Attempt> read;
    for (const qint64 id : *ids) {
        read.append(readOrBare(store, id, models));
        if (time.elapsed() > longestBatch)
            break;
    }
    if (read.isEmpty())
        return 0;
    if (const auto done = store.indexAttempts(read); !done)
        return done.error();
    return static_cast<int>(read.size());
}

Result<Done> indexAll(SessionStore& store, const KnownModels& models)
{
    for (;;) {
        const auto indexed = indexBatch(store, models);
        if (!indexed)
            return indexed.error();
        if (*indexed == 0)
            return Done();
    }
}

KnownModels knownModels(const QList<ModelInfo>& models)
{
    KnownModels known;
    for (const auto& model : models)
        known.insert(model.id, model);
    return known;
}

} // namespace safelight
