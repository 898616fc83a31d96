#include "app/client/modelcatalogue.h"

#include "tests/support/strict.h"

using namespace Qt::StringLiterals;

namespace safelight {

class TestModelCatalogue : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theBundledListIsThere()
    {
        const auto bundled = bundledModels();
        QCOMPARE(bundled.date, QDate(2026, 11, 30));
        QCOMPARE(bundled.models.size(), 25);
        QStringList ids;
        for (const auto& model : bundled.models) {
            QVERIFY(!model.id.isEmpty() && !model.displayName.isEmpty());
            QVERIFY(model.bundled && model.outputsImages.has_value());
            QVERIFY(!ids.contains(model.id));
            ids.append(model.id);
        }
    }

    void imageModelsAreToldByDataAndNotByName()
    {
        const auto bundled = bundledModels();
        const auto* banana = bundled.find(u"gemini-nano-banana-2.1"_s);
        QVERIFY(banana);
        QVERIFY(banana->outputsImages == true);
        QVERIFY(bundled.find(u"gemini-3.8-flash"_s)->outputsImages == false);
        const auto* pro = bundled.find(u"gemini-3-pro-image-preview"_s);
        QCOMPARE(pro->imageSizes, (QStringList {u"1K"_s, u"2K"_s, u"4K"_s}));
        QCOMPARE(pro->aspectRatios.size(), 10);
        QCOMPARE(pro->maxReferenceImages, std::optional(14));
        QVERIFY(pro->note.contains("25 Jun 2026"_L1));
        QVERIFY(bundled.find(u"gemini-2.5-flash-image"_s)->imageSizes.isEmpty());
        QCOMPARE(bundled.find(u"no such"_s), nullptr);
    }

    void theModelsOfGemini4KnowWhatTheyReject()
    {
        const auto bundled = bundledModels();
        for (const auto& id :
             {u"gemini-4-argon"_s, u"gemini-4-carbon"_s, u"gemini-4-hydrogen"_s, u"gemini-4-neon"_s}) {
            const auto* model = bundled.find(id);
            QVERIFY2(model, qPrintable(id));
            QVERIFY(!model->thinkingLevels.isEmpty() && !model->thinkingLevels.contains(u"minimal"_s));
            QCOMPARE(model->thinkingBudget, std::optional(false));
            QCOMPARE(model->outputTokenLimit, std::optional(65536));
            QVERIFY(model->note.contains(u"cached content"_s));
        }
        QVERIFY(bundled.find(u"gemini-4-neon"_s)->thinkingLevels.contains(u"xhigh"_s));
        QVERIFY(!bundled.find(u"gemini-3.8-flash"_s)->thinkingLevels.contains(u"minimal"_s));
        for (const auto& id :
             {u"gemini-flash-latest"_s, u"gemini-pro-latest"_s, u"nano-banana-pro-preview"_s})
            QVERIFY2(bundled.find(id) && bundled.find(id)->note.contains(u"alias"_s), qPrintable(id));
    }

    // A back end's list without limits does not take away what is known.
    void aListWithoutLimitsKeepsTheKnownOnes()
    {
        const auto models =
            decodeModelList(R"({"models":[{"name":"models/gemini-4-argon"}]})", bundledModels());
        QVERIFY(models.has_value());
        QCOMPARE(models->constFirst().inputTokenLimit, std::optional(1'000'000));
    }

    void listsAreCompleted()
    {
        const auto models =
            decodeModelList("{\"models\":[{\"name\":\"models/"
                            "gemini-3-pro-image\",\"displayName\":\"Pro\",\"inputTokenLimit\":65536,"
                            "\"outputTokenLimit\":\"32768\",\"maxTemperature\":2,"
                            "\"supportedGenerationMethods\":[\"generateContent\"]},"
                            "{\"name\":\"models/embed\",\"supportedGenerationMethods\":[\"embedContent\"]},"
                            "{\"name\":\"new-image-model\"},{\"name\":\"\"},{},7,null]}",
                            bundledModels());
        QVERIFY(models.has_value());
        QCOMPARE(models->size(), 2);
        const auto& pro = models->at(0);
        QCOMPARE(pro.id, u"gemini-3-pro-image"_s);
        QCOMPARE(pro.displayName, u"Pro"_s);
        QCOMPARE(pro.inputTokenLimit, std::optional(65536));
        QCOMPARE(pro.outputTokenLimit, std::optional(32768));
        QCOMPARE(pro.maxTemperature, std::optional(2.0));
        QCOMPARE(pro.maxReferenceImages, std::optional(14));
        QVERIFY(!pro.bundled);
        QVERIFY(!models->at(1).outputsImages.has_value());
    }

    void whatIsNoListIsAnError_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"models\":[");
        QTest::newRow("another type") << QByteArray("{\"models\":{}}");
        QTest::newRow("a page") << QByteArray("<html>");
        QTest::newRow("deep") << QByteArray(100000, '[');
        QTest::newRow("an error") << QByteArray("{\"error\":{\"message\":\"no AIzaSyEXAMPLE-0123456789\"}}");
    }

    void whatIsNoListIsAnError()
    {
        QFETCH(QByteArray, json);
        const auto models = decodeModelList(json, {});
        QVERIFY(!models.has_value());
        QVERIFY(!models.error().message.isEmpty());
        QCOMPARE(models.error().code == Error::Code::Refused, json.contains("error"));
        QVERIFY(!models.error().detail.contains("EXAMPLE"_L1));
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestModelCatalogue)
#include "tst_modelcatalogue.moc"
