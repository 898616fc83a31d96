#include "tests/exchange/hostiletexts.h"
#include "tests/support/strict.h"

#include "app/exchange/calls.h"
#include "app/exchange/code.h"
#include "app/request/requestcodec.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QByteArray key = "AIzaSyD-not-a-real-key-0123456789abcdefg";
const QString url =
    u"https://generativelanguage.googleapis.com/v1beta/models/gemini-3.6-flash:generateContent"_s;

Result<QByteArray> noFiles(const QString& name)
{
    return Error {Error::Code::NotFound, u"no file "_s + name};
}

QByteArray everythingOf(const RecordedCalls& calls)
{
    QByteArray all = calls.notes.join(u' ').toUtf8();
    for (const auto& call : calls.calls) {
        all += call.answer + call.label.toUtf8();
        if (call.request)
            all += call.request->body + call.request->url.toEncoded() + call.request->left.join(u' ').toUtf8()
                + encodeRequest(call.request->prompt);
    }
    return all;
}

} // namespace

// Requests and answers that were recorded elsewhere.
class TestCalls final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void commandLineIsRead_data();
    void commandLineIsRead();
    void hostileTextSurvivesEachShell_data() { test::addHostileTexts(); }
    void hostileTextSurvivesEachShell();
    void ownScriptComesBack_data() { test::addHostileTexts(); }
    void ownScriptComesBack();
    void ownScriptComesBackWithItsPictures();
    void ownScriptReadsNothingFromElsewhere_data();
    void ownScriptReadsNothingFromElsewhere();
    void readingStopsSoon_data();
    void readingStopsSoon();
    void scriptOfAiStudioIsRead();
    void dataComesFromFileBesideIt();
    void namesThatLeadElsewhereAreNotRead_data();
    void namesThatLeadElsewhereAreNotRead();
    void substitutionReadsTheFileBesideIt_data();
    void substitutionReadsTheFileBesideIt();
    void pastedTextReadsNoFileAndNamesAll();
    void otherFilesAreNamedAndNotRead();
    void variablesCannotFillTheMemory();
    void longScriptsTakeTimeWithTheirLength_data();
    void longScriptsTakeTimeWithTheirLength();
    void keysAreFoundAndKeptNowhere_data();
    void keysAreFoundAndKeptNowhere();
    void requestJsonNamesWhatIsLeft();
    void harGivesItsModelCalls();
    void reportGivesItsAttempts();
    void reportGivesWholeRequests();
    void whatIsNoneOfTheseIsSaid_data();
    void whatIsNoneOfTheseIsSaid();
    void anyCutIsCalm();
};

void TestCalls::commandLineIsRead_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("stream");
    const QString plain = u"gemini-3.6-flash"_s;
    const QString body = u"{\"contents\":[{\"parts\":[{\"text\":\"Hello\"}]}]}"_s;
    QTest::newRow("one line") << u"curl '%1' -d '%2'"_s.arg(url, body) << u"Hello"_s << plain << false;
    QTest::newRow("a prompt sign, a path and clustered options")
        << u"$ /usr/bin/curl -sSXPOST -H'Content-Type: application/json' -d'%2' --url \"%1\" | jq ."_s.arg(
               url, body)
        << u"Hello"_s << plain << false;
    QTest::newRow("continued lines, --data-raw and ANSI quotes")
        << u"curl \\\n  -X POST \\\r\n  '%1' \\\n --data-raw $'{\"contents\":[{\"parts\":[{\"text\":\"It\\'s \\u0041\\x42\\103\\\\n\"}]}]}'"_s
               .arg(url)
        << u"It's ABC\n"_s << plain << false;
    QTest::newRow("double quotes") << u"curl \"%1\" -d \"%2\""_s.arg(url,
                                                                     QString(body).replace(u'"', u"\\\""_s))
                                   << u"Hello"_s << plain << false;
    QTest::newRow("--json in two pieces, a stream") << u"curl --json '%2' --json '%3' '%1?alt=sse'"_s.arg(
        QString(url).replace(u":generate"_s, u":streamGenerate"_s), body.left(20), body.mid(20))
                                                    << u"Hello"_s << plain << true;
    QTest::newRow("an address of Vertex AI")
        << u"curl https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models/%1:generateContent --data-binary '%2'"_s
               .arg(u"gemini-x"_s, body)
        << u"Hello"_s << u"gemini-x"_s << false;
    QTest::newRow("cmd, as Chrome copies it")
        << u"curl ^\"%1^\" ^\n  -H ^\"content-type: application/json^\" ^\n  --data-raw ^\"^{^\\^\"contents^\\^\":^[^{^\\^\"parts^\\^\":^[^{^\\^\"text^\\^\":^\\^\"100^% ^& ^^^\\^\"^}^]^}^]^}^\""_s
               .arg(url)
        << u"100% & ^"_s << plain << false;
    QTest::newRow("cmd, written by hand")
        << u"curl.exe -X POST \"%1\" ^\r\n -d \"%2\""_s.arg(url, QString(body).replace(u'"', u"\\\""_s))
        << u"Hello"_s << plain << false;
    QTest::newRow("PowerShell")
        << u"curl.exe -X POST '%1' `\r\n -H \"x-goog-api-key: $env:GEMINI_API_KEY\" `\n -d '%2'"_s.arg(
               url, QString(body).replace(u"Hello"_s, u"It''s"_s))
        << u"It's"_s << plain << false;
    QTest::newRow("PowerShell with quotes escaped once more")
        << u"curl.exe '%1' `\n -d '%2'"_s.arg(url, QString(body).replace(u'"', u"\\\""_s)) << u"Hello"_s
        << plain << false;
    QTest::newRow("PowerShell with a text of several lines")
        << u"curl.exe '%1' -d @'\n%2\n'@"_s.arg(url, body) << u"Hello"_s << plain << false;
}

