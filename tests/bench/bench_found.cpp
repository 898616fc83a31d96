// Reading what people paste: a log of 20 MB with one answer in it, and 100,000 lines of JSON with an answer
// each. bench_table compares with a loop in Python that does the least part of it, parsing each line.
#include "app/found/answerextractor.h"

#include "tests/bench/measure.h"

using namespace safelight;

namespace {

QByteArray log()
{
    const QByteArray line =
        R"({"time":"2026-11-20T09:30:01Z","level":"info","worker":3,"message":"it's \"done\"","n":[1,2,3],"error":null})"
        "\n";
    const QByteArray half = line.repeated(10'000'000 / line.size());
    return half + R"({"level":"warn","response":{"candidates":[{"finishReason":"SAFETY"}]}})" + '\n' + half;
}

QByteArray lines()
{
    QByteArray text;
    for (int i = 0; i < 100'000; ++i)
        text += R"({"key":"doc-)" + QByteArray::number(i)
            + R"(","response":{"candidates":[{"content":{"parts":[{"text":"Some words of an answer."}],"role":"model"},)"
              R"("finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":410,"totalTokenCount":416},)"
              R"("modelVersion":"gemini-2.5-flash","responseId":"r)"
            + QByteArray::number(i) + "\"}}\n";
    return text;
}

} // namespace

int main(int argc, char* argv[])
{
    const QByteArray text = argc > 1 && qstrcmp(argv[1], "log") == 0 ? log() : lines();
    bench::forgetPeak();
    const auto before = bench::processMemory("VmHWM:");
    qsizetype count = 0;
    const double start = bench::processorMilliseconds();
    extractAnswers(text, 0, [&count](const ExtractedAnswer&) { ++count; });
    bench::say("ms", bench::processorMilliseconds() - start);
    bench::say("answers", double(count));
    bench::say("memory", double(bench::processMemory("VmHWM:") - before) / double(text.size()));
    return count > 0 ? 0 : 1;
}
