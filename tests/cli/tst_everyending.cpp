#include "app/advice/advise.h"
#include "app/cli/inspection.h"
#include "app/sending/attemptreading.h"
#include "app/session/attempt.h"
#include "app/wording/advicewords.h"
#include "tests/support/advicecases.h"
#include "tests/support/strict.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

struct Request
{
    QByteArray name;
    bool image = false;
    bool references = false;
};

Prompt promptOf(const Request& request)
{
    Prompt prompt;
    prompt.text = u"Put this jacket on the woman"_s;
    prompt.model = request.image ? u"gemini-3-pro-image"_s : u"gemini-2.5-flash"_s;
    if (request.image)
        prompt.generation.responseModalities = QStringList {u"TEXT"_s, u"IMAGE"_s};
    if (request.references) {
        ReferenceImage image;
        image.bytes = "picture";
        image.mimeType = u"image/png"_s;
        prompt.images.append(image);
    }
    return prompt;
}

} // namespace

// Whatever the service answers, to whatever was asked: a verdict, a sentence, something to try or the plain
// statement that there is nothing, and whether it was charged.
class TestEveryEnding final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void isReadInFull_data();
    void isReadInFull();
    void isReadInFullWithoutItsRequest_data() { isReadInFull_data(); }
    void isReadInFullWithoutItsRequest();

private:
    void check(const Inspection& inspection) const;
};

void TestEveryEnding::isReadInFull_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<bool>("image");
    QTest::addColumn<bool>("references");
    const QList<Request> requests {
        {"a text", false, false}, {"an image", true, false}, {"an image with references", true, true}};
    for (const auto& ending : test::everyEnding()) {
        for (const Request& request : requests)
            QTest::newRow(QByteArray(ending.name + " to " + request.name).constData())
                << ending.response << request.image << request.references;
    }
}

void TestEveryEnding::check(const Inspection& inspection) const
{
    const QJsonObject object = inspectionObject(inspection);
    QVERIFY(!object[u"outcome"_s].toString().isEmpty());
    QVERIFY(!object[u"stage"_s].toString().isEmpty());
    const QString summary = object[u"summary"_s].toString();
    QVERIFY2(summary.size() > 10, qPrintable(summary));
    if (inspection.verdict.outcome == Outcome::Unreadable) {
        QVERIFY(object[u"billing"_s].isNull());
    } else {
        QVERIFY(!object[u"billing"_s][u"state"_s].toString().isEmpty());
        QVERIFY(!object[u"billing"_s][u"why"_s].toString().isEmpty());
    }
    if (inspection.verdict.outcome == Outcome::Delivered)
        return;
    const bool helped = std::ranges::any_of(inspection.remedies, &Remedy::helps);
    const QString nothing = wording::nothingYouCanChange(
        nothingYouCanChange(inspection.verdict, inspection.response, inspection.remedies));
    QVERIFY(helped || !nothing.isEmpty());
    // What is said in the window is said here, too.
    const QString text = inspectionText(inspection);
    for (const Remedy& remedy : inspection.remedies)
        QVERIFY2(text.contains(wording::remedyTitle(remedy.id)), qPrintable(remedy.id));
}

void TestEveryEnding::isReadInFull()
{
    QFETCH(const Response, response);
    QFETCH(const bool, image);
    QFETCH(const bool, references);
    Attempt attempt;
    attempt.state = AttemptState::Completed;
    attempt.prompt = promptOf({{}, image, references});
    attempt.response = response;
    attempt.verdict = diagnose(response, requestContext(attempt.prompt, std::nullopt));
    BillingContext context;
    context.httpCode = response.error ? response.error->httpCode : 200;
    context.model = attempt.prompt.model;
    context.today = context.sent = QDate(2026, 11, 21);
    attempt.billing = billingOf(response, context, {bundledPrices(), {}, {}});
    check(inspect(u"answer"_s, attempt, std::nullopt));
}

void TestEveryEnding::isReadInFullWithoutItsRequest()
{
    QFETCH(const Response, response);
    Inspection inspection;
    inspection.source = u"answer"_s;
    inspection.response = response;
    inspection.verdict = diagnose(response);
    inspection.billing = billingOf(response, {}, {bundledPrices(), {}, {}});
    inspection.remedies = advise(inspection.verdict, response);
    check(inspection);
}

QTEST_GUILESS_MAIN(TestEveryEnding)
#include "tst_everyending.moc"
