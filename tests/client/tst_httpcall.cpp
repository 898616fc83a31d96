#include "app/client/httpcall.h"

#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// Where a call goes, by the shape of the back end's paths (back-ends.md §1).
class TestHttpCall final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void addresses_data();
    void addresses();
    void vertexCountsTheRequestAsItIsSent();
};

void TestHttpCall::addresses_data()
{
    QTest::addColumn<Backend::PathShape>("path");
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("generate");
    QTest::addColumn<QString>("list");
    using Shape = Backend::PathShape;
    QTest::newRow("the Gemini API") << Shape::Gemini << u"https://host.example"_s << u"v1beta"_s
                                    << u"/v1beta/models/m:streamGenerateContent"_s << u"/v1beta/models"_s;
    QTest::newRow("a proxy with a path") << Shape::Gemini << u"https://host.example/a/"_s << u"v1"_s
                                         << u"/a/v1/models/m:streamGenerateContent"_s << u"/a/v1/models"_s;
    QTest::newRow("Vertex with project and location")
        << Shape::Vertex << u"https://eu-aiplatform.example"_s << u"v1beta1"_s
        << u"/v1beta1/projects/my%20project/locations/global/publishers/google/models/m:streamGenerateContent"_s
        << u"/v1beta1/publishers/google/models"_s;
    QTest::newRow("Vertex behind a proxy with a path")
        << Shape::Vertex << u"https://host.example/vertex"_s << QString()
        << u"/vertex/projects/my%20project/locations/global/publishers/google/models/m:streamGenerateContent"_s
        << u"/vertex/publishers/google/models"_s;
    QTest::newRow("Vertex express") << Shape::VertexExpress << u"https://aiplatform.example"_s << u"v1"_s
                                    << u"/v1/publishers/google/models/m:streamGenerateContent"_s
                                    << u"/v1/publishers/google/models"_s;
}

void TestHttpCall::addresses()
{
    QFETCH(const Backend::PathShape, path);
    QFETCH(const QString, baseUrl);
    QFETCH(const QString, version);
    Endpoint endpoint {{}, Secret("a-key")};
    endpoint.backend.baseUrl = QUrl(baseUrl);
    endpoint.backend.apiVersion = version;
    endpoint.backend.path = path;
    endpoint.backend.project = u"my project"_s;
    endpoint.backend.location = u"global"_s;
    endpoint.backend.auth = Backend::Auth::Bearer;
    ModelRequest request {u"m"_s, "{}"};
    request.stream = true;
    const auto generate = makeGenerateCall(endpoint, request);
    QVERIFY(generate);
    QTEST(generate->url.path(QUrl::FullyEncoded), "generate");
    QCOMPARE(generate->url.query(), u"alt=sse"_s);
    const auto list = makeListCall(endpoint, {});
    QVERIFY(list);
    QTEST(list->url.path(QUrl::FullyEncoded), "list");
}

void TestHttpCall::vertexCountsTheRequestAsItIsSent()
{
    Endpoint endpoint {{}, Secret("a-key")};
    endpoint.backend.baseUrl = QUrl(u"https://aiplatform.example"_s);
    endpoint.backend.apiVersion = u"v1"_s;
    endpoint.backend.path = Backend::PathShape::VertexExpress;
    const QByteArray body = R"({"contents":[]})";
    const auto count = makeCountCall(endpoint, {u"m"_s, body});
    QVERIFY(count);
    QCOMPARE(count->body, body);
    QCOMPARE(count->url.path(), u"/v1/publishers/google/models/m:countTokens"_s);
}

QTEST_MAIN(TestHttpCall)
#include "tst_httpcall.moc"