void TestCalls::commandLineIsRead()
{
    QFETCH(const QString, command);
    QFETCH(const QString, text);
    QFETCH(const QString, model);
    QFETCH(const bool, stream);
    const auto calls = readCalls(command.toUtf8(), noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->kind, RecordedCalls::Kind::CommandLine);
    QCOMPARE(calls->calls.size(), 1);
    const auto& request = *calls->calls.first().request;
    QCOMPARE(request.prompt.text, text);
    QCOMPARE(request.prompt.model, model);
    QCOMPARE(request.stream, stream);
    QVERIFY(!request.url.hasQuery());
    QVERIFY(calls->keys.isEmpty());
    QVERIFY(mayHoldCalls(command.toUtf8()) || command.startsWith(u'$'));
}

void TestCalls::hostileTextSurvivesEachShell()
{
    QFETCH(const QString, text);
    Prompt prompt;
    prompt.text = text;
    const QByteArray body = encodeRequest(prompt);
    const QString json = QString::fromUtf8(body);
    const auto expected = decodeRequest(body);
    QVERIFY(expected);
    const QString posix = QString(json).replace(u'\'', u"'\\''"_s);
    const QString power = QString(json).replace(u'\'', u"''"_s);
    // In double quotes a program on Windows sees a backslash before a quote twice.
    QString windows;
    for (const QChar c : json) {
        if (c == u'"') {
            const qsizetype end = windows.size();
            qsizetype from = end;
            while (from > 0 && windows.at(from - 1) == u'\\')
                --from;
            windows += windows.mid(from) + u"\\\""_s;
        } else {
            windows += c;
        }
    }
    for (const QString& command : {QString(u"curl '"_s + url + u"' \\\n -d '"_s + posix + u'\''),
                                   QString(u"curl.exe '"_s + url + u"' `\n -d '"_s + power + u'\'')}) {
        const auto calls = readCalls(command.toUtf8(), noFiles);
        QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
        QCOMPARE(calls->calls.first().request->prompt.text, expected->prompt.text);
    }
    // A caret before every sign, as Chrome writes it for cmd.
    QString carets;
    for (const QChar c : windows) {
        if (!c.isLetterOrNumber() && !c.isSurrogate() && c != u' ')
            carets += u'^';
        carets += c;
    }
    const auto calls =
        readCalls((u"curl ^\""_s + url + u"^\" ^\n -d ^\""_s + carets + u"^\""_s).toUtf8(), noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.first().request->prompt.text, expected->prompt.text);
}

