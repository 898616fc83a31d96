#include "ui/report/reportjob.h"

#include "app/base/background.h"
#include "app/reportfile/pdfpages.h"
#include "app/wording/reportwords.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPointer>

#include <utility>

namespace safelight {

struct ReportJob::Work
{
    Work(const ReportOptions& options, const ReportBuilder::Facts& facts)
        : spool(options.pictures)
        , builder(options, facts, spool)
    { }

    PictureSpool spool;
    ReportBuilder builder;
};

// Goes with the question to the source. A source that drops its question, because another session was opened,
// has answered it as well.
class ReportJob::Question
{
public:
    explicit Question(ReportJob& job)
        : m_job(&job)
    { }
    ~Question()
    {
        if (m_isAnswered || !m_job)
            return;
        QMetaObject::invokeMethod(
            m_job,
            [job = m_job.get()] {
                job->end(
                    {Error::Code::NotFound, tr("The session was closed before the report was written.")});
            },
            Qt::QueuedConnection);
    }
    Q_DISABLE_COPY_MOVE(Question)
    void answer() { m_isAnswered = true; }

private:
    const QPointer<ReportJob> m_job;
    bool m_isAnswered = false;
};

namespace {

constexpr double viewScale = 1.25; // pixels for a point
constexpr qsizetype longestView = 60000; // characters
constexpr QSizeF paper(595, 842); // A4
constexpr QMarginsF margins {42, 42, 42, 48};

Error stopped()
{
    return {Error::Code::Cancelled, wording::writingStopped()};
}

Result<ReportView> pagesView(const Report& report, const PictureSpool& spool, const WritingProgress& progress,
                             int count)
{
    PdfPages pages(spool, paper, margins);
    if (!pages.lay(report, progress))
        return stopped();
    ReportView view;
    view.pageCount = pages.count();
    for (int i = 0; i < std::min(count, pages.count()); ++i) {
        QImage image((paper * viewScale).toSize(), QImage::Format_RGB32);
        QPainter painter(&image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        painter.scale(viewScale, viewScale);
        pages.paint(painter, i);
        painter.end();
        view.pages << image;
        if (!progress.goOn(i, count))
            return stopped();
    }
    return view;
}

// Takes the beginning and refuses the rest, so that a long report is not written for a view of it.
class Beginning final : public QIODevice
{
public:
    Beginning() { open(QIODevice::WriteOnly); }
    const QByteArray& bytes() const { return m_bytes; }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* data, qint64 length) override
    {
        if (m_bytes.size() >= longestView)
            return -1;
        m_bytes.append(data, length);
        return length;
    }

private:
    QByteArray m_bytes;
};

Result<ReportView> textView(const Report& report, const PictureSpool& spool, ReportFormat format)
{
    Beginning device;
    const auto written = writeReport(report, spool, format, device);
    if (!written && device.bytes().size() < longestView)
        return written.error();
    ReportView view;
    view.text = QString::fromUtf8(device.bytes()).left(longestView);
    if (view.text.startsWith(QChar::ByteOrderMark))
        view.text.remove(0, 1);
    return view;
}

} // namespace

ReportJob::ReportJob(AttemptSource source, Plan plan, QObject* parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_plan(std::move(plan))
    , m_work(std::make_shared<Work>(m_plan.options, m_plan.facts))
{ }

ReportJob::~ReportJob()
{
    *m_stopped = true;
}

void ReportJob::stop()
{
    *m_stopped = true;
    // The source may take its time, or never answer.
    QMetaObject::invokeMethod(
        this, [this] { end(stopped()); }, Qt::QueuedConnection);
}

void ReportJob::write()
{
    next();
}

void ReportJob::makeView(int pages)
{
    m_viewPages = pages;
    next();
}

void ReportJob::next()
{
    if (*m_stopped)
        return fail(stopped());
    emit progressed(m_added, 2 * int(m_plan.ids.size()));
    if (m_added == m_plan.ids.size())
        return close();
    m_isAsking = true;
    m_source(m_plan.ids.at(m_added), this,
             [this, question = std::make_shared<Question>(*this)](const Result<Attempt>& attempt) {
                 question->answer();
                 if (!std::exchange(m_isAsking, false))
                     return; // it has ended meanwhile
                 if (attempt)
                     add(*attempt);
                 else
                     fail(attempt.error());
             });
}

// While the source is asked.
void ReportJob::end(const Error& error)
{
    if (std::exchange(m_isAsking, false))
        fail(error);
}

void ReportJob::add(const Attempt& attempt)
{
    inBackground(
        this, [work = m_work, attempt] { return work->builder.add(attempt); },
        [this](const Result<Done>& added) {
            if (!added)
                return fail(added.error());
            ++m_added;
            next();
        });
}

void ReportJob::close()
{
    const int all = int(m_plan.ids.size());
    WritingProgress progress;
    progress.step = [isStopped = m_stopped, self = QPointer(this), all](int done, int of) {
        if (*isStopped)
            return false;
        // Whether the job is still there is only known on its own thread.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, done, of, all] {
                if (self)
                    emit self->progressed(all + all * done / std::max(of, 1), 2 * all);
            },
            Qt::QueuedConnection);
        return true;
    };
    if (m_viewPages == 0) {
        inBackground(
            this,
            [work = m_work, target = m_plan.target, progress] {
                return writeReportFile(work->builder.build(), work->spool, target, progress);
            },
            [this](const Result<Done>& result) { emit written(result); });
        return;
    }
    progress.step = [isStopped = m_stopped](int, int) { return !*isStopped; };
    const auto format = m_plan.target.format;
    inBackground(
        this,
        [work = m_work, format, progress, count = m_viewPages] {
            const Report report = work->builder.build();
            const bool paged = format == ReportFormat::Html || format == ReportFormat::Pdf;
            return paged ? pagesView(report, work->spool, progress, count)
                         : textView(report, work->spool, format);
        },
        [this](const Result<ReportView>& view) { emit viewed(view); });
}

void ReportJob::fail(const Error& error)
{
    if (m_viewPages == 0)
        emit written(error);
    else
        emit viewed(error);
}

} // namespace safelight
