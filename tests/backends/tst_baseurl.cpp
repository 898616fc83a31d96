#include "app/backends/baseurl.h"

#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class BaseUrlTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void judgesABaseUrl_data();
    void judgesABaseUrl();
};

void BaseUrlTest::judgesABaseUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words"); // empty: may be used
    for (const QString& good : {u"https://a.example"_s, u"https://a.example:8443/x"_s,
                                u"http://localhost:1"_s, u"http://LOCALHOST"_s, u"http://127.0.0.1"_s,
                                u"http://127.9.9.9:5"_s, u"http://[::1]:80"_s, u"http://127.255.255.255"_s,
                                u"http://[0:0:0:0:0:0:0:1]"_s, u"http://127.1"_s, u"http://0x7f000001"_s})
        QTest::addRow("%s may be used", qPrintable(good)) << good << QString();
    const QString plain = u"Plain http"_s;
    for (const QString& bad :
         {u"http://a.example"_s, u"http://localhost.example"_s, u"http://0.0.0.0"_s,
          u"http://127.0.0.1.nip.example"_s, u"http://10.0.0.1"_s, u"http://[::2]"_s, u"http://127.0.0.256"_s,
          u"http://1127.0.0.1"_s, u"http://localhost.example"_s, u"http://localhost."_s})
        QTest::addRow("%s is plain http", qPrintable(bad)) << bad << plain;
    QTest::newRow("nothing") << QString() << u"no address"_s;
    QTest::newRow("a path") << u"/v1beta"_s << u"https://"_s;
    QTest::newRow("a file") << u"file:///x"_s << u"https://"_s;
    QTest::newRow("a query") << u"https://a.example?key=1"_s << u"must end before"_s;
    QTest::newRow("a fragment") << u"https://a.example#x"_s << u"must end before"_s;
    QTest::newRow("a user") << u"https://me@a.example"_s << u"user name"_s;
    QTest::newRow("local with a user") << u"http://me:pw@127.0.0.1"_s << u"user name"_s;
    QTest::newRow("no host") << u"https://"_s << u"."_s;
}

void BaseUrlTest::judgesABaseUrl()
{
    QFETCH(QString, url);
    QFETCH(QString, words);
    const QString problem = baseUrlProblem(QUrl(url));
    QCOMPARE(problem.isEmpty(), words.isEmpty());
    QVERIFY2(problem.contains(words), qPrintable(problem));
}

QTEST_GUILESS_MAIN(BaseUrlTest)
#include "tst_baseurl.moc"