void TestCalls::ownScriptComesBack()
{
    QFETCH(const QString, text);
    Prompt prompt;
    prompt.text = text;
    prompt.systemInstruction = text;
    prompt.generation.temperature = 0.5;
    CodeRequest request;
    request.model = u"gemini-3.6-flash"_s;
    request.body = encodeRequest(prompt);
    const auto code = writeCode(request, CodeTarget::Curl);
    QVERIFY(code);
    const auto calls = readCalls(code->text, noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    const auto& found = calls->calls.first().request->prompt;
    const auto expected = decodeRequest(request.body);
    QCOMPARE(found.text, expected->prompt.text);
    QCOMPARE(found.systemInstruction, expected->prompt.systemInstruction);
    QCOMPARE(found.generation, prompt.generation);
}

void TestCalls::ownScriptComesBackWithItsPictures()
{
    Prompt prompt;
    prompt.text = u"Put the first on the second.\nJSON\n"_s;
    for (const auto& bytes : {QByteArray("the first"), QByteArray("the second \0 \xff", 14)}) {
        ReferenceImage image;
        image.bytes = bytes;
        image.mimeType = u"image/png"_s;
        image.caption = u"printf '\"' && base64 <\"$here/other.png\""_s;
        prompt.images.append(image);
    }
    CodeRequest request;
    request.model = u"gemini-3-pro-image"_s;
    request.body = encodeRequest(prompt);
    const auto code = writeCode(request, CodeTarget::Curl);
    QVERIFY(code);
    QCOMPARE(code->files.size(), 2);
    QTemporaryDir folder;
    for (const auto& file : code->files) {
        QFile beside(folder.filePath(file.name));
        QVERIFY(beside.open(QIODevice::WriteOnly));
        beside.write(file.bytes);
    }
    QVERIFY(mayHoldCalls(code->text));
    for (const auto& text : {code->text, QByteArray(code->text).replace("\n", "\r\n")}) {
        const auto calls = readCalls(text, filesOf(folder.path()));
        QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
        QCOMPARE(calls->calls.size(), 1);
        const Prompt& found = calls->calls.first().request->prompt;
        QCOMPARE(found.text, prompt.text);
        QCOMPARE(found.model, request.model);
        QCOMPARE(found.images.size(), 2);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(found.images.at(i).bytes, prompt.images.at(i).bytes);
            QCOMPARE(found.images.at(i).caption, prompt.images.at(i).caption);
        }
        QVERIFY(calls->keys.isEmpty());
    }
    // Pasted, nobody knows where its pictures lie.
    const auto pasted = readCalls(code->text, filesOf({}));
    QVERIFY(!pasted);
    QVERIFY2(pasted.error().message.contains(code->files.first().name), qPrintable(pasted.error().message));
    QVERIFY(QFile::remove(folder.filePath(code->files.last().name)));
    const auto gone = readCalls(code->text, filesOf(folder.path()));
    QVERIFY(!gone);
    QVERIFY2(gone.error().message.contains(code->files.last().name), qPrintable(gone.error().message));
}

void TestCalls::ownScriptReadsNothingFromElsewhere_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("above") << QByteArray("../secret.txt");
    QTest::newRow("from the root") << QByteArray("/etc/hostname");
    QTest::newRow("in a folder of Windows") << QByteArray("..\\secret.txt");
    QTest::newRow("a drive") << QByteArray("c:secret.txt");
    QTest::newRow("hidden") << QByteArray(".secret.txt");
    QTest::newRow("a link to elsewhere") << QByteArray("link.png");
}

void TestCalls::ownScriptReadsNothingFromElsewhere()
{
    QFETCH(const QByteArray, name);
    Prompt prompt;
    prompt.text = u"Look"_s;
    ReferenceImage image;
    image.bytes = "a picture";
    image.mimeType = u"image/png"_s;
    prompt.images = {image};
    CodeRequest request;
    request.model = u"m"_s;
    request.body = encodeRequest(prompt);
    const auto code = writeCode(request, CodeTarget::Curl);
    QTemporaryDir folder;
    const QString beside = folder.filePath(u"scripts"_s);
    QVERIFY(QDir().mkpath(beside));
    for (const auto& path : {folder.filePath(u"secret.txt"_s), QString(beside + u"/.secret.txt"_s)}) {
        QFile secret(path);
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write("secret");
    }
    QVERIFY(QFile::link(folder.filePath(u"secret.txt"_s), beside + u"/link.png"_s));
    const QByteArray script = QByteArray(code->text).replace("input-1.png", name);
    QVERIFY(script.contains(QByteArray("base64 <\"$here/").append(name)));
    const auto calls = readCalls(script, filesOf(beside));
    QVERIFY(!calls);
    QVERIFY2(calls.error().message.contains(QString::fromLatin1(name)), qPrintable(calls.error().message));
}

