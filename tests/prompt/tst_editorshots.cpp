#include "app/cost/estimate.h"
#include "app/prompt/imageintake.h"
#include "app/prompt/promptdocument.h"
#include "app/request/requestcodec.h"
#include "app/settings/settings.h"
#include "tests/support/pictures.h"
#include "tests/support/strict.h"
#include "ui/prompt/editorpanel.h"
#include "ui/prompt/imagelistmodel.h"
#include "ui/prompt/imagelistview.h"
#include "ui/safety/thresholdpanel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

SafetyRating rating(HarmCategory category, HarmProbability probability)
{
    SafetyRating rating;
    rating.category = category;
    rating.probability = probability;
    return rating;
}

ReferenceImage image(const QString& name, QSize size, const QColor& from)
{
    return *makeReferenceImage(test::encoded(test::gradient(size, from), "PNG"), name);
}

Prompt conversation()
{
    return decodeRequest(R"({"contents":[{"role":"user","parts":[{"text":"Draw a cat on a red sofa"}]},
  {"role":"model","parts":[{"text":"Here it is, with a lamp beside it that I thought would go well with the sofa."},
    {"functionCall":{},"thoughtSignature":"c2ln"}]},
  {"role":"user","parts":[{"text":"Make it blue, and turn the lamp off."}]}],
  "tools":[{"googleSearch":{}},{"codeExecution":{}}],
  "generationConfig":{"responseSchema":{"type":"STRING"},"temperature":0.70},
  "labels":{"team":"studio"}})")
        ->prompt;
}

Prompt example(int pictures)
{
    if (pictures < 0)
        return conversation();
    Prompt prompt;
    prompt.text = u"Put this jacket on the woman in the second picture, walking through a park in autumn."_s;
    const QList<QColor> colors {Qt::darkCyan, Qt::darkYellow, Qt::darkMagenta, Qt::darkGreen};
    for (int i = 0; i < pictures; ++i)
        prompt.images << image(i == 0 ? u"jacket.png"_s : u"woman-in-the-park-%1.png"_s.arg(i),
                               {640 + 10 * i, 480}, colors.at(i % colors.size()));
    for (const auto category : adjustableCategories)
        prompt.safety.setThreshold(category, BlockThreshold::OnlyHigh);
    prompt.safety.setThreshold(HarmCategory::HateSpeech, {});
    prompt.safety.setThreshold(HarmCategory::DangerousContent, BlockThreshold::MediumAndAbove);
    prompt.generation.temperature = 0.7;
    prompt.generation.thinkingLevel = u"low"_s;
    prompt.generation.stopSequences = {u"END"_s};
    return prompt;
}

} // namespace

// Paints the editor column in every appearance and checks that it is painted. With SAFELIGHT_SCREENSHOTS set
// to a folder the pictures are kept there.
class tst_EditorShots : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void painted_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::addColumn<int>("pictures");
        QTest::addColumn<int>("tab");
        QTest::addRow("light") << Appearance::Light << 1 << 0;
        QTest::addRow("dark") << Appearance::Dark << 2 << 0;
        QTest::addRow("contrast") << Appearance::HighContrast << 1 << 0;
        QTest::addRow("empty") << Appearance::Light << 0 << 1;
        QTest::addRow("many") << Appearance::Light << 14 << 0;
        QTest::addRow("generation") << Appearance::Light << 1 << 2;
        QTest::addRow("generation-dark") << Appearance::Dark << 1 << 2;
        QTest::addRow("whole") << Appearance::Light << -1 << 0;
        QTest::addRow("whole-dark") << Appearance::Dark << -1 << 0;
        QTest::addRow("json") << Appearance::Light << -1 << 3;
        QTest::addRow("json-dark") << Appearance::Dark << -1 << 3;
    }

    void painted()
    {
        QFETCH(const Appearance, appearance);
        QFETCH(const int, pictures);
        QFETCH(const int, tab);
        applyTheme(*qApp, appearance);
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        PromptDocument document;
        document.load(example(pictures));
        QWidget column;
        column.setBackgroundRole(QPalette::Base);
        column.setAutoFillBackground(true);
        auto* editor = new EditorPanel(document, settings);
        auto* thresholds = new ThresholdPanel(document);
        auto* layout = new QVBoxLayout(&column);
        layout->setContentsMargins(1, 1, 1, 1);
        layout->setSpacing(0);
        layout->addWidget(editor, 1);
        layout->addWidget(thresholds);
        thresholds->setMeasured({rating(HarmCategory::Harassment, HarmProbability::Negligible),
                                 rating(HarmCategory::HateSpeech, HarmProbability::High),
                                 rating(HarmCategory::SexuallyExplicit, HarmProbability::Medium),
                                 rating(HarmCategory::DangerousContent, HarmProbability::Low)});
        Estimate estimate;
        estimate.textTokens = 1218;
        estimate.imageTokens = {258 * pictures, 1120 * pictures};
        estimate.input = {1218 + 258 * pictures, 1218 + 1120 * pictures};
        estimate.low = 0.1356;
        estimate.high = 0.1473;
        editor->setEstimate(estimate);
        editor->findChild<QTabBar*>()->setCurrentIndex(tab);
        column.resize(380, 750);
        column.show();
        auto* tiles = editor->findChild<ImageListView*>()->model();
        if (pictures > 0)
            QTRY_VERIFY(
                !tiles->index(pictures - 1, 0).data(ImageListModel::ThumbnailRole).value<QImage>().isNull());
        const QPixmap shot = column.grab();
        QCOMPARE(column.size(), QSize(380, 750)); // it fits: nothing forces the column wider or higher
        QSet<QRgb> colors;
        const QImage pixels = shot.toImage();
        for (int y = 0; y < pixels.height(); y += 3) {
            for (int x = 0; x < pixels.width(); x += 3)
                colors << pixels.pixel(x, y);
        }
        QVERIFY(colors.size() > 50);
        const QString target = qEnvironmentVariable("SAFELIGHT_SCREENSHOTS");
        if (!target.isEmpty())
            QVERIFY(shot.save(
                QDir(target).filePath(u"editor-%1-%2x.png"_s.arg(QLatin1StringView(QTest::currentDataTag()))
                                          .arg(column.devicePixelRatioF()))));
    }
};

QTEST_MAIN(tst_EditorShots)
#include "tst_editorshots.moc"
