#include "app/backends/backendlist.h"

#include "app/backends/backendjson.h"
#include "app/backends/backendtables.h"
#include "app/backends/baseurl.h"
#include "app/backends/headerrules.h"
#include "app/backends/requestrules.h"
#include "app/settings/settings.h"
#include "tests/support/strict.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace safelight;
using namespace Qt::StringLiterals;

// Back ends as rows: those that come with the program, and the list in the settings.
class BackendListTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void bundledRowsAreWhole();
    void everyMemberSurvivesTheSettings();
    void beginsWithTheBundledRows();
    void takesOverTheAddressOfAnEarlierVersion_data();
    void takesOverTheAddressOfAnEarlierVersion();
    void anEditedListForgetsTheFormerAddress();
    void keepsOrderChangesAndNewRows();
    void keepsOnlyWhatWasChangedInABundledRow();
    void aBundledRowCannotGetLost();
    void findsByIdAndByName();
    void seesTheListOfAnotherWindow();
    void readsNonsenseAsFarAsItGoes_data();
    void readsNonsenseAsFarAsItGoes();
    void makesNewIdsAndNames();
    void saysWhatIsWrongWithARow_data();
    void saysWhatIsWrongWithARow();
    void saysWhatIsWrongWithAHeader_data();
    void saysWhatIsWrongWithAHeader();

private:
    QString path() const { return m_folder->filePath(u"safelight.ini"_s); }
    void writeSettings(const QByteArray& text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

Backend fullRow()
{
    Backend row;
    row.id = u"mine"_s;
    row.name = u"Meiner „hier“"_s;
    row.baseUrl = QUrl(u"https://proxy.example/a%20b/gemini"_s);
    row.apiVersion = u"v1"_s;
    row.path = Backend::PathShape::Vertex;
    row.project = u"p-1"_s;
    row.location = u"europe-west4"_s;
    row.auth = Backend::Auth::Bearer;
    row.keySource = Backend::KeySource::Environment;
    row.keyName = u"PROXY_KEY"_s;
    row.headers = {{u"X-Team"_s, u"red"_s, false}, {u"cf-aig-authorization"_s, u"mine/cf"_s, true}};
    row.accepts = u"vertexAi"_s;
    row.limits = {20'000'000, 4, 60, 1'000'000};
    row.models = Backend::ModelSource::Bundled;
    row.pricing = Backend::Pricing::PerRequest;
    row.pricesOf = u"other"_s;
    row.billsDisconnects = true;
    row.simulated = true;
    row.note = u"A note."_s;
    return row;
}

} // namespace

void BackendListTest::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

void BackendListTest::writeSettings(const QByteArray& text) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void BackendListTest::bundledRowsAreWhole()
{
    QVERIFY(builtInBackends().size() >= 2);
    QVERIFY(builtInBackends().first().backend.simulated);
    QList<Backend> rows = backendTemplates();
    for (const auto& row : builtInBackends())
        rows.append(row.backend);
    for (const Backend& row : rows) {
        QVERIFY2(!row.id.isEmpty() && !row.name.isEmpty() && !row.apiVersion.isEmpty(), qPrintable(row.id));
        QVERIFY2(row.baseUrl.isEmpty() || baseUrlProblem(row.baseUrl).isEmpty(), qPrintable(row.id));
        QVERIFY2(row.accepts.isEmpty() || requestRulesOf(row.accepts).id == row.accepts, qPrintable(row.id));
        for (const BackendHeader& header : row.headers)
            QCOMPARE(headerProblem(header.name, header.value), QString());
    }
}

void BackendListTest::everyMemberSurvivesTheSettings()
{
    const Backend row = fullRow();
    QCOMPARE(backendFrom(backendObject(row)), row);
    QCOMPARE(backendFrom(differenceFrom(row, Backend()), row), Backend());
    QCOMPARE(backendFrom({}), Backend());
    QVERIFY(backendObject({}).size() <= 1);
}