void TestCalls::readingStopsSoon_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray entry = R"({"request":{"method":"POST","url":")" + url.toUtf8()
        + R"(","postData":{"text":"{\"contents\":[]}"}},"response":{"status":200}},)";
    QTest::newRow("HAR") << QByteArray(R"({"log":{"entries":[)" + entry.repeated(500).chopped(1) + "]}}");
    const QByteArray attempt = R"({"number":1,"answer":{"raw":"{}"}},)";
    QTest::newRow("report") << QByteArray(R"({"schema":"safelight.report/1","attempts":[)"
                                          + attempt.repeated(500).chopped(1) + "]}");
    const QByteArray command = "curl " + url.toUtf8() + R"( -d '{"contents":[]}')" + "\n";
    QTest::newRow("command lines") << command.repeated(500);
}

void TestCalls::readingStopsSoon()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(readCalls(bytes, noFiles));
    int asked = 0;
    const auto stopped = readCalls(bytes, noFiles, [&asked] { return ++asked > 20; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, Error::Code::Cancelled);
    QCOMPARE(asked, 21);
}

void TestCalls::scriptOfAiStudioIsRead()
{
    const QByteArray script =
        "#!/bin/bash\nset -e -E\n\nGEMINI_API_KEY=\"$GEMINI_API_KEY\"\n"
        "MODEL_ID=\"gemini-2.5-flash\"\nGENERATE_CONTENT_API=\"streamGenerateContent\"\n\n"
        "cat << EOF > request.json\n{\n  \"contents\": [ { \"role\": \"user\", \"parts\": [\n"
        "  { \"text\": \"INSERT_INPUT_HERE\" } ] } ],\n"
        "  \"generationConfig\": { \"thinkingConfig\": { \"thinkingBudget\": -1 } }\n}\nEOF\n\n"
        "curl \\\n-X POST \\\n-H \"Content-Type: application/json\" \\\n"
        "\"https://generativelanguage.googleapis.com/v1beta/models/${MODEL_ID}:"
        "${GENERATE_CONTENT_API}?key=${GEMINI_API_KEY}\" -d '@request.json'\n";
    QVERIFY(mayHoldCalls(script));
    const auto calls = readCalls(script, noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    const auto& request = *calls->calls.first().request;
    QCOMPARE(request.prompt.text, u"INSERT_INPUT_HERE"_s);
    QCOMPARE(request.prompt.model, u"gemini-2.5-flash"_s);
    QCOMPARE(request.prompt.generation.thinkingBudget, -1);
    QVERIFY(request.stream);
    QVERIFY(calls->keys.isEmpty());
}

void TestCalls::dataComesFromFileBesideIt()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"my request.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"contents\":[{\"parts\":[{\"text\":\"From a file\"}]}]}");
    file.close();
    const QByteArray command = "curl '" + url.toUtf8() + "' --data '@my request.json'";
    const auto calls = readCalls(command, filesOf(folder.path()));
    QVERIFY(calls);
    QCOMPARE(calls->calls.first().request->prompt.text, u"From a file"_s);
    const auto pasted = readCalls(command, filesOf({}));
    QVERIFY(!pasted);
    QVERIFY(pasted.error().message.contains(u"my request.json"_s));
    const auto gone = readCalls("curl '" + url.toUtf8() + "' --data @gone.json", filesOf(folder.path()));
    QVERIFY(!gone);
}

void TestCalls::namesThatLeadElsewhereAreNotRead_data()
{
    QTest::addColumn<QString>("data");
    const QStringList ways {u"--json @%1"_s,       u"--data-binary '@%1'"_s, u"-d@%1"_s,
                            u"-d \"$(cat %1)\""_s, u"--json \"$(<%1)\""_s,   u"-d $(cat '%1')"_s};
    for (const QString& way : ways) {
        for (const char* name : {"../secret.json", "ROOT/secret.json", "linked/secret.json", "link.json",
                                 "below/../../secret.json"})
            QTest::addRow("%s of %s", qPrintable(way), name) << way.arg(QString::fromLatin1(name));
    }
}

