#include "tests/compare/comparedattempts.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"

#include "app/request/requestcodec.h"
#include "app/settings/settings.h"
#include "ui/compare/picturesdialog.h"
#include "ui/compare/restoredialog.h"
#include "ui/exchange/codedialog.h"
#include "ui/exchange/importdialog.h"
#include "ui/found/decodedialog.h"
#include "ui/report/reportdialog.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize smallScreen(960, 540); // 1920 × 1080 at 200 %
constexpr QSize narrow(560, 540);
constexpr int leastTarget = 16; // a box to tick with its words is the smallest

bool isScrolled(const QWidget* widget)
{
    for (const auto* up = widget->parentWidget(); up && !up->isWindow(); up = up->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(up))
            return true;
    }
    return false;
}

// What is cut off, or too small to hit or to read.
QStringList troubles(const QWidget& dialog)
{
    QStringList found;
    for (const auto* widget : dialog.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != &dialog || isScrolled(widget))
            continue;
        const QString name = QString::fromLatin1(widget->metaObject()->className()) + u' '
            + widget->objectName() + u' ' + widget->accessibleName();
        const QRect place(widget->mapTo(&dialog, QPoint()), widget->size());
        if (!dialog.rect().contains(place))
            found << name + u" leaves the window"_s;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const auto* label = qobject_cast<const QLabel*>(widget);
        const bool isTarget = button || qobject_cast<const QComboBox*>(widget);
        if (isTarget && (widget->height() < leastTarget || widget->width() < leastTarget))
            found << name + u" is too small to hit"_s;
        if (button && button->width() < button->minimumSizeHint().width())
            found << name + u" cuts off “"_s + button->text() + u'”';
        if (label && label->wordWrap() && label->heightForWidth(label->width()) > label->height())
            found << name + u" cuts off “"_s + label->text().left(40) + u'”';
    }
    return found;
}

Prompt longPrompt()
{
    Prompt prompt;
    prompt.model = u"gemini-3-pro-image-preview"_s;
    prompt.text = u"A watercolour of a lighthouse at dawn, seen from the harbour. "_s.repeated(12);
    prompt.systemInstruction = u"Answer with a picture and nothing else. "_s.repeated(4);
    prompt.generation.temperature = 0.7;
    return prompt;
}

} // namespace

// Each dialog on a small screen: on one of 1920 × 1080 at 200 % a window has 960 × 540.
class TestSmallDialogs final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everythingIsSeen_data();
    void everythingIsSeen();

private:
    std::unique_ptr<QDialog> make(const QString& name);
    std::unique_ptr<QDialog> makeReport();
    std::unique_ptr<QDialog> makeImport();

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
};

void TestSmallDialogs::init()
{
    test::strict();
    m_settings = std::make_unique<Settings>(m_folder.filePath(u"settings.ini"_s));
}

std::unique_ptr<QDialog> TestSmallDialogs::makeReport()
{
    ReportSubject subject;
    subject.all = {4, 6, 7};
    subject.chosen = {4, 6};
    subject.source = [](qint64 id, QObject* context, const auto& then) {
        QMetaObject::invokeMethod(
            context,
            [id, then] {
                then(id == 4 ? test::blockedPrompt() : id == 6 ? test::delivered() : test::withheldImage());
            },
            Qt::QueuedConnection);
    };
    return std::make_unique<ReportDialog>(subject, *m_settings, ReportFormat::Markdown);
}

std::unique_ptr<QDialog> TestSmallDialogs::makeImport()
{
    ImportPlace place;
    place.draft = longPrompt();
    place.backends = {{u"gemini"_s, u"Gemini API"_s}, {u"vertex"_s, u"Vertex AI in a project of my own"_s}};
    auto dialog = std::make_unique<ImportDialog>(place, *m_settings);
    QByteArray commands;
    for (const char* key :
         {"a-first-key-of-mine-0001", "a-second-key-of-mine-0002", "a-third-key-of-mine-0003"})
        commands +=
            QByteArray("curl https://generativelanguage.googleapis.com/v1beta/models/gemini-3.6-flash:"
                       "generateContent -H 'x-goog-api-key: ")
            + key + "' -d '" + R"({"contents":[{"parts":[{"text":"A lighthouse at dusk"}]}],"tools":[{}]})"
            + "'\n";
    dialog->readText(commands);
    return dialog;
}

