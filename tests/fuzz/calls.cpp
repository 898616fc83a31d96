#include "app/exchange/calls.h"
#include "tests/fuzz/harnesses.h"

namespace safelight {

namespace {

// A file that names a file is answered once with a body, and never with one from this computer.
Result<QByteArray> madeUpFile(const QString& name)
{
    if (name.contains(u'b'))
        return QByteArray(R"({"contents":[{"parts":[{"text":"from a file"}]}]})");
    return Error {Error::Code::NotFound, QStringLiteral("There is no file %1.").arg(name), {}};
}

} // namespace

void fuzz::calls(const QByteArray& bytes)
{
    (void)mayHoldCalls(bytes.first(qMin<qsizetype>(bytes.size(), 1000)));
    const auto read = readCalls(bytes, madeUpFile);
    if (!read) {
        require(!read.error().message.isEmpty(), "refused without a sentence");
        return;
    }
    require(!read->calls.isEmpty(), "calls without a call");
    for (const FoundKey& found : read->keys) {
        // A shorter one may be a part of any word.
        if (found.key.reveal().size() < 16)
            continue;
        for (const RecordedCall& call : read->calls)
            require(!call.answer.contains(found.key.reveal()), "a key in the answer");
        for (const QString& note : read->notes)
            require(!note.toUtf8().contains(found.key.reveal()), "a key in a note");
    }
}

} // namespace safelight
