#pragma once

#include "app/compare/comparison.h"
#include "app/cost/ledger.h"
#include "app/report/reportoptions.h"
#include "app/session/attempt.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace safelight {

// A picture of a report. Its bytes stay outside: a writer asks the PictureSpool for them when it needs them.
struct ReportPicture
{
    int place = -1; // in the spool; −1: not part of this report
    QString mimeType;
    QSize size; // in pixels, as it was; empty when not known
    qint64 bytes = 0; // as it was
    QByteArray sha256; // as it was, hex, of reference images; empty when not told
    QString fileName;
    QString caption;
    bool draft = false; // made on the way to the last one
    int candidate = 0;

    friend bool operator==(const ReportPicture&, const ReportPicture&) = default;
};

struct ReportAttempt
{
    Attempt attempt; // redacted, without headers, bodies and pictures (a byte stands for those of the answer)
    QList<ReportPicture> references;
    QList<ReportPicture> pictures; // of the answer
    std::optional<int> rawAnswer; // place in the spool; absent: not part of this report
    qint64 promptCharacters = 0; // told also where the prompt is not
    qint64 answerCharacters = 0;
    int cameFrom = 0; // number of the attempt it came from; 0: none
    QString headline; // the banner's words
    QString explanation;
    QString summary; // one sentence
    QString retry; // what a retry does; empty when it was delivered
    QString noRatings; // why there are none; empty when there are
};

// How often the very same request passed.
struct PassRate
{
    QList<int> numbers; // of the attempts, in order
    QString model;
    QString backend;
    int tries = 0; // those that a filter or the model decided
    int passed = 0;
    int undecided = 0; // errors, cut off, cancelled: these say nothing about the filter
    double low = 0; // the 95 % interval (Wilson)
    double high = 1;
    bool varies = false; // not every try had the same outcome

    friend bool operator==(const PassRate&, const PassRate&) = default;
};

struct ReportSummary
{
    struct Count
    {
        QString name;
        int count = 0;

        friend bool operator==(const Count&, const Count&) = default;
    };
    struct Ending
    {
        Stage stage = Stage::Unknown;
        Outcome outcome = Outcome::Unreadable;
        QString reason; // as it came; empty: none
        int count = 0;
        Grade grade = Grade::None; // the worst of them: an attempt is also judged by how it ended

        friend bool operator==(const Ending&, const Ending&) = default;
    };

    int attempts = 0;
    int passed = 0;
    int simulated = 0;
    int imported = 0;
    int open = 0; // still being sent
    QDateTime first; // UTC
    QDateTime last;
    QList<Ending> endings; // by stage, then the most frequent first
    QList<Count> models; // asked
    QList<Count> answered; // model versions that answered
    QList<Count> backends;
    LedgerTotals sent;
    LedgerTotals simulatedTotals;
    QDate priceFrom; // the days on which the prices used were checked; null: no price was used
    QDate priceUntil;
    QStringList priceSources;
    QList<PassRate> passRates; // of requests that were sent at least twice
};

// Attempts side by side, in words.
struct ReportComparison
{
    struct Row
    {
        ComparedRow row = ComparedRow::Attempt;
        QList<bool> different; // from the baseline, for each column
        QStringList texts;
        QList<QList<DiffPiece>> pieces; // of texts: what went and came; empty where there is no diff
    };

    QList<int> numbers; // of the attempts
    int baseline = 0; // a place in `numbers`
    QList<Row> rows; // those in which any attempt differs, and what stands at the top
};

// Everything a report says, redacted already: no writer ever sees what was taken out.
struct Report
{
    QString programVersion;
    QDateTime created; // UTC
    QString session; // file name; empty when not told
    ReportOptions options;
    ReportSummary summary;
    QList<ReportAttempt> attempts; // in the order in which they were added
    QList<ReportComparison> comparisons;
};

// The day and time of a report: in UTC, so that it says the same wherever it is read.
QString reportTime(const QDateTime& utc);

} // namespace safelight
