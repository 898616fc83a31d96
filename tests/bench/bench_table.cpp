// Runs all measurements, each in a process of its own and by turns with what it is compared with, and prints
// the table: ratios in one run on one machine, with the goal beside each.
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

using namespace safelight::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int startRounds = 25;
constexpr int answerRounds = 9;
constexpr int stallRounds = 3;
constexpr int openingRounds = 9; // one opening waits for the disk, or does not: 20 to 60 ms
constexpr int patienceMilliseconds = 180'000;
constexpr int rateRounds = 5;
constexpr int memoryRounds = 150;
constexpr int memoryPaceMilliseconds = 100;

using Values = QMap<QByteArray, double>;

bool anyFailed = false;

void fail(const QString& what)
{
    std::fprintf(stderr, "bench: %s\n", qUtf8Printable(what));
    anyFailed = true;
}

QProcessEnvironment environment(const QString& home)
{
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    variables.insert(u"SAFELIGHT_BENCH_START"_s, u"1"_s);
    variables.insert(u"SAFELIGHT_BENCH_KEY"_s, u"a-key-of-the-bench"_s);
    // Not the user's sessions and settings.
    for (const auto& name :
         {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_RUNTIME_DIR"_s})
        variables.insert(name, home);
    return variables;
}

class Bench
{
public:
    Bench()
        : m_environment(environment(m_folder.path()))
    { }

    QList<QByteArray> lines(const QString& program, const QStringList& arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(program, arguments);
        if (!process.waitForFinished(patienceMilliseconds) || process.exitCode() != 0)
            fail(program + u' ' + arguments.join(u' ') + u": "_s
                 + QString::fromLocal8Bit(process.readAllStandardError()));
        return process.readAllStandardOutput().split('\n');
    }

    // What the program said as "name=value".
    Values run(const QString& program, const QStringList& arguments) const
    {
        Values values;
        for (const QByteArray& line : lines(program, arguments)) {
            const auto equals = line.indexOf('=');
            if (equals > 0)
                values.insert(line.left(equals), line.mid(equals + 1).toDouble());
        }
        return values;
    }

    // Milliseconds from the start of the process until it says that its window has been painted.
    double start(const QString& program) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        QElapsedTimer timer;
        timer.start();
        process.start(program);
        double painted = 0;
        while (painted <= 0 && process.waitForReadyRead(patienceMilliseconds)) {
            if (process.readAllStandardOutput().contains("painted"))
                painted = milliseconds(timer);
        }
        process.waitForFinished(patienceMilliseconds);
        if (painted <= 0)
            fail(program + u" did not say that its window was painted"_s);
        return painted;
    }

    // Bytes in memory once the program is idle: the same over a second.
    double idleMemory(const QString& program) const
    {
        QProcess process;
        auto variables = m_environment;
        variables.remove(u"SAFELIGHT_BENCH_START"_s);
        process.setProcessEnvironment(variables);
        process.start(program);
        if (!process.waitForStarted(patienceMilliseconds))
            return 0;
        const auto pid = process.processId();
        double last = 0;
        int same = 0;
        for (int round = 0; round < memoryRounds && same < 10; ++round) {
            process.waitForFinished(memoryPaceMilliseconds); // it does not end: a pause
            const auto now = static_cast<double>(processMemory("VmRSS", pid));
            same = now > 0 && now == last ? same + 1 : 0;
            last = now;
        }
        process.kill();
        process.waitForFinished(patienceMilliseconds);
        return last;
    }

    QString file(const QString& name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

void row(const QString& what, const QString& measured, const QString& detail, const QString& goal, bool met)
{
    const QString line = what.leftJustified(44) + measured.leftJustified(10) + goal.leftJustified(10)
        + (met ? u"met     "_s : u"MISSED  "_s) + detail;
    std::puts(qUtf8Printable(line));
    std::fflush(stdout);
}

void ratioRow(const QString& what, double ours, double theirs, double goal)
{
    const double ratio = theirs > 0 ? ours / theirs : 0;
    row(what, u"%1 ×"_s.arg(ratio, 0, 'f', 2),
        u"%1 ms against %2 ms"_s.arg(ours, 0, 'f', 1).arg(theirs, 0, 'f', 1), u"≤ %1 ×"_s.arg(goal),
        ratio > 0 && ratio <= goal);
}

void measureStart(const Bench& bench)
{
    const QString ours = QStringLiteral(SAFELIGHT_BINARY);
    const QString plain = QStringLiteral(BENCH_WINDOW);
    bench.start(ours); // into the caches
    bench.start(plain);
    QList<double> oursTimes;
    QList<double> plainTimes;
    for (int i = 0; i < startRounds; ++i) {
        oursTimes << bench.start(ours);
        plainTimes << bench.start(plain);
    }
    ratioRow(u"start to first painted window"_s, median(oursTimes), median(plainTimes), 2);
    const double memory = bench.idleMemory(ours);
    const double plainMemory = bench.idleMemory(plain);
    const double ratio = plainMemory > 0 ? memory / plainMemory : 0;
    row(u"  memory of the idle window"_s, u"%1 ×"_s.arg(ratio, 0, 'f', 2),
        u"%1 MB against %2 MB"_s.arg(memory / 1e6, 0, 'f', 0).arg(plainMemory / 1e6, 0, 'f', 0), u"≤ 1.6 ×"_s,
        ratio > 0 && ratio <= 1.6);
}

struct Measured
{
    QList<double> ours;
    QList<double> plain;
    double peak = 0; // largest of ours, as a multiple of the answer
    double plainPeak = 0;
};

Measured measurePicture(const Bench& bench)
{
    const QString program = QStringLiteral(BENCH_ANSWER);
    const QString file = bench.file(u"picture"_s);
    bench.run(program, {u"make-picture"_s, file});
    Measured measured;
    for (int i = 0; i < answerRounds; ++i) {
        const Values ours = bench.run(program, {u"ours-picture"_s, file});
        const Values plain = bench.run(program, {u"plain-picture"_s, file});
        measured.ours << ours.value("ms");
        measured.plain << plain.value("ms");
        const double bytes = std::max(1.0, ours.value("bytes"));
        measured.peak = std::max(measured.peak, ours.value("peak") / bytes);
        measured.plainPeak = std::max(measured.plainPeak, plain.value("peak") / bytes);
    }
    return measured;
}

void measureChunks(const Bench& bench)
{
    const QString file = bench.file(u"chunks"_s);
    bench.run(QStringLiteral(BENCH_ANSWER), {u"make-chunks"_s, file});
    const Values both = bench.run(QStringLiteral(BENCH_ANSWER), {u"both-chunks"_s, file});
    const double ratio = both.value("ratio");
    row(u"5,000 chunks, against simdjson reading all"_s, u"%1 ×"_s.arg(ratio, 0, 'f', 2),
        u"%1 ms against %2 ms"_s.arg(both.value("ours"), 0, 'f', 1).arg(both.value("plain"), 0, 'f', 1),
        u"≤ 2 ×"_s, ratio > 0 && ratio <= 2);
}

void measureStall(const Bench& bench)
{
    QList<double> picture;
    QList<double> chunks;
    for (int i = 0; i < stallRounds; ++i) {
        const Values stalls = bench.run(QStringLiteral(BENCH_STALL), {});
        picture << stalls.value("picture");
        chunks << stalls.value("chunks");
    }
    const auto stallRow = [](const QString& what, const QList<double>& stalls) {
        QStringList all;
        for (const double stall : stalls)
            all << QString::number(stall, 'f', 0);
        row(what, u"%1 ms"_s.arg(median(stalls), 0, 'f', 0), u"of "_s + all.join(u", "_s) + u" ms"_s,
            u"≤ 50 ms"_s, median(stalls) > 0 && median(stalls) <= 50);
    };
    stallRow(u"longest stall while the 20 MB image arrives"_s, picture);
    stallRow(u"longest stall while the 5,000 chunks arrive"_s, chunks);
}

// Two prompts of 100 KB each: edited here and there, and written anew.
void measureDiff(const Bench& bench)
{
    const QString program = QStringLiteral(BENCH_DIFF);
    QList<double> ours;
    QList<double> plain;
    QList<double> rewritten;
    for (int i = 0; i < stallRounds; ++i) {
        ours << bench.run(program, {u"ours-edited"_s}).value("ms");
        plain << bench.run(program, {u"plain-edited"_s}).value("ms");
        rewritten << bench.run(program, {u"ours-rewritten"_s}).value("ms");
    }
    ratioRow(u"word diff of 100 KB, edited, against dtl alone"_s, median(ours), median(plain), 2);
    row(u"  the same written anew, of the same words"_s, u"%1 ms"_s.arg(median(rewritten), 0, 'f', 1),
        u"%1 ms for dtl alone"_s.arg(bench.run(program, {u"plain-rewritten"_s}).value("ms"), 0, 'f', 0),
        u"≤ 100 ms"_s, median(rewritten) > 0 && median(rewritten) <= 100 && median(ours) <= 100);
}

// Python parses each line of the same text and keeps nothing.
const QString plainFound = uR"(
import json, sys, time
if sys.argv[1] == 'log':
    line = '{"time":"2026-11-20T09:30:01Z","level":"info","worker":3,"message":"it\'s \\"done\\"","n":[1,2,3],"error":null}\n'
    text = line * (20000000 // len(line))
else:
    text = ''.join('{"key":"doc-%d","response":{"candidates":[{"content":{"parts":[{"text":"Some words of an answer."}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":410,"totalTokenCount":416},"modelVersion":"gemini-2.5-flash","responseId":"r%d"}}\n' % (i, i) for i in range(100000))
start = time.process_time()
for line in text.splitlines():
    json.loads(line)
print('ms=%f' % ((time.process_time() - start) * 1000))
)"_s;

void measureFound(const Bench& bench)
{
    for (const auto& kind : {u"log"_s, u"lines"_s}) {
        QList<double> ours;
        QList<double> plain;
        double memory = 0;
        for (int i = 0; i < stallRounds; ++i) {
            const auto read = bench.run(QStringLiteral(BENCH_FOUND), {kind});
            ours << read.value("ms");
            memory = std::max(memory, read.value("memory"));
            plain << bench.run(u"python3"_s, {u"-c"_s, plainFound, kind}).value("ms");
        }
        ratioRow(kind == "log"_L1 ? u"a 20 MB log with one answer, against Python"_s
                                  : u"100,000 answers in lines, against Python"_s,
                 median(ours), median(plain), 1.5);
        row(u"  its memory, of the input's"_s, u"%1 ×"_s.arg(memory, 0, 'f', 2), {}, u"≤ 3 ×"_s, memory <= 3);
    }
}

void measureHistoryWindow(const Bench& bench, const QString& many, const QString& few)
{
    const QString program = QStringLiteral(BENCH_HISTORYWINDOW);
    QList<double> manyTimes;
    QList<double> fewTimes;
    for (int round = 0; round < openingRounds; ++round) {
        manyTimes << bench.run(program, {many, u"opened"_s}).value("listed");
        fewTimes << bench.run(program, {few, u"opened"_s}).value("listed");
    }
    ratioRow(u"  opened in the window to its painted list"_s, median(manyTimes), median(fewTimes), 1.3);
    const Values window = bench.run(program, {many});
    const auto stallRow = [&window](const QString& what, const char* name) {
        const double stall = window.value(name);
        row(what, u"%1 ms"_s.arg(stall, 0, 'f', 0), u"%1 rows"_s.arg(window.value("rows"), 0, 'f', 0),
            u"≤ 16 ms"_s, stall > 0 && stall <= 16);
    };
    stallRow(u"  longest stall while a filter is typed"_s, "key");
    stallRow(u"  longest stall while it is scrolled"_s, "scroll");
    const double megabytes = (window.value("memory") - window.value("idle")) / 1e6;
    row(u"  memory above the idle window"_s, u"%1 MB"_s.arg(megabytes, 0, 'f', 0), {}, u"≤ 100 MB"_s,
        window.value("rows") > 0 && megabytes <= 100);
}

void measureHistory(const Bench& bench)
{
    const QString program = QStringLiteral(BENCH_HISTORY);
    const QString few = bench.file(u"few.safelight"_s);
    const QString many = bench.file(u"many.safelight"_s);
    bench.run(program, {u"make"_s, few, u"100"_s});
    bench.run(program, {u"make"_s, many, u"100000"_s});
    QList<double> fewTimes;
    QList<double> manyTimes;
    for (int i = 0; i < answerRounds; ++i) {
        fewTimes << bench.run(program, {u"open"_s, few}).value("open");
        manyTimes << bench.run(program, {u"open"_s, many}).value("open");
    }
    ratioRow(u"100,000 attempts: file to first page, of 100"_s, median(manyTimes), median(fewTimes), 1.3);
    const Values keys = bench.run(program, {u"filter"_s, many});
    const double longest = keys.value("longest");
    row(u"  each keystroke in the filter, the longest"_s, u"%1 ms"_s.arg(longest, 0, 'f', 0),
        u"median %1 ms"_s.arg(keys.value("median"), 0, 'f', 1), u"≤ 50 ms"_s, longest > 0 && longest <= 50);
    measureHistoryWindow(bench, many, few);
}

void measureReport(const Bench& bench)
{
    const QString program = QStringLiteral(BENCH_REPORT);
    const QString folder = QFileInfo(bench.file(u"report"_s)).path();
    bench.run(program, {u"make"_s, folder});
    const Values plain = bench.run(program, {u"plain"_s, folder});
    const Values ours = bench.run(program, {u"ours"_s, folder});
    ratioRow(u"report of 1,000 attempts, against base64"_s, ours.value("ms"), plain.value("ms"), 2);
    const double peak = plain.value("peak") > 0 ? ours.value("peak") / plain.value("peak") : 0;
    row(u"  its peak memory, of the plain way's"_s, u"%1 ×"_s.arg(peak, 0, 'f', 2),
        u"%1 MB"_s.arg(ours.value("peak") / 1e6, 0, 'f', 0), u"≤ 1.5 ×"_s, peak > 0 && peak <= 1.5);
}

// Milliseconds from the first request of a session to its last response; 0 unless all of them were answered.
double firstToLast(const Bench& bench, const QString& session, qsizetype requests)
{
    double first = 0;
    double last = 0;
    qsizetype answered = 0;
    const auto lines = bench.lines(QStringLiteral(SAFELIGHT_BINARY), {u"history"_s, u"--json"_s, session});
    for (const QByteArray& line : lines) {
        const QJsonObject attempt = QJsonDocument::fromJson(line).object();
        if (attempt[u"outcome"_s] != u"delivered"_s)
            continue;
        const auto sent =
            QDateTime::fromString(attempt[u"sentAt"_s].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
        first = answered == 0 ? double(sent) : qMin(first, double(sent));
        last = qMax(last, double(sent) + 1000 * attempt[u"seconds"_s].toDouble());
        ++answered;
    }
    if (answered == requests)
        return last - first;
    fail(u"%1 of %2 requests were answered and kept"_s.arg(answered).arg(requests));
    return 0;
}

// 500 small requests to one server, 16 at once: from the first request to the last response, without the
// start of either process. Ours keeps every attempt meanwhile, the official JavaScript SDK keeps nothing.
void measureRate(const Bench& bench)
{
    const QString what = u"500 small requests, 16 at once, of the SDK’s rate"_s;
    QProcess server;
    server.start(QStringLiteral(SAFELIGHT_BINARY), {u"simulate"_s});
    if (!server.waitForReadyRead(patienceMilliseconds))
        return fail(u"the simulator did not start"_s);
    const QString url = QString::fromUtf8(server.readLine()).trimmed().section(u' ', 1);
    const QString request = bench.file(u"request.json"_s);
    QFile body(request);
    if (!body.open(QIODevice::WriteOnly))
        return fail(body.errorString());
    body.write(
        R"({"model":"gemini-2.5-flash","contents":[{"role":"user","parts":[{"text":"Say one word."}]}]})");
    body.close();
    QList<double> ours;
    QList<double> theirs;
    for (int round = 0; round < rateRounds; ++round) {
        const QString session = bench.file(u"rate%1.safelight"_s.arg(round));
        bench.run(QStringLiteral(SAFELIGHT_BINARY),
                  {u"send"_s, u"--json"_s, u"--url"_s, url, u"--key-env"_s, u"SAFELIGHT_BENCH_KEY"_s,
                   u"--repeat"_s, u"500"_s, u"--concurrency"_s, u"16"_s, u"--session"_s, session, request});
        ours << firstToLast(bench, session, 500);
        theirs << bench.run(u"sh"_s, {QStringLiteral(BENCH_RATE), url, u"500"_s, u"16"_s}).value("ms");
    }
    server.terminate();
    server.waitForFinished(patienceMilliseconds);
    const double ratio = median(ours) > 0 ? median(theirs) / median(ours) : 0;
    row(what, u"%1 ×"_s.arg(ratio, 0, 'f', 2),
        u"%1 ms against %2 ms"_s.arg(median(ours), 0, 'f', 0).arg(median(theirs), 0, 'f', 0), u"≥ 1 ×"_s,
        ratio >= 1);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const Bench bench;
    std::puts("                                            measured  goal");
    measureStart(bench);
    const Measured picture = measurePicture(bench);
    ratioRow(u"20 MB image answer: bytes, value, thumbnail"_s, median(picture.ours), median(picture.plain),
             1.2);
    row(u"  its peak memory, as a multiple of the answer"_s.left(44), u"%1 ×"_s.arg(picture.peak, 0, 'f', 2),
        u"%1 × for the plain way"_s.arg(picture.plainPeak, 0, 'f', 2), u"≤ 2.5 ×"_s,
        picture.peak > 0 && picture.peak <= 2.5);
    measureChunks(bench);
    measureStall(bench);
    measureFound(bench);
    measureDiff(bench);
    measureHistory(bench);
    measureReport(bench);
    measureRate(bench);
    return anyFailed ? 1 : 0;
}
