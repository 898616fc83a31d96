#include "app/reportfile/reportjson.h"
#include "tests/report/reportcases.h"
#include "tests/support/strict.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace safelight;

// What is to be taken out is in no format, wherever in the attempt it stood.
class tst_reportredaction : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void nothingLeaks_data();
    void nothingLeaks();
    void withoutRedactionItIsThere();
    void keysNever();
    void ownWordsStay();
    void picturesAreGone();
    void oneAttemptHidesInAnother();
    void echoIsHidden_data();
    void echoIsHidden();
    void projectIsHidden_data();
    void projectIsHidden();
    void knownWordsOfTheServiceStay();

private:
    static Attempt talkative();
    static QList<ReportFormat> formats();
};

// Says everything everywhere.
Attempt tst_reportredaction::talkative()
{
    Attempt attempt = test::attemptOf(R"({"candidates":[{"content":{"parts":[
        {"text":"You asked for a purple zeppelin above Krakow at noon.","thought":true},
        {"text":"Here is the purple zeppelin above Krakow. Also: zeppelinXYZZY."},
        {"functionCall":{"name":"draw_zeppelin","args":{"what":"purple zeppelin above Krakow"}}}]},
        "finishReason":"STOP_NEW_REASON","finishMessage":"Refused: purple zeppelin above Krakow at noon, see projects/secret-proj-7 on proxy.corp.example",
        "safetyRatings":[{"category":"HARM_CATEGORY_HATE_SPEECH","probability":"LOW"}],"index":0}],
        "promptFeedback":{"blockReasonMessage":"The words purple zeppelin above were found"},
        "modelVersion":"projects/secret-proj-7/locations/x/models/tuned"})");
    attempt.prompt.text = u"A purple zeppelin above Krakow at noon"_s;
    attempt.prompt.systemInstruction = u"Speak like the captain Quillfeather"_s;
    attempt.prompt.images = {test::referenceImage(u"quillfeather-draft.png"_s)};
    attempt.prompt.images[0].caption = u"Captain Quillfeather himself"_s;
    attempt.prompt.generation.stopSequences = {u"ENDQUILL"_s};
    attempt.prompt.model = u"projects/secret-proj-7/locations/x/models/tuned"_s;
    attempt.requestBody = R"({"contents":[{"parts":[{"text":"A purple zeppelin above Krakow at noon"}]}]})";
    attempt.url = u"https://proxy.corp.example:8443/v1/projects/secret-proj-7/models/x:generateContent"_s;
    attempt.backendName = u"proxy.corp.example"_s;
    attempt.failure = u"The connection to proxy.corp.example (10.20.30.40) was refused."_s;
    attempt.title = u"Notebook title plover"_s;
    attempt.comment = u"Comment about plover"_s;
    attempt.tags = {u"plover-tag"_s};
    return attempt;
}

QList<ReportFormat> tst_reportredaction::formats()
{
    return {ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Json, ReportFormat::Csv};
}

void tst_reportredaction::nothingLeaks_data()
{
    QTest::addColumn<Redaction>("redaction");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("prompts and what repeats them")
        << Redaction::Prompts
        << QStringList {u"zeppelin"_s, u"Krakow"_s, u"Quillfeather"_s, u"ENDQUILL"_s, u"XYZZY"_s};
    QTest::newRow("host names and addresses")
        << Redaction::Host
        << QStringList {u"corp.example"_s, u"8443"_s, u"10.20.30.40"_s, u"https://proxy"_s};
    QTest::newRow("projects") << Redaction::Project << QStringList {u"secret-proj"_s};
    QTest::newRow("own notes") << Redaction::Comments << QStringList {u"plover"_s, u"autumn-jacket"_s};
}

void tst_reportredaction::nothingLeaks()
{
    QFETCH(Redaction, redaction);
    QFETCH(QStringList, words);
    Attempt other = talkative();
    other.id = 8;
    other.number = 8;
    ReportOptions options;
    options.redactions = redaction;
    options.comparisons = {{{7, 8}, 7}};
    for (const ReportFormat format : formats()) {
        const QString report = QString::fromUtf8(test::written({talkative(), other}, format, options))
                                   .replace(u"\\"_s, QString());
        for (const QString& word : words)
            QVERIFY2(!report.contains(word, Qt::CaseInsensitive),
                     qPrintable(word + u" in "_s + Known<ReportFormat>::wireName(format) + u": …"_s
                                + report.mid(report.indexOf(word, 0, Qt::CaseInsensitive) - 150, 300)));
    }
}

void tst_reportredaction::withoutRedactionItIsThere()
{
    for (const ReportFormat format : formats()) {
        const QString report =
            QString::fromUtf8(test::written({talkative()}, format)).replace(u"\\"_s, QString());
        for (const QString& word : {u"zeppelin"_s, u"Quillfeather"_s, u"corp.example"_s, u"plover"_s})
            QVERIFY2(report.contains(word, Qt::CaseInsensitive), qPrintable(word));
    }
}

void tst_reportredaction::keysNever()
{
    const QString key = u"AIzaSyA1234567890abcdefghijklmnopqrstuvw"_s;
    Attempt attempt = talkative();
    attempt.prompt.text = u"my key is "_s + key;
    attempt.comment = key;
    attempt.tags = {key};
    attempt.url = u"https://x.example/v1?key="_s + key;
    attempt.failure = u"failed with "_s + key;
    attempt.response.candidates[0].parts[1].text = u"Bearer "_s + key;
    attempt.response.candidates[0].parts[2].json = "{\"a\":\"" + key.toUtf8() + "\"}";
    attempt.rawAnswer = "{\"a\":\"" + key.toUtf8() + "\"}";
    ReportOptions options;
    options.pictures = PictureSize::Full;
    for (const ReportFormat format : formats()) {
        const auto report = test::written({attempt}, format, options);
        QVERIFY2(!report.contains(key.toUtf8()),
                 report.mid(report.indexOf(key.toUtf8()) - 100, 200).constData());
        QVERIFY2(!report.contains(key.toUtf8().mid(8)), "part of a key");
    }
}

