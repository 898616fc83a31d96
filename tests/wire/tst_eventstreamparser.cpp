#include "app/wire/eventstreamparser.h"

#include "tests/support/samples.h"
#include "tests/support/strict.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Events
{
    QByteArrayList data;
    QByteArray tail;

    friend bool operator==(const Events&, const Events&) = default;
};

Events read(const QByteArrayList& pieces)
{
    EventStreamParser parser;
    Events events;
    for (const auto& piece : pieces)
        events.data += parser.feed(piece);
    events.data += parser.finish();
    events.tail = parser.tail();
    return events;
}

Events readWhole(const QByteArray& bytes)
{
    Events events;
    events.tail = EventStreamParser::readAll(
        bytes, [&](QByteArrayView data) { events.data.append(data.toByteArray()); });
    return events;
}

} // namespace

class TestEventStreamParser : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void events_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("data");
        QTest::addColumn<QByteArray>("tail");
        const auto row = [](const char* name, const QByteArray& stream, const QByteArrayList& data,
                            const QByteArray& tail = {}) { QTest::newRow(name) << stream << data << tail; };
        row("nothing", "", {});
        row("one event", "data: a\n\n", {"a"});
        row("two events", "data: a\n\ndata: b\n\n", {"a", "b"});
        row("no space behind the colon", "data:a\n\n", {"a"});
        row("only one space is taken", "data:  a \n\n", {" a "});
        row("carriage return and line feed", "data: a\r\n\r\ndata: b\r\n\r\n", {"a", "b"});
        row("carriage return alone", "data: a\r\rdata: b\r\r", {"a", "b"});
        row("line ends mixed", "data: a\r\n\ndata: b\n\r\ndata: c\r\n\r", {"a", "b", "c"});
        row("several data lines are joined", "data: {\ndata: 1\ndata: }\n\n", {"{\n1\n}"});
        row("comments and other fields are skipped", ": hi\nevent: x\nid: 1\nretry: 5\ndata: a\n\n", {"a"});
        row("a comment inside an event", "data: a\n: hi\ndata: b\n\n", {"a\nb"});
        row("done is no event", "data: a\n\ndata: [DONE]\n\n", {"a"});
        row("empty events are none", "data:\n\ndata: \n\ndata\n\n\n\n", {});
        row("the last event without its blank line", "data: a\n", {"a"});
        row("the last event without its line end", "data: a", {"a"});
        row("a byte order mark",
            "\xEF\xBB\xBF"
            "data: a\n\n",
            {"a"});
        row("an error behind the events", "data: a\n\n{\n  \"error\": 1\n}\n", {"a"},
            "{\n  \"error\": 1\n}\n");
        row("a tail without its line end", "data: a\n\n{\"error\": 1}", {"a"}, "{\"error\": 1}\n");
        row("a tail with a blank line in it", "data: a\n\n{\n\n}\r\n", {"a"}, "{\n\n}\n");
        row("a name that only begins like a field", "database: 1\ndata: a\n\n", {"a"}, "database: 1\n\n");
        row("NUL and high bytes stay", QByteArray("data: a\0\xFF\n\n", 10), {QByteArray("a\0\xFF", 3)});
    }

    void events()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, data);
        QFETCH(QByteArray, tail);
        const Events expected {data, tail};
        QCOMPARE(read({stream}).data, data);
        QCOMPARE(read({stream}).tail, tail);
        QVERIFY(readWhole(stream) == expected);
        QByteArrayList single;
        for (const char c : stream)
            single.append(QByteArray(1, c));
        QVERIFY(read(single) == expected);
    }

    void splitAnywhere_data()
    {
        QTest::addColumn<QByteArray>("stream");
        for (const auto& name : test::sampleNames()) {
            if (!name.startsWith("stream"_L1))
                continue;
            auto bytes = test::sample(name);
            QTest::addRow("%s", qPrintable(name)) << bytes;
            QTest::addRow("%s with CRLF", qPrintable(name)) << QByteArray(bytes).replace("\n", "\r\n");
            QTest::addRow("%s with CR", qPrintable(name)) << QByteArray(bytes).replace("\n", "\r");
        }
    }

    void splitAnywhere()
    {
        QFETCH(QByteArray, stream);
        const auto expected = read({stream});
        for (qsizetype at = 0; at <= stream.size(); ++at) {
            if (read({stream.first(at), stream.sliced(at)}) != expected)
                QFAIL(qPrintable(u"differs when split at %1"_s.arg(at)));
        }
        QRandomGenerator random(3);
        for (int round = 0; round < 200; ++round) {
            QByteArrayList pieces;
            for (qsizetype at = 0; at < stream.size(); at += pieces.constLast().size())
                pieces.append(stream.mid(at, random.bounded(50)));
            QVERIFY(read(pieces) == expected);
        }
    }

    void eventsDoNotAliasTheBytesFed()
    {
        EventStreamParser parser;
        QByteArray bytes = "data: first\n\ndata: second\n";
        const auto events = parser.feed(bytes);
        bytes.fill('x');
        QCOMPARE(events, QByteArrayList {"first"});
        QCOMPARE(parser.finish(), QByteArrayList {"second"});
    }

    void aHugeLineInSmallPieces()
    {
        const QByteArray piece(16 * 1024, 'x');
        EventStreamParser parser;
        QVERIFY(parser.feed("data: ").isEmpty());
        for (int i = 0; i < 1920; ++i)
            QVERIFY(parser.feed(piece).isEmpty());
        const auto events = parser.feed("\n\n");
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.constFirst().size(), 1920 * piece.size());
    }

    // One event may be all of a large answer, and its end may be missing.
    void aLineOfAWholeStreamIsNotCopied_data()
    {
        QTest::addColumn<QByteArray>("end");
        for (const char* end : {"\n\n", "\n", "", "\r\n\r\n", "\r\n"})
            QTest::addRow("ending in %s", QByteArray(end).toHex().constData()) << QByteArray(end);
    }

    void aLineOfAWholeStreamIsNotCopied()
    {
        QFETCH(QByteArray, end);
        const QByteArray stream = "data: one\n\ndata: " + QByteArray(100, 'x') + end;
        QByteArrayList found;
        EventStreamParser::readAll(stream, [&](QByteArrayView data) {
            found << data.toByteArray();
            QVERIFY(data.begin() >= stream.constData() && data.end() <= stream.constData() + stream.size());
        });
        QCOMPARE(found, (QByteArrayList {"one", QByteArray(100, 'x')}));
    }

    void manyShortLinesOfEitherKind()
    {
        for (const QByteArray end : {"\n", "\r", "\r\n"}) {
            const QByteArray stream = QByteArray("data: a" + end + end).repeated(100000);
            QCOMPARE(read({stream}).data.size(), 100000);
        }
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestEventStreamParser)
#include "tst_eventstreamparser.moc"
