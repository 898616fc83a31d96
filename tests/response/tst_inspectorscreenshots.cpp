#include "app/base/workers.h"
#include "app/settings/settings.h"
#include "tests/response/sampleattempts.h"
#include "tests/support/strict.h"
#include "ui/response/responsepanel.h"
#include "ui/theme/theme.h"
#include "ui/view/imageview.h"

#include <QApplication>
#include <QDir>
#include <QSet>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace safelight {

// Draws the inspector for each kind of answer and checks that it was painted; with SAFELIGHT_SCREENSHOTS set
// to a folder the pictures are kept there.
class tst_InspectorScreenshots : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void cleanup() { applyTheme(*qApp, Appearance::Light); }

    void painted_data();
    void painted();
};

namespace {

constexpr std::array tabNames {"result", "ratings", "tokens", "fields", "request", "raw"};

Attempt blockedPicture()
{
    Attempt attempt = test::sampleAttempt(u"image-safety.json"_s);
    attempt.prompt.safety = {};
    for (const auto category : adjustableCategories)
        attempt.prompt.safety.setThreshold(category, BlockThreshold::OnlyHigh);
    return attempt;
}

Attempt deliveredPicture()
{
    Attempt attempt =
        test::deliveredAttempt({test::pngBytes({512, 384}, QColor(90, 90, 140), QColor(60, 60, 90)),
                                test::pngBytes({512, 384}, QColor(150, 120, 140), QColor(60, 90, 90)),
                                test::pngBytes({1376, 768}, QColor(226, 163, 96), QColor(106, 148, 94))},
                               u"Here is the **jacket** on the woman in the park."_s);
    attempt.simulated = true;
    return attempt;
}

Attempt withThoughts()
{
    Attempt attempt = test::deliveredAttempt(
        {},
        u"# Three ideas\n\nA jacket in an *autumn park*:\n\n1. Flat lay\n2. On a hanger\n3. On a model\n\n```\ncode\n```\n\n> And a quote with a [link](https://example.org)."_s);
    Part thought;
    thought.thought = true;
    thought.text = u"First I look at the jacket. Then at the park."_s;
    attempt.response.candidates[0].parts.prepend(thought);
    return attempt;
}

Attempt streaming()
{
    Attempt attempt = test::deliveredAttempt({}, u"The answer begins here and grows"_s);
    attempt.state = AttemptState::Sending;
    attempt.seconds = 1.2;
    return attempt;
}

Attempt named(const QByteArray& name)
{
    if (name == "image-safety")
        return blockedPicture();
    if (name == "delivered-image")
        return deliveredPicture();
    if (name == "thoughts")
        return withThoughts();
    if (name == "streaming")
        return streaming();
    const QDir samples(QStringLiteral(SAFELIGHT_TEST_DATA "/samples"));
    const auto found = samples.entryList({QString::fromLatin1(name) + u".*"_s});
    return test::sampleAttempt(found.value(0),
                               name.startsWith("error-429")   ? 429
                                   : name.startsWith("error") ? 404
                                                              : 200);
}

int colours(const QImage& image)
{
    QSet<QRgb> found;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            found << image.pixel(x, y);
    }
    return static_cast<int>(found.size());
}

void keep(const QImage& image, const QString& name)
{
    const QString folder = qEnvironmentVariable("SAFELIGHT_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QVERIFY(image.save(folder + u'/' + name + u".png"_s));
}

} // namespace

void tst_InspectorScreenshots::painted_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("appearance");
    QTest::addColumn<QSize>("size");
    const auto add = [](const char* name, Appearance appearance, QSize size) {
        QTest::addRow("%s %s %dx%d", name, appearance == Appearance::Dark ? "dark" : "light", size.width(),
                      size.height())
            << QByteArray(name) << int(appearance) << size;
    };
    for (const char* name :
         {"image-safety", "prompt-blocked-safety", "stop-text", "delivered-image", "error-429-retry",
          "response-safety-partway", "max-tokens-no-text", "vertex-scores", "unknown-enums", "two-candidates",
          "thoughts", "streaming", "stream-cut", "error-page", "empty"})
        add(name, Appearance::Light, {690, 755});
    for (const char* name : {"image-safety", "prompt-blocked-safety", "delivered-image"})
        add(name, Appearance::Dark, {1100, 900});
    add("image-safety", Appearance::Light, {360, 800});
    add("image-safety", Appearance::HighContrast, {690, 755});
}

void tst_InspectorScreenshots::painted()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, appearance);
    QFETCH(QSize, size);
    applyTheme(*qApp, Appearance(appearance));
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"s.ini"_s));
    ResponsePanel panel(settings);
    panel.resize(size);
    panel.show();
    panel.showAttempt(named(answer));
    auto* tabs = panel.findChild<QTabBar*>();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        // What is read in the background has arrived.
        QTRY_VERIFY(workers().activeThreadCount() == 0);
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QImage image = panel.grab().toImage();
        QVERIFY2(colours(image) > 6, tabNames.at(std::size_t(tab)));
        keep(image,
             QString::fromLatin1(answer) + u'-' + QString::number(appearance) + u'-'
                 + QString::number(size.width()) + u'-' + QString::fromLatin1(tabNames.at(std::size_t(tab))));
    }
}

} // namespace safelight

QTEST_MAIN(safelight::tst_InspectorScreenshots)
#include "tst_inspectorscreenshots.moc"