void TestCalls::namesThatLeadElsewhereAreNotRead()
{
    QFETCH(QString, data);
    QTemporaryDir folder;
    const QString beside = folder.filePath(u"scripts"_s);
    QVERIFY(QDir().mkpath(beside + u"/below"_s));
    QFile secret(folder.filePath(u"secret.json"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write(R"({"contents":[{"parts":[{"text":"secret"}]}]})");
    secret.close();
    QVERIFY(QFile::link(folder.path(), beside + u"/linked"_s));
    QVERIFY(QFile::link(secret.fileName(), beside + u"/link.json"_s));
    data.replace(u"ROOT"_s, folder.path());
    const QByteArray command = (u"curl '%1' "_s.arg(url) + data).toUtf8();
    for (const QString& place : {beside, QString()}) {
        const auto calls = readCalls(command, filesOf(place));
        QVERIFY2(!calls, "a file from elsewhere was read");
        QVERIFY2(calls.error().message.contains(u".json"_s), qPrintable(calls.error().message));
    }
}

void TestCalls::substitutionReadsTheFileBesideIt_data()
{
    QTest::addColumn<QString>("data");
    QTest::newRow("cat in quotes") << u"-d \"$(cat 'my request.json')\""_s;
    QTest::newRow("cat without quotes") << u"--data-raw $(cat request.json)"_s;
    QTest::newRow("an arrow") << u"--json \"$(< request.json)\""_s;
    QTest::newRow("in a folder below") << u"--json @below/request.json"_s;
    QTest::newRow("by its whole path") << u"--json @HERE/request.json"_s;
}

void TestCalls::substitutionReadsTheFileBesideIt()
{
    QFETCH(QString, data);
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"below"_s));
    for (const QString& name : {u"request.json"_s, u"my request.json"_s, u"below/request.json"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"contents":[{"parts":[{"text":"From a file"}]}]})");
    }
    data.replace(u"HERE"_s, folder.path());
    const auto calls = readCalls((u"curl '%1' "_s.arg(url) + data).toUtf8(), filesOf(folder.path()));
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.first().request->prompt.text, u"From a file"_s);
}

void TestCalls::pastedTextReadsNoFileAndNamesAll()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"half.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"contents":[{"parts":[{"text":"Chosen)");
    file.close();
    const QByteArray command =
        "curl '" + url.toUtf8() + R"(' --json @/data/half.json --json @../rest.json --json '"}]}]}')";
    QStringList missing;
    const auto calls = readCalls(command, notingMissing(filesOf({}), missing));
    QVERIFY(!calls);
    QCOMPARE(calls.error().code, Error::Code::Io); // NotFound would be: no command line
    QCOMPARE(missing, (QStringList {u"/data/half.json"_s, u"../rest.json"_s}));
    for (const QString& name : std::as_const(missing))
        QVERIFY2(calls.error().message.contains(name), qPrintable(calls.error().message));
    QFile rest(folder.filePath(u"rest.json"_s));
    QVERIFY(rest.open(QIODevice::WriteOnly));
    rest.write(" by hand");
    rest.close();
    const auto files = chosenFor(missing, {rest.fileName(), file.fileName()});
    const auto chosen = readCalls(command, filesOf({}, files));
    QVERIFY2(chosen, chosen ? "" : qPrintable(chosen.error().message));
    QCOMPARE(chosen->calls.first().request->prompt.text, u"Chosen by hand"_s);
    QCOMPARE(chosenFor({u"a.json"_s}, {u"/x/b.json"_s}).value(u"a.json"_s), u"/x/b.json"_s);
}

void TestCalls::otherFilesAreNamedAndNotRead()
{
    const QByteArray command = "curl '" + url.toUtf8()
        + R"(' -K curl.conf -F 'image=@photo.png;type=image/png' -T up.bin -H @headers.txt -d '{"contents":[]}')";
    const auto calls = readCalls(command, noFiles);
    QVERIFY(calls);
    const QString notes = calls->notes.join(u'\n');
    for (const char* name : {"“curl.conf”", "“photo.png”", "“up.bin”", "“headers.txt”"})
        QVERIFY2(notes.contains(QString::fromUtf8(name)), qPrintable(notes));
}

