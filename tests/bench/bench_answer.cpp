// One measurement a process, so that memory is this measurement's own.
//   bench_answer make-picture FILE | make-chunks FILE
//   bench_answer ours-picture FILE | plain-picture FILE | both-chunks FILE
#include "app/prompt/imageintake.h"
#include "app/wire/answerdecoder.h"
#include "tests/bench/measure.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QImageReader>
#include <QRandomGenerator>

#include <simdjson.h>

#include <functional>
#include <map>

using namespace safelight;
using namespace safelight::bench;

namespace {

constexpr QSize thumbnailSize(96, 96);
constexpr int chunkCount = 5000;
constexpr int chunkRounds = 40;

// A picture that hardly compresses, the same each time: some 15 MB, which are 20 MB as base64.
QByteArray makeJpeg()
{
    QImage image(5000, 5000, QImage::Format_RGB32);
    QRandomGenerator random(1);
    for (int y = 0; y < image.height(); ++y)
        random.fillRange(reinterpret_cast<quint32*>(image.scanLine(y)), image.width());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 75);
    return bytes;
}

QByteArray makePictureAnswer()
{
    return R"({"candidates":[{"content":{"role":"model","parts":[{"inlineData":{"mimeType":"image/jpeg","data":")"
        + makeJpeg().toBase64()
        + R"("}}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":276,"candidatesTokenCount":1120,"totalTokenCount":1396},"modelVersion":"gemini-3-pro-image-preview","responseId":"bench"})";
}

QByteArray makeChunkAnswer()
{
    QByteArray answer;
    for (int i = 0; i < chunkCount; ++i) {
        const QByteArray number = QByteArray::number(i);
        answer += R"(data: {"candidates":[{"content":{"role":"model","parts":[{"text":"a few words of chunk )"
            + number + R"(, "}]},)" + (i + 1 == chunkCount ? R"("finishReason":"STOP",)" : "")
            + R"("index":0}],"usageMetadata":{"promptTokenCount":8,"candidatesTokenCount":)" + number
            + R"(,"totalTokenCount":)" + QByteArray::number(i + 8)
            + R"(},"modelVersion":"gemini-2.5-flash","responseId":"bench"})"
              "\r\n\r\n";
    }
    return answer;
}

bool oursPicture(const QByteArray& answer)
{
    const Response response = decodeAnswer(answer);
    if (response.candidates.isEmpty() || response.candidates.constFirst().images().isEmpty())
        return false;
    return !imageForView(response.candidates.constFirst().images().constLast().data, thumbnailSize).isNull();
}

// What anyone would write: one parse, one base64 decode, one scaled decode of the picture.
bool plainPicture(const QByteArray& answer)
{
    simdjson::dom::parser parser;
    std::string_view data;
    const auto found = parser.parse(answer.constData(), static_cast<std::size_t>(answer.size()))
                           .at_pointer("/candidates/0/content/parts/0/inlineData/data")
                           .get(data);
    if (found != simdjson::SUCCESS)
        return false;
    QByteArray picture =
        QByteArray::fromBase64(QByteArray::fromRawData(data.data(), static_cast<qsizetype>(data.size())));
    QBuffer buffer(&picture);
    QImageReader reader(&buffer);
    reader.setScaledSize(reader.size().scaled(thumbnailSize, Qt::KeepAspectRatio));
    return !reader.read().isNull();
}

bool oursChunks(const QByteArray& answer)
{
    const Response response = decodeAnswer(answer);
    return response.chunks == chunkCount && response.end == AnswerEnd::Complete;
}

// Each value under `element` once, added up so that no reading is left out by the compiler.
double sumOf(simdjson::dom::element element)
{
    double sum = 0;
    if (element.is_object()) {
        for (const auto member : simdjson::dom::object(element))
            sum += sumOf(member.value);
    } else if (element.is_array()) {
        for (const auto item : simdjson::dom::array(element))
            sum += sumOf(item);
    } else if (element.is_string()) {
        sum += static_cast<double>(std::string_view(element).size());
    } else if (element.is_number()) {
        sum += double(element);
    }
    return sum;
}

// The least any reader must do: simdjson parses each of the same chunks and each value of it is read once.
// Nothing is kept.
bool plainChunks(const QByteArray& answer)
{
    static simdjson::dom::parser parser;
    double sum = 0;
    int read = 0;
    qsizetype at = 0;
    while ((at = answer.indexOf("data: ", at)) >= 0) {
        at += 6;
        const qsizetype end = answer.indexOf('\r', at);
        simdjson::dom::element element;
        if (parser.parse(answer.constData() + at, static_cast<std::size_t>(end - at)).get(element)
            != simdjson::SUCCESS)
            return false;
        sum += sumOf(element);
        at = end;
        ++read;
    }
    return read == chunkCount && sum > 0;
}

QByteArray load(const char* path)
{
    QFile file(QString::fromLocal8Bit(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray bytes = file.readAll();
    bytes.reserve(bytes.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    return bytes;
}

using Work = std::function<bool(const QByteArray&)>;

// Milliseconds of the processor's time; ends the program where the answer is not read.
double timed(const Work& work, const QByteArray& answer)
{
    const double begun = processorMilliseconds();
    if (!work(answer)) {
        std::fputs("bench_answer: the answer was not read\n", stderr);
        std::exit(1);
    }
    return processorMilliseconds() - begun;
}

int measure(const Work& work, const char* path)
{
    forgetPeak();
    const qint64 before = processMemory("VmRSS");
    const QByteArray answer = load(path);
    say("ms", timed(work, answer));
    say("bytes", static_cast<double>(answer.size()));
    say("peak", static_cast<double>(processMemory("VmHWM") - before));
    return 0;
}

// Some milliseconds each, which other work on the machine blurs: so the two by turns, and the median of their
// ratios.
int compare(const Work& ours, const Work& plain, const char* path)
{
    const QByteArray answer = load(path);
    timed(ours, answer); // into the caches
    timed(plain, answer);
    QList<double> oursTimes;
    QList<double> plainTimes;
    QList<double> ratios;
    for (int i = 0; i < chunkRounds; ++i) {
        oursTimes << timed(ours, answer);
        plainTimes << timed(plain, answer);
        ratios << oursTimes.constLast() / plainTimes.constLast();
    }
    say("ours", median(oursTimes));
    say("plain", median(plainTimes));
    say("ratio", median(ratios));
    return 0;
}

int write(const QByteArray& bytes, const char* path)
{
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    if (argc != 3)
        return 2;
    const std::map<std::string_view, std::function<int(const char*)>> modes {
        {"make-picture", [](const char* path) { return write(makePictureAnswer(), path); }},
        {"make-chunks", [](const char* path) { return write(makeChunkAnswer(), path); }},
        {"ours-picture", [](const char* path) { return measure(oursPicture, path); }},
        {"plain-picture", [](const char* path) { return measure(plainPicture, path); }},
        {"both-chunks", [](const char* path) { return compare(oursChunks, plainChunks, path); }},
    };
    const auto mode = modes.find(argv[1]);
    return mode == modes.end() ? 2 : mode->second(argv[2]);
}
