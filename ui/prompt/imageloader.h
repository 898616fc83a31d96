#pragma once

#include "ui/prompt/incoming.h"

#include <QObject>

#include <memory>

namespace safelight {

// Takes things in on worker threads and hands them over in the order they came: what was dropped together
// arrives together, and never before what was dropped earlier.
class ImageLoader final : public QObject
{
    Q_OBJECT

public:
    explicit ImageLoader(QObject* parent = nullptr);
    ~ImageLoader() override;

    // `place` is handed back with what was taken; −1 means behind the last.
    void load(const QList<Incoming>& incoming, int place = -1);
    int waitingCount() const;

signals:
    void loaded(const QList<safelight::Intake>& intakes, int place);
    void waitingChanged(int count); // how many are still being read

private:
    struct Batch;
    void finish(const std::shared_ptr<Batch>& batch, qsizetype index, Intake intake);
    void handOver();

    QList<std::shared_ptr<Batch>> m_batches;
};

} // namespace safelight
