#pragma once

#include "app/report/chart.h"
#include "app/report/report.h"

#include <QStringList>

namespace safelight {

struct ReportCell
{
    QString text;
    ReportTone tone = ReportTone::Plain;
    QString link = {}; // anchor of a heading
    bool code = false; // as it came from the wire
    QList<DiffPiece> pieces = {}; // instead of the text: what went and what came
};

struct ReportTable
{
    QStringList columns;
    QList<int> numbers; // columns that are set to the right
    QList<QList<ReportCell>> rows;
};

struct ReportFact
{
    QString name;
    QString value; // other people's words, perhaps
    bool code = false;
};

// What a report is made of, from its first page to its last; every format tells the same. All texts are plain
// text, hostile ones among them: to escape them is the sink's part. After an error a sink takes no more.
class ReportSink
{
public:
    ReportSink() = default;
    Q_DISABLE_COPY_MOVE(ReportSink)
    virtual ~ReportSink() = default;

    struct Chapter
    {
        QString anchor;
        QString title;
    };
    virtual void begin(const QString& title, const QString& subtitle, const QList<Chapter>& chapters) = 0;
    // `level` 2 for a chapter, 3 for an attempt, 4 within; a name for links to it, or empty.
    virtual void heading(int level, const QString& text, const QString& anchor) = 0;
    virtual void paragraph(const QString& text, ReportTone tone = ReportTone::Plain) = 0;
    virtual void list(const QStringList& items) = 0;
    // The verdict: a word that stands for it, what happened, and what it means.
    virtual void banner(ReportTone tone, const QString& badge, const QString& title, const QString& text) = 0;
    virtual void facts(const QList<ReportFact>& facts) = 0;
    virtual void table(const ReportTable& table) = 0;
    // Long words of somebody else, every line and space of them.
    virtual void quote(const QString& name, const QString& text) = 0;
    virtual void chart(const ChartPicture& chart) = 0;
    // The pictures side by side, each with its lines of text.
    struct Shown
    {
        ReportPicture picture;
        QStringList lines;
    };
    virtual void pictures(const QList<Shown>& shown) = 0;
    virtual void end(const QString& footer) = 0;

    virtual bool hasFailed() const = 0;
};

// Tells the report to the sink. False: stopped by `goOn`, which is asked after each attempt.
struct WritingProgress;
bool tellReport(const Report& report, ReportSink& sink, const WritingProgress& progress);

} // namespace safelight
