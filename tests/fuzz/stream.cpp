#include "app/wire/eventstreamparser.h"
#include "tests/fuzz/harnesses.h"

namespace safelight {

// The first byte says how long the pieces are that the rest arrives in.
void fuzz::stream(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return;
    const QByteArray rest = bytes.sliced(1);
    EventStreamParser whole;
    QByteArrayList expected = whole.feed(rest);
    expected += whole.finish();

    EventStreamParser parser;
    QByteArrayList events;
    const qsizetype length = 1 + static_cast<quint8>(bytes.front()) % 40;
    for (qsizetype at = 0; at < rest.size(); at += length)
        events += parser.feed(rest.mid(at, length));
    events += parser.finish();
    require(events == expected, "pieces make other events");
    require(parser.tail() == whole.tail(), "pieces make another tail");

    QByteArrayList seen;
    const QByteArray tail =
        EventStreamParser::readAll(rest, [&seen](QByteArrayView data) { seen << data.toByteArray(); });
    require(seen == expected && tail == whole.tail(), "read at once it is something else");
}

} // namespace safelight