void TestCalls::variablesCannotFillTheMemory()
{
    QByteArray script =
        "a=xx\n" + QByteArray("a=$a$a\n").repeated(28) + "curl '" + url.toUtf8() + "' -d \"$a\"";
    const auto doubled = readCalls(script, noFiles);
    QVERIFY(!doubled);
    QCOMPARE(doubled.error().code, Error::Code::TooLarge);
    const QByteArray document = "a=" + QByteArray(1 << 16, 'x') + "\ncat <<E >f\n"
        + QByteArray("${a}").repeated(1 << 12) + "\nE\ncurl '" + url.toUtf8() + "' -d @f";
    const auto filled = readCalls(document, noFiles);
    QVERIFY(!filled);
    QCOMPARE(filled.error().code, Error::Code::TooLarge);
}

void TestCalls::longScriptsTakeTimeWithTheirLength_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("variables") << QByteArray("$a");
    QTest::newRow("variables in quotes") << QByteArray("\"$a\"");
    QTest::newRow("open braces") << QByteArray("${a:-");
    QTest::newRow("here-documents") << QByteArray("<<A ");
    QTest::newRow("substitutions") << QByteArray("$(cat ");
}

void TestCalls::longScriptsTakeTimeWithTheirLength()
{
    QFETCH(const QByteArray, piece);
    const QByteArray script = "curl '" + url.toUtf8() + "' -d x" + piece.repeated(400'000 / piece.size());
    const std::clock_t before = std::clock(); // of the processor: other programs do not count
    QVERIFY(!readCalls(script, noFiles));
    const auto seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 5, qPrintable(QString::number(seconds))); // it took minutes
}

void TestCalls::keysAreFoundAndKeptNowhere_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Backend::Auth>("auth");
    using Auth = Backend::Auth;
    const QByteArray body = R"({"contents":[{"parts":[{"text":"My key is )" + key + R"("}]}]})";
    const QByteArray data = " -d '" + body + "'";
    QTest::newRow("a header") << "curl '" + url.toUtf8() + "' -H 'x-goog-api-key: " + key + "'" + data
                              << Auth::ApiKeyHeader;
    QTest::newRow("a header in other letters")
        << "curl '" + url.toUtf8() + "' --header 'X-Goog-Api-Key:" + key + "'" + data << Auth::ApiKeyHeader;
    QTest::newRow("the address") << "curl '" + url.toUtf8() + "?key=" + key + "&alt=sse'" + data
                                 << Auth::ApiKeyHeader;
    QTest::newRow("a bearer token") << "curl '" + url.toUtf8() + "' -H 'Authorization: Bearer " + key + "'"
            + data << Auth::Bearer;
    QTest::newRow("an option for it")
        << "curl '" + url.toUtf8() + "' --oauth2-bearer " + key + data << Auth::Bearer;
    const QJsonObject entry {
        {u"request"_s,
         QJsonObject {{u"method"_s, u"POST"_s},
                      {u"url"_s, QString(url + u"?key="_s + QString::fromUtf8(key))},
                      {u"postData"_s, QJsonObject {{u"text"_s, QString::fromUtf8(body)}}}}},
        {u"response"_s,
         QJsonObject {{u"content"_s,
                       QJsonObject {{u"text"_s,
                                     QString(u"{\"error\":{\"message\":\"bad key "_s + QString::fromUtf8(key)
                                             + u"\"}}"_s)}}}}}};
    const QJsonObject har {{u"log"_s, QJsonObject {{u"entries"_s, QJsonArray {entry}}}}};
    QTest::newRow("a HAR file") << QJsonDocument(har).toJson() << Auth::ApiKeyHeader;
}

void TestCalls::keysAreFoundAndKeptNowhere()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Backend::Auth, auth);
    const auto calls = readCalls(bytes, noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->keys.size(), 1);
    QCOMPARE(calls->keys.first().key.reveal(), key);
    QCOMPARE(calls->keys.first().auth, auth);
    QVERIFY(!everythingOf(*calls).contains(key));
    // Broken in any place, no sentence tells it either.
    for (qsizetype size = 1; size < bytes.size(); size += 7) {
        const auto cut = readCalls(bytes.first(size), noFiles);
        if (!cut)
            QVERIFY(!QString(cut.error().message + cut.error().detail).contains(QString::fromUtf8(key)));
    }
}