void tst_reportredaction::ownWordsStay()
{
    // A prompt of everyday words must not punch holes into the report's own sentences.
    Attempt attempt = test::sampleAttempt(u"image-safety.json"_s);
    attempt.prompt.text = u"the prompt was"_s;
    ReportOptions options;
    options.redactions = Redaction::Prompts;
    const auto made = test::made({attempt}, options);
    QVERIFY(!made.report.attempts.constFirst().explanation.contains(Redactor::mask()));
    QCOMPARE(made.report.attempts.constFirst().promptCharacters, 14);
}

void tst_reportredaction::picturesAreGone()
{
    const auto attempts = test::sessionAttempts();
    ReportOptions options;
    options.redactions = Redaction::Images;
    const QByteArray html = test::written(attempts, ReportFormat::Html, options);
    QVERIFY(!html.contains("data:image"));
    QVERIFY(!html.contains(QByteArray(64, 'a')));
    QVERIFY(html.contains("64 × 48"));
    const auto json = QJsonDocument::fromJson(test::written(attempts, ReportFormat::Json, options)).object();
    const auto first = json[u"attempts"_s].toArray().at(4).toObject();
    QVERIFY(first[u"request"_s].toObject()[u"images"_s].toArray().at(0).toObject()[u"data"_s].isNull());
    QVERIFY(first[u"answer"_s].toObject()[u"raw"_s].isNull());
    const auto png = attempts.at(4).response.candidates.at(0).images().at(0).data.toBase64();
    QVERIFY(!QJsonDocument(json).toJson().contains(png.left(60)));
}

void tst_reportredaction::oneAttemptHidesInAnother()
{
    Attempt first = talkative();
    Attempt second = test::sampleAttempt(u"stop-text.json"_s);
    second.number = 8;
    second.comment = u"like “a purple zeppelin above Krakow”, but plain; proxy.corp.example was slow"_s;
    ReportOptions options;
    options.redactions = Redaction::Prompts | Redaction::Host;
    const auto made = test::made({second, first}, options);
    const QString comment = made.report.attempts.constFirst().attempt.comment;
    QCOMPARE(comment, u"like “[not shown]”, but plain; [not shown] was slow"_s);
}

void tst_reportredaction::echoIsHidden_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("shown");
    QTest::newRow("word for word") << u"red boots on ice"_s << u"I saw red boots on ice."_s
                                   << u"I saw [not shown]."_s;
    QTest::newRow("other case, line ends and signs")
        << u"red boots on ice"_s << u"RED «boots»\non"_s << u"[not shown]"_s;
    QTest::newRow("two words are no echo of a long prompt")
        << u"red boots on ice"_s << u"red boots"_s << u"red boots"_s;
    QTest::newRow("a short prompt hides as a whole")
        << u"Acme"_s << u"by Acme Corp"_s << u"by [not shown] Corp"_s;
    QTest::newRow("without spaces") << u"赤い長靴"_s << u"この赤い長靴は"_s << u"この[not shown]は"_s;
    QTest::newRow("empty prompt") << QString() << u"Hello there"_s << u"Hello there"_s;
}

void tst_reportredaction::echoIsHidden()
{
    QFETCH(QString, prompt);
    QFETCH(QString, said);
    Redactor redactor(Redaction::Prompts);
    Attempt attempt;
    attempt.prompt.text = prompt;
    redactor.learn(attempt);
    QTEST(redactor.text(said), "shown");
}

void tst_reportredaction::projectIsHidden_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("shown");
    QTest::newRow("resource name") << u"Permission on projects/my-shop-1/locations/x denied"_s
                                   << u"Permission on projects/[not shown]/locations/x denied"_s;
    QTest::newRow("number in a sentence")
        << u"not been used in project 123456 before"_s << u"not been used in project [not shown] before"_s;
    QTest::newRow("query of a link") << u"overview?project=123456 now"_s
                                     << u"overview?project=[not shown] now"_s;
    QTest::newRow("quoted") << u"Project 'my-shop' has been deleted"_s
                            << u"Project '[not shown]' has been deleted"_s;
    QTest::newRow("field") << u"consumer: project_number:987"_s << u"consumer: project_number:[not shown]"_s;
    QTest::newRow("service account") << u"by bot@my-shop.iam.gserviceaccount.com"_s << u"by [not shown]"_s;
    QTest::newRow("the bare word") << u"The project is over"_s << u"The project is over"_s;
}

void tst_reportredaction::projectIsHidden()
{
    QFETCH(QString, said);
    QTEST(Redactor(Redaction::Project).text(said), "shown");
}

void tst_reportredaction::knownWordsOfTheServiceStay()
{
    Attempt attempt = test::sampleAttempt(u"image-safety.json"_s);
    attempt.prompt.text = u"IMAGE_SAFETY"_s;
    ReportOptions options;
    options.redactions = Redaction::Prompts | Redaction::Host | Redaction::Project;
    const auto made = test::made({attempt}, options);
    QCOMPARE(made.report.attempts.constFirst().attempt.response.candidates.constFirst().finishReason,
             Known<FinishReason>(FinishReason::ImageSafety));
}

QTEST_MAIN(tst_reportredaction)
#include "tst_reportredaction.moc"