std::unique_ptr<QDialog> TestSmallDialogs::make(const QString& name)
{
    if (name == u"report"_s)
        return makeReport();
    if (name == u"import"_s)
        return makeImport();
    if (name == u"code"_s) {
        const auto request = [] {
            CodeRequest made;
            made.model = longPrompt().model;
            made.body = encodeRequest(longPrompt());
            return made;
        };
        return std::make_unique<CodeDialog>(
            QList<CodeSource> {{u"The draft"_s, request, true}, {u"Attempt #7"_s, request, true}},
            *m_settings);
    }
    if (name == u"restore"_s)
        return std::make_unique<RestoreDialog>(u"#7"_s, test::delivered().prompt, longPrompt());
    if (name == u"pictures"_s) {
        const QByteArray picture = test::picture("PNG", {640, 360});
        return std::make_unique<PicturesDialog>(
            QList<NamedPicture> {{u"#4 · 13:54 · 3.6 s"_s, picture}, {u"#6 · 13:56 · 5.4 s"_s, picture}});
    }
    auto dialog = std::make_unique<DecodeDialog>(*m_settings);
    dialog->showDecoded({true,
                         u"The picture was blocked"_s,
                         u"The answer was stopped by a filter that no setting changes. "_s.repeated(4),
                         {u"Chunk 3 is not JSON."_s, u"The answer ended before its time."_s}});
    return dialog;
}

void TestSmallDialogs::everythingIsSeen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Appearance>("appearance");
    for (const auto& name : {u"report"_s, u"import"_s, u"code"_s, u"decode"_s, u"pictures"_s, u"restore"_s}) {
        QTest::addRow("%s on a small screen", qPrintable(name)) << name << smallScreen << Appearance::Light;
        QTest::addRow("%s, narrow and dark", qPrintable(name)) << name << narrow << Appearance::Dark;
    }
}

void TestSmallDialogs::everythingIsSeen()
{
    QFETCH(const QString, name);
    QFETCH(const QSize, size);
    QFETCH(const Appearance, appearance);
    applyTheme(*qApp, appearance);
    const auto dialog = make(name);
    dialog->resize(size);
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    if (auto* report = qobject_cast<ReportDialog*>(dialog.get())) {
        QSignalSpy previewed(report, &ReportDialog::previewed);
        QTRY_VERIFY(!previewed.isEmpty());
    }
    if (name == u"import"_s)
        QTRY_COMPARE(dialog->findChildren<QCheckBox*>().size(), 3);
    if (name == u"restore"_s) {
        QTRY_VERIFY(dialog->findChild<QWidget*>(u"promptDiff"_s));
        QTRY_VERIFY(dialog->findChild<QWidget*>(u"promptDiff"_s)->isVisible());
    }
    dialog->resize(size); // what was found may have asked for more
    QCoreApplication::sendPostedEvents();
    const QSize least = dialog->minimumSizeHint();
    QVERIFY2(least.width() <= smallScreen.width() && least.height() <= smallScreen.height(),
             qPrintable(u"needs %1 × %2"_s.arg(least.width()).arg(least.height())));
    const QString picture = u"small-%1-%2"_s.arg(name, QString::number(size.width()));
    QTRY_COMPARE(troubles(*dialog).join(u'\n'), QString());
    QVERIFY(test::colorsIn(test::pictureOf(dialog.get(), picture)) >= 6);
}

QTEST_MAIN(TestSmallDialogs)
#include "tst_smalldialogs.moc"