void TestCalls::requestJsonNamesWhatIsLeft()
{
    const QByteArray body =
        R"({"model":"models/gemini-x","system_instruction":{"parts":[{"text":"Be kind"}]},)"
        R"("contents":[{"parts":[{"text":"Hi"}]}],"tools":[{}],"safety_settings":)"
        R"([{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"},)"
        R"({"category":"HARM_CATEGORY_NEW","threshold":"OFF"}],"generation_config":{"top_k":3,"odd":1}})";
    const auto calls = readCalls(body, noFiles);
    QVERIFY(calls);
    QCOMPARE(calls->kind, RecordedCalls::Kind::Request);
    const auto& request = *calls->calls.first().request;
    QCOMPARE(request.prompt.model, u"gemini-x"_s);
    QCOMPARE(request.prompt.systemInstruction, u"Be kind"_s);
    QCOMPARE(request.prompt.generation.topK, 3);
    QCOMPARE(request.prompt.safety.threshold(HarmCategory::Harassment), BlockThreshold::None);
    QCOMPARE(request.left.size(), 3);
    QVERIFY(request.left.join(u' ').contains(u"tools"_s));
    QVERIFY(request.left.join(u' ').contains(u"HARM_CATEGORY_NEW"_s));
    QVERIFY(request.left.join(u' ').contains(u"generationConfig.odd"_s));
}

void TestCalls::harGivesItsModelCalls()
{
    const auto entry = [](const QString& address, const QString& text, const QJsonObject& content) {
        return QJsonObject {
            {u"startedDateTime"_s, u"2026-11-20T10:00:00.123+01:00"_s},
            {u"request"_s,
             QJsonObject {
                 {u"method"_s, u"POST"_s},
                 {u"url"_s, address},
                 {u"headers"_s, QJsonArray {QJsonObject {{u"name"_s, u"cookie"_s}, {u"value"_s, u"c=1"_s}}}},
                 {u"postData"_s, QJsonObject {{u"text"_s, text}}}}},
            {u"response"_s, QJsonObject {{u"status"_s, 200}, {u"content"_s, content}}}};
    };
    const QString body = u"{\"contents\":[{\"parts\":[{\"text\":\"First\"}]}]}"_s;
    const QByteArray answer = "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}";
    const QJsonArray entries {
        entry(u"https://example.com/page"_s, {}, {}),
        entry(url, body, {{u"text"_s, QString::fromUtf8(answer)}}),
        entry(u"http://127.0.0.1:9/v1beta/models/gemini-y:streamGenerateContent?alt=sse"_s, body,
              {{u"text"_s, QString::fromLatin1(answer.toBase64())}, {u"encoding"_s, u"base64"_s}}),
        entry(url, u"broken"_s, {}), QJsonValue(7)};
    const QByteArray har =
        QJsonDocument(
            QJsonObject {{u"log"_s, QJsonObject {{u"version"_s, u"1.2"_s}, {u"entries"_s, entries}}}})
            .toJson();
    QVERIFY(mayHoldCalls(har.left(65536)));
    const auto calls = readCalls(har, noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->kind, RecordedCalls::Kind::Har);
    QCOMPARE(calls->calls.size(), 2);
    QCOMPARE(calls->calls.first().request->prompt.text, u"First"_s);
    QCOMPARE(calls->calls.first().httpCode, 200);
    QCOMPARE(calls->calls.first().sentAt, QDateTime(QDate(2026, 11, 20), QTime(9, 0, 0, 123), Qt::UTC));
    QCOMPARE(calls->calls.last().answer, answer);
    QVERIFY(calls->calls.last().request->stream);
    QCOMPARE(calls->calls.last().request->prompt.model, u"gemini-y"_s);
    QCOMPARE(calls->notes.size(), 2);
}

void TestCalls::reportGivesItsAttempts()
{
    const QByteArray report = R"({"schema":"safelight.report/1","attempts":[
        {"number":7,"sentAt":"2026-11-21T14:05:00.000Z","url":"https://x/v1beta/models/m:generateContent","stream":true,
         "request":{"model":"gemini-x","text":"Draw","systemInstruction":"","images":[
            {"mimeType":"image/png","data":"AAEC","caption":"this"},{"mimeType":"image/png","data":null}],
            "thresholds":{"HARM_CATEGORY_HATE_SPEECH":"OFF"},"generationConfig":{"topK":2}},
         "http":{"code":200},"answer":{"raw":"{\"candidates\":[]}","response":null}},
        {"number":8,"request":null,"answer":{"raw":null,"response":{"candidates":[{"finishReason":"STOP"}]}}},
        {"number":9,"request":null,"answer":null}, 5]})";
    const auto calls = readCalls(report, noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->kind, RecordedCalls::Kind::Report);
    QCOMPARE(calls->calls.size(), 2);
    const auto& first = calls->calls.first();
    QCOMPARE(first.label, u"#7"_s);
    QCOMPARE(first.answer, QByteArray("{\"candidates\":[]}"));
    QCOMPARE(first.request->prompt.text, u"Draw"_s);
    QCOMPARE(first.request->prompt.images.size(), 1);
    QCOMPARE(first.request->prompt.images.first().caption, u"this"_s);
    QCOMPARE(first.request->prompt.safety.threshold(HarmCategory::HateSpeech), BlockThreshold::Off);
    QCOMPARE(first.request->left.size(), 1);
    QVERIFY(!calls->calls.last().request);
}

