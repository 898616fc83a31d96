#pragma once

#include "app/report/picturespool.h"
#include "app/report/redactor.h"
#include "app/report/report.h"

#include <QHash>

namespace safelight {

// Makes a report out of attempts that come one by one, in the order in which it shows them. Pictures go to
// the spool at once, so that only the texts stay in memory.
class ReportBuilder final
{
public:
    struct Facts
    {
        QString programVersion;
        QDateTime now; // UTC
        QString session; // file name
    };

    // `spool` outlives the builder and the writing of its report.
    ReportBuilder(const ReportOptions& options, Facts facts, PictureSpool& spool);

    // Read: response, verdict and billing filled. Fails when the pictures cannot be kept.
    Result<Done> add(Attempt attempt);
    int count() const { return int(m_attempts.size()); }
    // Once, after the last one. The number of the attempt an attempt came from is told where that one is part
    // of the report.
    Report build();

private:
    struct Group // of the very same request
    {
        PassRate rate;
        QList<Outcome> outcomes;
    };

    Result<Done> addReferences(ReportAttempt& row);
    Result<Done> addPictures(ReportAttempt& row);
    Result<Done> addRaw(ReportAttempt& row);
    Result<int> spoolPicture(const QByteArray& bytes);
    void keepForComparison(const Attempt& attempt);
    void count(const Attempt& attempt);
    void countEnding(const Attempt& attempt);
    void countCost(const Attempt& attempt);
    void countRequest(const Attempt& attempt);
    void closeSummary();
    void redactSummary();
    void redactRow(ReportAttempt& row) const;
    QList<ReportComparison> comparisons() const;

    const ReportOptions m_options;
    const Facts m_facts;
    PictureSpool& m_spool;
    Redactor m_redactor;
    ReportSummary m_summary;
    Ledger m_ledger;
    QList<ReportAttempt> m_attempts;
    QHash<qint64, Attempt> m_compared; // whole, while it is built
    QHash<QByteArray, int> m_groupOf; // by the hash of the request
    QList<Group> m_groups;
};

} // namespace safelight
