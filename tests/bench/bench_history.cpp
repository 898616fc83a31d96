// A long session against a short one, without a window: opening it, and each keystroke in the filter.
//   bench_history make FILE ATTEMPTS · open FILE · filter FILE
#include "app/find/historyfinder.h"
#include "app/session/sessionstore.h"
#include "tests/bench/measure.h"
#include "tests/support/longsession.h"

#include <QCoreApplication>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowsInView = 40;

int fail(const Error& error)
{
    std::fprintf(stderr, "bench_history: %s %s\n", qUtf8Printable(error.message),
                 qUtf8Printable(error.detail));
    return 1;
}

QList<qint64> firstIds(const HistoryIndex& index)
{
    QList<qint64> ids;
    for (const HistoryKey& key : index.keys.mid(0, rowsInView))
        ids << key.id;
    return ids;
}

int make(const QString& path, int attempts)
{
    // The bytes of a small picture's size; nothing here draws them.
    const auto done = test::makeLongSession(path, attempts, test::noise(4000));
    return done ? 0 : fail(done.error());
}

// From the file to the rows of the first page, as the workbench does it.
int open(const QString& path)
{
    QElapsedTimer timer;
    timer.start();
    const auto store = SessionStore::open(path);
    if (!store)
        return fail(store.error());
    HistoryFinder finder((*store)->connection());
    const auto page = finder.firstPage(200);
    if (!page)
        return fail(page.error());
    const auto rows = (*store)->summaries(firstIds(*page));
    if (!rows)
        return fail(rows.error());
    bench::say("open", bench::milliseconds(timer));
    bench::say("processor", bench::processorMilliseconds());
    QElapsedTimer whole;
    whole.start();
    if (const auto all = finder.find({}, {}); !all)
        return fail(all.error());
    bench::say("whole", bench::milliseconds(whole));
    return 0;
}

struct Keystrokes
{
    QList<double> times;
    double longest = 0;
    QString longestAt;
};

Result<Done> type(const SessionStore& store, HistoryFinder& finder, const QString& text, Keystrokes& keys)
{
    for (qsizetype length = 1; length <= text.size(); ++length) {
        QElapsedTimer timer;
        timer.start();
        const double processor = bench::processorMilliseconds();
        HistoryQuery query;
        query.filter = readFilter(text.left(length)).filter;
        const auto index = finder.find(query, {});
        if (!index)
            return index.error();
        if (const auto rows = store.summaries(firstIds(*index)); !rows)
            return rows.error();
        const double time = bench::milliseconds(timer);
        keys.times << time;
        if (time > keys.longest) {
            keys.longest = time;
            keys.longestAt = text.left(length);
        }
        std::fprintf(stderr, "%7.1f ms  %7.1f ms processor  %6lld found  %s\n", time,
                     bench::processorMilliseconds() - processor, static_cast<long long>(index->keys.size()),
                     qUtf8Printable(text.left(length)));
    }
    return Done();
}

int filter(const QString& path)
{
    const auto store = SessionStore::open(path);
    if (!store)
        return fail(store.error());
    HistoryFinder finder((*store)->connection());
    if (const auto all = finder.find({}, {}); !all)
        return fail(all.error());
    Keystrokes keys;
    for (const auto& text :
         {u"picture bade"_s, u"\"picture of\" -blocked"_s, u"blocked model:flash cost>0.05"_s,
          u"different reason:IMAGE or tokens>2k"_s, u"(passed or star) -ba after:2026-03 has:image"_s}) {
        if (const auto done = type(**store, finder, text, keys); !done)
            return fail(done.error());
    }
    for (int order = 0; order <= static_cast<int>(HistoryOrder::Reason); ++order) {
        QElapsedTimer timer;
        timer.start();
        const auto index = finder.find({{}, static_cast<HistoryOrder>(order), true}, {});
        if (!index)
            return fail(index.error());
        std::fprintf(stderr, "%7.1f ms  sorted by column %d\n", bench::milliseconds(timer), order);
    }
    bench::say("median", bench::median(keys.times));
    bench::say("longest", keys.longest);
    std::fprintf(stderr, "longest at: %s\n", qUtf8Printable(keys.longestAt));
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == "make"_L1)
        return make(arguments.at(2), arguments.at(3).toInt());
    if (arguments.size() == 3 && arguments.at(1) == "open"_L1)
        return open(arguments.at(2));
    if (arguments.size() == 3 && arguments.at(1) == "filter"_L1)
        return filter(arguments.at(2));
    std::fputs("bench_history make FILE ATTEMPTS | open FILE | filter FILE\n", stderr);
    return 2;
}