void TestCalls::reportGivesWholeRequests()
{
    Prompt prompt;
    prompt.images.append({QByteArray("\0\1\2", 3), u"image/png"_s, {}, {}, {}, {}});
    const QByteArray body =
        R"({"tools":[{"x":1.0}],"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAEC"}},{"text":"a"}]}]})";
    const Prompt whole = decodeRequest(body)->prompt;
    const QJsonObject image {{u"mimeType"_s, u"image/png"_s},
                             {u"data"_s, u"AAEC"_s},
                             {u"sha256"_s, QString::fromLatin1(whole.images.first().sha256)}};
    const QJsonObject request {{u"model"_s, u"m"_s},
                               {u"text"_s, u"a"_s},
                               {u"images"_s, QJsonArray {image}},
                               {u"carried"_s, QString::fromUtf8(requestText(whole))}};
    const QJsonObject report {{u"schema"_s, u"safelight.report/1"_s},
                              {u"attempts"_s, QJsonArray {QJsonObject {{u"request"_s, request}}}}};
    const auto calls = readCalls(QJsonDocument(report).toJson(), noFiles);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.first().request->body, body);
    QCOMPARE(encodeRequest(calls->calls.first().request->prompt), body);
}

void TestCalls::whatIsNoneOfTheseIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Error::Code>("code");
    QTest::newRow("nothing") << QByteArray() << Error::Code::NotFound;
    QTest::newRow("a letter") << QByteArray("Dear reader") << Error::Code::NotFound;
    QTest::newRow("an answer") << QByteArray("{\"candidates\":[]}") << Error::Code::NotFound;
    QTest::newRow("curl in a sentence") << QByteArray("We use curl often.") << Error::Code::Parse;
    QTest::newRow("another service") << QByteArray("curl https://example.com -d '{}'") << Error::Code::Parse;
    QTest::newRow("no body") << QByteArray("curl " + url.toUtf8()) << Error::Code::Parse;
    QTest::newRow("an empty HAR file") << QByteArray("{\"log\":{\"entries\":[]}}") << Error::Code::Parse;
    QTest::newRow("a report without attempts")
        << QByteArray("{\"schema\":\"safelight.report/1\"}") << Error::Code::Parse;
    QTest::newRow("a request with a wrong type") << QByteArray("{\"contents\":5}") << Error::Code::Parse;
    QTest::newRow("a request cut off")
        << QByteArray("{\"contents\":[{\"parts\":[{\"te") << Error::Code::Parse;
}

void TestCalls::whatIsNoneOfTheseIsSaid()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Error::Code, code);
    const auto calls = readCalls(bytes, noFiles);
    QVERIFY(!calls);
    QCOMPARE(calls.error().code, code);
    QVERIFY(!calls.error().message.isEmpty());
}

// Whatever is cut where, nothing crashes or hangs.
void TestCalls::anyCutIsCalm()
{
    const QByteArray mixed = "A=\"x\" curl $'\\u00e9\\x' \"${A:-y} \\\" `z`\" '" + url.toUtf8()
        + "' <<'E' > f 2>&1 # c\n{}\nE\ncurl ^\"x^\n\ny %A% `\n @'\nz\n'@ -d @f --json '{\"contents\":[]}' "
          "-H";
    for (qsizetype from = 0; from < mixed.size(); ++from) {
        for (qsizetype size = 0; from + size <= mixed.size(); size += 5) {
            const auto calls = readCalls("curl " + mixed.mid(from, size), noFiles);
            QVERIFY(calls || !calls.error().message.isEmpty());
        }
    }
}

QTEST_GUILESS_MAIN(TestCalls)
#include "tst_calls.moc"
