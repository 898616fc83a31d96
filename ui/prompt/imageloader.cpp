#include "ui/prompt/imageloader.h"

#include "app/base/background.h"

namespace safelight {

struct ImageLoader::Batch
{
    QList<Intake> intakes;
    qsizetype open = 0;
    int place = -1;
};

ImageLoader::ImageLoader(QObject* parent)
    : QObject(parent)
{ }

ImageLoader::~ImageLoader() = default;

void ImageLoader::load(const QList<Incoming>& incoming, int place)
{
    if (incoming.isEmpty())
        return;
    auto batch = std::make_shared<Batch>();
    batch->intakes.resize(incoming.size());
    batch->open = incoming.size();
    batch->place = place;
    m_batches << batch;
    emit waitingChanged(waitingCount());
    for (qsizetype i = 0; i < incoming.size(); ++i) {
        inBackground(
            this, [item = incoming.at(i)] { return takeIn(item); },
            [this, batch, i](Intake intake) { finish(batch, i, std::move(intake)); });
    }
}

int ImageLoader::waitingCount() const
{
    qsizetype count = 0;
    for (const auto& batch : m_batches)
        count += batch->open;
    return static_cast<int>(count);
}

void ImageLoader::finish(const std::shared_ptr<Batch>& batch, qsizetype index, Intake intake)
{
    batch->intakes[index] = std::move(intake);
    --batch->open;
    emit waitingChanged(waitingCount());
    handOver();
}

void ImageLoader::handOver()
{
    while (!m_batches.isEmpty() && m_batches.constFirst()->open == 0) {
        const auto batch = m_batches.takeFirst();
        emit loaded(batch->intakes, batch->place);
    }
}

} // namespace safelight