void BackendListTest::beginsWithTheBundledRows()
{
    Settings settings(path());
    const BackendList list(settings);
    QCOMPARE(list.all().size(), builtInBackends().size());
    QVERIFY(list.all().first().simulated);
    QVERIFY(!QFile::exists(path())); // looking writes nothing
}

void BackendListTest::takesOverTheAddressOfAnEarlierVersion_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QString>("expected"); // empty: the service's own
    QTest::newRow("a proxy") << QByteArray("https://proxy.example/base") << u"https://proxy.example/base"_s;
    QTest::newRow("this computer") << QByteArray("http://127.0.0.1:8080") << u"http://127.0.0.1:8080"_s;
    QTest::newRow("none") << QByteArray() << QString();
    QTest::newRow("one that may not be used") << QByteArray("http://proxy.example") << QString();
}

void BackendListTest::takesOverTheAddressOfAnEarlierVersion()
{
    QFETCH(const QByteArray, address);
    QFETCH(const QString, expected);
    // As version 0.1 wrote it.
    writeSettings("[backend]\ncurrent=gemini\ngeminiBaseUrl=" + address
                  + "\nmodel=gemini-3-pro-image\nstream=true\n\n[window]\nstate=@ByteArray(abc)\n");
    Settings settings(path());
    const BackendList list(settings);
    const auto chosen = list.find(settings.text(SettingKey::CurrentBackend));
    QVERIFY(chosen);
    QCOMPARE(chosen->keyId(), u"gemini"_s); // where its key is stored
    QCOMPARE(chosen->baseUrl, expected.isEmpty() ? builtInBackends().at(1).backend.baseUrl : QUrl(expected));
}

void BackendListTest::anEditedListForgetsTheFormerAddress()
{
    writeSettings("[backend]\ngeminiBaseUrl=https://proxy.example/base\n");
    Settings settings(path());
    BackendList list(settings);
    QList<Backend> all = list.all();
    QCOMPARE(all.at(1).baseUrl, QUrl(u"https://proxy.example/base"_s));
    all[1].baseUrl = builtInBackends().at(1).backend.baseUrl;
    list.setAll(all);
    QCOMPARE(BackendList(settings).all().at(1).baseUrl, builtInBackends().at(1).backend.baseUrl);
}

void BackendListTest::keepsOrderChangesAndNewRows()
{
    QList<Backend> wanted;
    {
        Settings settings(path());
        BackendList list(settings);
        wanted = list.all();
        std::reverse(wanted.begin(), wanted.end());
        wanted[0].name = u"Google"_s;
        wanted.insert(1, fullRow());
        list.setAll(wanted);
        QCOMPARE(list.all(), wanted);
    }
    Settings settings(path());
    QCOMPARE(BackendList(settings).all(), wanted);
}

void BackendListTest::keepsOnlyWhatWasChangedInABundledRow()
{
    Settings settings(path());
    BackendList list(settings);
    QList<Backend> all = list.all();
    all[1].name = u"Google"_s;
    list.setAll(all);
    const QByteArray kept = settings.value(SettingKey::Backends).toByteArray();
    QVERIFY(kept.contains(R"({"id":"gemini","name":"Google"})"));
    QVERIFY(!kept.contains("googleapis"));
}

void BackendListTest::aBundledRowCannotGetLost()
{
    Settings settings(path());
    BackendList list(settings);
    list.setAll({fullRow()});
    QCOMPARE(list.all().size(), 1 + builtInBackends().size());
    QCOMPARE(list.all().first(), fullRow());
}

void BackendListTest::findsByIdAndByName()
{
    Settings settings(path());
    BackendList list(settings);
    QList<Backend> all = list.all();
    all.append(fullRow());
    list.setAll(all);
    QCOMPARE(list.find(u"mine"_s)->name, fullRow().name);
    QCOMPARE(list.find(u"meiner „HIER“"_s)->id, u"mine"_s);
    QVERIFY(!list.find(u"nobody"_s));
}

void BackendListTest::seesTheListOfAnotherWindow()
{
    Settings settings(path());
    const BackendList one(settings);
    BackendList two(settings);
    QCOMPARE(one.all().size(), 2);
    two.setAll(two.all() + QList<Backend> {fullRow()});
    QCOMPARE(one.all().size(), 3);
}

