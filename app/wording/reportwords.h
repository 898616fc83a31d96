#pragma once

#include "app/diagnosis/verdict.h"
#include "app/prompt/generationsettings.h"
#include "app/wording/reportword.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

namespace safelight {

namespace wording {

QString reportWord(ReportWord word);

QString reportTitle(const QString& session); // "Session report: jacket"
QString reportSubtitle(const QString& time, const QString& version);
QString reportFooter(const QString& version);
QString pageOf(int page, int pages); // "Page 3 of 12"
QString attemptNumber(int number); // "#7"
QString attemptNumbers(const QList<int>& numbers); // "#3, #4 and 8 more"
QString attemptTitle(int number, const QString& title); // "Attempt 7: the red one"
QString comparisonTitle(const QList<int>& numbers);
QString baseline(const QString& name); // "#4 (baseline)"
QString attemptsPassed(int attempts, int passed);
QString simulatedAttempts(int simulated, int attempts);
QString importedAttempts(int count);
QString openAttempts(int count);
QString withoutPrice(int count);
QString tokenCounts(qint64 prompt, qint64 thoughts, qint64 output, qint64 images);
QString passedOf(int passed, int tries); // "3 of 10"
QString undecided(int count);
QString percentSpan(double low, double high); // "16 – 62 %", of rates from 0 to 1
QString importedFrom(const QString& source);
QString simulatedBackend(const QString& name);
QString tries(int count);
QString stageMark(StageState::Mark mark); // "passed"
QString ratingsOf(int candidate); // −1: of the prompt
QString candidateNumber(int number);
QString characters(qint64 count);
QString charactersLeftOut(qint64 count);
QString writingStopped(); // what a report that was stopped says instead
QString picturesScaled(int side);
QString pricesChecked(QDate from, QDate until);
QString priceSources(const QStringList& sources);
// One line for each that was sent, by the names of the API: "temperature: 0.4".
QStringList generationSettings(const GenerationSettings& settings);

} // namespace wording
} // namespace safelight
