#pragma once

#include "app/report/reportbuilder.h"
#include "app/reportfile/reportfile.h"

#include <QImage>
#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace safelight {

// Where a report gets its attempts from: read, one at a time; calls back on the interface thread unless
// `context` is gone by then.
using AttemptSource =
    std::function<void(qint64 id, QObject* context, std::function<void(const Result<Attempt>&)> then)>;

// What a report looks like, as far as it is shown: pages, or the beginning of its text.
struct ReportView
{
    QList<QImage> pages;
    QString text;
    int pageCount = 0; // of the part that was made for it
};

// Makes one report: asks for the attempts one by one and adds, lays out and writes them off the interface
// thread. One of the finished signals comes once; none when it is deleted before, and then nothing is
// written.
class ReportJob final : public QObject
{
    Q_OBJECT

public:
    struct Plan
    {
        QList<qint64> ids;
        ReportOptions options;
        ReportBuilder::Facts facts;
        ReportTarget target; // a view: only its format counts
    };

    ReportJob(AttemptSource source, Plan plan, QObject* parent = nullptr);
    ~ReportJob() override;

    void write(); // to the target; written() follows
    void makeView(int pages); // viewed() follows
    void stop(); // written() follows with Error::Code::Cancelled, when it is not too late

signals:
    void progressed(int done, int all);
    void written(const Result<safelight::Done>& result);
    void viewed(const Result<safelight::ReportView>& view);

private:
    struct Work;
    class Question;

    void next();
    void add(const Attempt& attempt);
    void close();
    void fail(const Error& error);
    void end(const Error& error);

    const AttemptSource m_source;
    const Plan m_plan;
    const std::shared_ptr<Work> m_work; // of one worker thread at a time
    const std::shared_ptr<std::atomic_bool> m_stopped = std::make_shared<std::atomic_bool>(false);
    int m_added = 0;
    bool m_isAsking = false; // the source
    int m_viewPages = 0; // 0: it is written
};

} // namespace safelight