void BackendListTest::readsNonsenseAsFarAsItGoes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("count");
    QTest::newRow("not JSON") << QByteArray("[{") << 2;
    QTest::newRow("an object") << QByteArray("{}") << 2;
    QTest::newRow("numbers") << QByteArray("[1, null, \"x\"]") << 2;
    QTest::newRow("the same id twice") << QByteArray(R"([{"id":"a","name":"A"},{"id":"a","name":"B"}])") << 3;
    QTest::newRow("wrong types") << QByteArray(
        R"([{"id":"a","name":7,"headers":[{"name":""},5],"limits":{"atOnce":-1,"requestBytes":"x"},"credential":"magic"}])")
                                 << 3;
}

void BackendListTest::readsNonsenseAsFarAsItGoes()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, count);
    Settings settings(path());
    settings.setValue(SettingKey::Backends, json);
    const BackendList list(settings);
    QCOMPARE(list.all().size(), count);
    if (const auto row = list.find(u"a"_s)) {
        QVERIFY(row->headers.isEmpty());
        QCOMPARE(row->limits, BackendLimits());
        QCOMPARE(row->auth, Backend::Auth::ApiKeyHeader);
    }
}

void BackendListTest::makesNewIdsAndNames()
{
    QList<Backend> all;
    QCOMPARE(newBackendId(u"My  Proxy (2)"_s, all), u"my-proxy-2"_s);
    QCOMPARE(newBackendId(u"模型"_s, all), u"backend"_s);
    QCOMPARE(newBackendName(u"Proxy"_s, all), u"Proxy"_s);
    all.append(fullRow());
    all.last().name = u"Mine"_s;
    QCOMPARE(newBackendId(u"Mine"_s, all), u"mine-2"_s);
    QCOMPARE(newBackendName(u"mine"_s, all), u"mine 2"_s);
}

void BackendListTest::saysWhatIsWrongWithARow_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words"); // empty: nothing
    const QString good = u"https://a.example"_s;
    QTest::newRow("nothing") << u"A"_s << good << QString();
    QTest::newRow("no name") << u"  "_s << good << u"Enter a name"_s;
    QTest::newRow("the name of another") << u"GEMINI api"_s << good << u"Another back end"_s;
    QTest::newRow("no address") << u"A"_s << QString() << u"no address"_s;
    QTest::newRow("plain http") << u"A"_s << u"http://a.example"_s << u"Plain http"_s;
}

void BackendListTest::saysWhatIsWrongWithARow()
{
    QFETCH(const QString, name);
    QFETCH(const QString, url);
    QFETCH(const QString, words);
    Settings settings(path());
    Backend row;
    row.id = u"a"_s;
    row.name = name;
    row.baseUrl = QUrl(url);
    const QString problem = backendProblem(row, BackendList(settings).all());
    QCOMPARE(problem.isEmpty(), words.isEmpty());
    QVERIFY2(problem.contains(words), qPrintable(problem));
}

void BackendListTest::saysWhatIsWrongWithAHeader_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("fine");
    QTest::newRow("usual") << u"X-Team"_s << u"red; blue"_s << true;
    QTest::newRow("no name") << u""_s << u"x"_s << false;
    QTest::newRow("a space in the name") << u"X Team"_s << u"x"_s << false;
    QTest::newRow("a letter beyond ASCII") << u"X-Tëam"_s << u"x"_s << false;
    QTest::newRow("a line break") << u"X-Team"_s << u"red\nX: y"_s << false;
    QTest::newRow("one of the transport") << u"Content-Length"_s << u"1"_s << false;
    QTest::newRow("the host") << u"HOST"_s << u"a.example"_s << false;
}

void BackendListTest::saysWhatIsWrongWithAHeader()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QFETCH(const bool, fine);
    QCOMPARE(headerProblem(name, value).isEmpty(), fine);
}

QTEST_GUILESS_MAIN(BackendListTest)
#include "tst_backendlist.moc"
