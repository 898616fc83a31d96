#include "tests/support/screenshot.h"
#include "tests/support/strict.h"

#include "app/request/requestcodec.h"
#include "app/settings/settings.h"
#include "ui/base/diffview.h"
#include "ui/base/pasteedit.h"
#include "ui/exchange/codedialog.h"
#include "ui/exchange/importdialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QString url =
    u"https://generativelanguage.googleapis.com/v1beta/models/gemini-3.6-flash:generateContent"_s;

Prompt samplePrompt()
{
    Prompt prompt;
    prompt.model = u"gemini-3-pro-image"_s;
    prompt.text = u"A watercolour of a lighthouse at dawn.\nNo people in it."_s;
    prompt.systemInstruction = u"Answer with a picture."_s;
    prompt.safety.setThreshold(HarmCategory::DangerousContent, BlockThreshold::OnlyHigh);
    prompt.generation.temperature = 0.7;
    ReferenceImage image;
    image.mimeType = u"image/png"_s;
    image.bytes = "not really a picture";
    prompt.images = {image};
    return prompt;
}

CodeRequest sampleRequest(const Prompt& prompt)
{
    CodeRequest request;
    request.model = prompt.model;
    request.body = encodeRequest(prompt);
    request.baseUrl = QUrl(u"http://127.0.0.1:8080"_s);
    return request;
}

QPushButton* button(const QWidget& dialog, const QString& text)
{
    const auto buttons = dialog.findChildren<QPushButton*>();
    for (auto* candidate : buttons) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

bool shows(const QWidget& dialog, const QString& text)
{
    const auto labels = dialog.findChildren<QLabel*>();
    return std::ranges::any_of(
        labels, [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

QString codeIn(const QWidget& dialog)
{
    return dialog.findChild<QPlainTextEdit*>()->toPlainText();
}

} // namespace

// "Get code" and "Import…", each by itself.
class TestDialogs final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void eachLanguageIsShownAndCopied_data();
    void eachLanguageIsShownAndCopied();
    void simulatorIsAskedOnlyOnRequest();
    void savedWithItsPictures();
    void otherFilesAreNotOverwrittenUnasked();
    void requestShowsWhatItChanges();
    void whatIsOpenAndMendedIsSaidPerCall();
    void keyIsDroppedUnlessAskedFor_data();
    void keyIsDroppedUnlessAskedFor();
    void eachOfSeveralKeysIsKeptOrDropped();
    void severalCallsAreChosenFrom();
    void answerAloneIsKept();
    void badInputIsSaid();
    void commandFileReadsFileBesideIt();
    void pastedCommandReadsOnlyChosenFiles();

private:
    std::unique_ptr<CodeDialog> openCode(bool simulated = true);
    std::unique_ptr<ImportDialog> openImport();
    void chooseFile(const QWidget& dialog, const QString& path);

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
};

void TestDialogs::init()
{
    test::strict();
    applyTheme(*qApp, Appearance::Light);
    m_settings = std::make_unique<Settings>(m_folder.filePath(u"settings.ini"_s));
}

std::unique_ptr<CodeDialog> TestDialogs::openCode(bool simulated)
{
    const CodeSource draft {u"The draft"_s, [] { return sampleRequest(samplePrompt()); }, simulated};
    const CodeSource attempt {u"Attempt #7"_s,
                              [] {
                                  Prompt prompt;
                                  prompt.model = u"gemini-x"_s;
                                  prompt.text = u"Hi"_s;
                                  return sampleRequest(prompt);
                              },
                              false};
    auto dialog = std::make_unique<CodeDialog>(QList {draft, attempt}, *m_settings);
    dialog->open();
    return dialog;
}

std::unique_ptr<ImportDialog> TestDialogs::openImport()
{
    ImportPlace place;
    place.draft = samplePrompt();
    place.backends = {{u"gemini"_s, u"Gemini API"_s}};
    auto dialog = std::make_unique<ImportDialog>(place, *m_settings);
    dialog->open();
    return dialog;
}

void TestDialogs::chooseFile(const QWidget& dialog, const QString& path)
{
    QFileDialog* files = nullptr;
    QTRY_VERIFY(files = dialog.findChild<QFileDialog*>());
    files->setOption(QFileDialog::DontUseNativeDialog);
    files->findChild<QLineEdit*>()->setText(path);
    if (files->fileMode() == QFileDialog::ExistingFiles)
        emit files->filesSelected({path});
    else
        emit files->fileSelected(path);
    files->close();
}

void TestDialogs::eachLanguageIsShownAndCopied_data()
{
    QTest::addColumn<CodeTarget>("target");
    QTest::addColumn<QString>("part");
    QTest::newRow("Python") << CodeTarget::Python << u"types.SafetySetting("_s;
    QTest::newRow("Python, older") << CodeTarget::PythonLegacy << u"google.generativeai"_s;
    QTest::newRow("JavaScript") << CodeTarget::JavaScript << u"new GoogleGenAI("_s;
    QTest::newRow("cURL") << CodeTarget::Curl << u"curl --silent"_s;
    QTest::newRow("promptfoo") << CodeTarget::Promptfoo << u"google:gemini-3-pro-image"_s;
}

void TestDialogs::eachLanguageIsShownAndCopied()
{
    QFETCH(const CodeTarget, target);
    QFETCH(const QString, part);
    const auto dialog = openCode();
    dialog->setTarget(target);
    QTRY_VERIFY(codeIn(*dialog).contains(part));
    QVERIFY(codeIn(*dialog).contains(u"GEMINI_API_KEY"_s));
    QVERIFY(shows(*dialog, target == CodeTarget::Promptfoo ? u"promptfoo-prompt.json"_s : u"input-1.png"_s));
    QTest::mouseClick(button(*dialog, u"Copy"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), codeIn(*dialog));
    QVERIFY(test::colorsIn(test::pictureOf(dialog.get(), u"code-"_s + codeTargetName(target))) >= 8);
    applyTheme(*qApp, Appearance::Dark);
    QTRY_VERIFY(isDark(dialog->palette()));
    QVERIFY(test::colorsIn(test::pictureOf(dialog.get(), u"code-dark-"_s + codeTargetName(target))) >= 8);
    dialog->setSource(1);
    QTRY_VERIFY(codeIn(*dialog).contains(u"gemini-x"_s));
}

void TestDialogs::simulatorIsAskedOnlyOnRequest()
{
    const auto dialog = openCode();
    QTRY_VERIFY(codeIn(*dialog).contains(u"genai.Client("_s));
    QVERIFY(!codeIn(*dialog).contains(u"127.0.0.1"_s));
    for (auto* choice : dialog->findChildren<QComboBox*>()) {
        if (choice->findText(u"Asks the simulator"_s) == 1)
            choice->setCurrentIndex(1);
    }
    QTRY_VERIFY(codeIn(*dialog).contains(u"base_url=\"http://127.0.0.1:8080\""_s));
}

void TestDialogs::savedWithItsPictures()
{
    const auto dialog = openCode();
    QTRY_VERIFY(button(*dialog, u"Save…"_s)->isEnabled());
    QTest::mouseClick(button(*dialog, u"Save…"_s), Qt::LeftButton);
    QTemporaryDir place;
    chooseFile(*dialog, place.filePath(u"mine.py"_s));
    QTRY_VERIFY(shows(*dialog, u"Saved as"_s));
    QFile picture(place.filePath(u"input-1.png"_s));
    QVERIFY(picture.open(QIODevice::ReadOnly));
    QCOMPARE(picture.readAll(), "not really a picture");
    QFile code(place.filePath(u"mine.py"_s));
    QVERIFY(code.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(code.readAll()), codeIn(*dialog));
}

void TestDialogs::otherFilesAreNotOverwrittenUnasked()
{
    QTemporaryDir place;
    QFile other(place.filePath(u"input-1.png"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("mine");
    other.close();
    const auto dialog = openCode();
    for (const bool replace : {false, true}) {
        QTRY_VERIFY(button(*dialog, u"Save…"_s)->isEnabled());
        QTest::mouseClick(button(*dialog, u"Save…"_s), Qt::LeftButton);
        chooseFile(*dialog, place.filePath(u"mine.py"_s));
        QMessageBox* question = nullptr;
        QTRY_VERIFY(question = dialog->findChild<QMessageBox*>());
        QVERIFY(question->text().contains(u"input-1.png"_s));
        QVERIFY(!QFile::exists(place.filePath(u"mine.py"_s)));
        if (!replace) {
            question->button(QMessageBox::Cancel)->click();
            QTRY_VERIFY(!dialog->findChild<QMessageBox*>());
            continue;
        }
        button(*question, u"Replace them"_s)->click();
        QTRY_VERIFY(shows(*dialog, u"Saved as"_s));
        QVERIFY(other.open(QIODevice::ReadOnly));
        QCOMPARE(other.readAll(), "not really a picture");
    }
}

void TestDialogs::requestShowsWhatItChanges()
{
    const auto dialog = openImport();
    QSignalSpy chosen(dialog.get(), &ImportDialog::requestChosen);
    QVERIFY(!button(*dialog, u"Put into the editor"_s)->isEnabled());
    const QString command =
        u"curl '%1' -d '{\"contents\":[{\"parts\":[{\"text\":\"A lighthouse at <b>dusk</b>.\"}]}],\"tools\":[{}],\"generationConfig\":{\"temperature\":1}}'"_s
            .arg(url);
    QGuiApplication::clipboard()->setText(command);
    QTest::keyClick(dialog->findChild<PasteEdit*>(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(button(*dialog, u"Put into the editor"_s)->isEnabled());
    QTRY_VERIFY(shows(*dialog, u"Temperature: 1 instead of 0.7"_s));
    QVERIFY(shows(*dialog, u"gemini-3.6-flash"_s));
    QVERIFY(shows(*dialog, u"Sent along, though the editor does not show it: tools[0]"_s));
    QVERIFY(shows(*dialog, u"It went to generativelanguage.googleapis.com"_s));
    QVERIFY(dialog->findChild<DiffView*>()->toPlainText().contains(u"<b>dusk</b>"_s));
    QVERIFY(test::colorsIn(test::pictureOf(dialog.get(), u"import-curl"_s)) >= 8);
    QVERIFY(!dialog->findChild<QCheckBox*>());
    QTest::mouseClick(button(*dialog, u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<CallRequest>().prompt.text, u"A lighthouse at <b>dusk</b>."_s);
    QVERIFY(!dialog->isVisible());
}

void TestDialogs::whatIsOpenAndMendedIsSaidPerCall()
{
    const auto dialog = openImport();
    dialog->readText(
        (u"curl '%1' -d '{\"contents\":[],}'\ncurl '%1' -d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"$WHAT\\\"}]}]}\""_s
             .arg(url))
            .toUtf8());
    auto* list = dialog->findChild<QListWidget*>();
    QTRY_COMPARE(list->count(), 2);
    QVERIFY(shows(*dialog, u"Read as strict JSON: without trailing commas"_s));
    QVERIFY(!shows(*dialog, u"$WHAT"_s));
    list->setCurrentRow(1);
    QVERIFY(shows(*dialog, u"Fill in “$WHAT”: the command takes it from the environment."_s));
    QVERIFY(!shows(*dialog, u"strict JSON"_s));
    QVERIFY(test::colorsIn(test::pictureOf(dialog.get(), u"import-blanks"_s)) >= 8);
}

void TestDialogs::keyIsDroppedUnlessAskedFor_data()
{
    QTest::addColumn<bool>("asked");
    QTest::newRow("dropped") << false;
    QTest::newRow("asked for") << true;
}

void TestDialogs::keyIsDroppedUnlessAskedFor()
{
    QFETCH(const bool, asked);
    const auto dialog = openImport();
    QSignalSpy keys(dialog.get(), &ImportDialog::keyChosen);
    dialog->readText(
        u"curl '%1' -H 'x-goog-api-key: some-key-123456' -d '{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}'"_s
            .arg(url)
            .toUtf8());
    QTRY_VERIFY(dialog->findChild<QCheckBox*>());
    QTRY_VERIFY(dialog->findChild<QCheckBox*>()->isVisible());
    QVERIFY(!dialog->findChild<QCheckBox*>()->isChecked());
    dialog->findChild<QCheckBox*>()->setChecked(asked);
    QTest::mouseClick(button(*dialog, u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(keys.size(), asked ? 1 : 0);
    if (asked) {
        QCOMPARE(keys.first().first().toString(), u"gemini"_s);
        QCOMPARE(keys.first().last().value<Secret>().reveal(), "some-key-123456");
    }
}

void TestDialogs::eachOfSeveralKeysIsKeptOrDropped()
{
    const QByteArray first = "a-first-key-of-mine-0001";
    const QByteArray second = "a-second-key-of-mine-0002";
    QByteArray commands;
    for (const QByteArray& key : {first, second, QByteArray("short")})
        commands += "curl " + url.toUtf8() + " -H 'x-goog-api-key: " + key
            + R"(' -d '{"contents":[{"parts":[{"text":"Hi"}]}]}')" + "\n";
    ImportPlace place;
    place.backends = {{u"gemini"_s, u"Gemini API"_s}, {u"vertex"_s, u"Vertex AI"_s}};
    ImportDialog dialog(place, *m_settings);
    QSignalSpy keys(&dialog, &ImportDialog::keyChosen);
    dialog.open();
    dialog.readText(commands);
    const auto boxes = [&] { return dialog.findChildren<QCheckBox*>(); };
    QTRY_COMPARE(boxes().size(), 3);
    QVERIFY(boxes().at(0)->text().contains(u"“…0001”"_s));
    QVERIFY(boxes().at(1)->text().contains(u"“…0002”"_s));
    QVERIFY(!boxes().at(2)->text().contains(u"short"_s));
    QVERIFY(test::colorsIn(test::pictureOf(&dialog, u"import-keys"_s)) >= 8);
    boxes().at(0)->setChecked(true);
    boxes().at(1)->setChecked(true); // a back end has one key
    QVERIFY(!boxes().at(0)->isChecked());
    boxes().at(1)->parentWidget()->findChild<QComboBox*>()->setCurrentIndex(1);
    boxes().at(0)->setChecked(true);
    QVERIFY(boxes().at(1)->isChecked());
    QTest::mouseClick(button(dialog, u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys.at(0).first().toString(), u"gemini"_s);
    QCOMPARE(keys.at(0).last().value<Secret>().reveal(), first);
    QCOMPARE(keys.at(1).first().toString(), u"vertex"_s);
    QCOMPARE(keys.at(1).last().value<Secret>().reveal(), second);
}

void TestDialogs::severalCallsAreChosenFrom()
{
    const auto dialog = openImport();
    QSignalSpy kept(dialog.get(), &ImportDialog::callsChosen);
    QSignalSpy edited(dialog.get(), &ImportDialog::requestChosen);
    QByteArray attempts;
    for (int i = 1; i <= 3; ++i)
        attempts += QByteArray(i > 1 ? "," : "") + R"({"number":)" + QByteArray::number(i)
            + R"(,"request":{"model":"m","text":"Prompt )" + QByteArray::number(i)
            + R"("},"answer":{"raw":"{\"candidates\":[]}"}})";
    dialog->readText(R"({"schema":"safelight.report/1","attempts":[)" + attempts + "]}");
    auto* list = dialog->findChild<QListWidget*>();
    QTRY_COMPARE(list->count(), 3);
    QVERIFY(shows(*dialog, u"3 attempt(s) from a session report"_s));
    QVERIFY(test::colorsIn(test::pictureOf(dialog.get(), u"import-report"_s)) >= 8);
    list->clearSelection();
    list->setCurrentRow(1);
    list->item(2)->setSelected(true);
    QTest::mouseClick(button(*dialog, u"Keep 2 attempt(s)"_s), Qt::LeftButton);
    QCOMPARE(kept.size(), 1);
    const auto calls = kept.first().first().value<QList<RecordedCall>>();
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls.first().label, u"#2"_s);
    QVERIFY(edited.isEmpty());
}

void TestDialogs::answerAloneIsKept()
{
    const auto dialog = openImport();
    QSignalSpy kept(dialog.get(), &ImportDialog::callsChosen);
    dialog->readText(R"({"promptFeedback":{"blockReason":"SAFETY"}})");
    QTRY_VERIFY(button(*dialog, u"Keep as an attempt"_s)->isEnabled());
    QVERIFY(!button(*dialog, u"Put into the editor"_s)->isVisible());
    QTest::mouseClick(button(*dialog, u"Keep as an attempt"_s), Qt::LeftButton);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().last().toString(), u"dropped text"_s);
}

void TestDialogs::badInputIsSaid()
{
    const auto dialog = openImport();
    dialog->readText("curl https://example.com -d '{}'");
    QTRY_VERIFY(shows(*dialog, u"not that of a call to generateContent"_s));
    QVERIFY(!button(*dialog, u"Put into the editor"_s)->isEnabled());
    QVERIFY(!button(*dialog, u"Keep as an attempt"_s)->isEnabled());
    dialog->readFile(m_folder.filePath(u"gone.har"_s));
    QTRY_VERIFY(shows(*dialog, u"gone.har"_s));
    QVERIFY(!button(*dialog, u"Keep as an attempt"_s)->isEnabled());
}

void TestDialogs::commandFileReadsFileBesideIt()
{
    const auto write = [this](const QString& name, const QByteArray& bytes) {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    write(u"body.json"_s, R"({"contents":[{"parts":[{"text":"Beside"}]}]})");
    write(u"call.sh"_s, "curl " + url.toUtf8() + " --data @body.json\n");
    const auto dialog = openImport();
    QSignalSpy chosen(dialog.get(), &ImportDialog::requestChosen);
    dialog->readFile(m_folder.filePath(u"call.sh"_s));
    QTRY_VERIFY(button(*dialog, u"Put into the editor"_s)->isEnabled());
    QTest::mouseClick(button(*dialog, u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(chosen.first().first().value<CallRequest>().prompt.text, u"Beside"_s);
}

void TestDialogs::pastedCommandReadsOnlyChosenFiles()
{
    QFile file(m_folder.filePath(u"named.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"contents":[{"parts":[{"text":"Chosen"}]}]})");
    file.close();
    const auto dialog = openImport();
    QSignalSpy chosen(dialog.get(), &ImportDialog::requestChosen);
    dialog->readText("curl " + url.toUtf8() + " --data @" + file.fileName().toUtf8());
    QTRY_VERIFY(shows(*dialog, u"named.json"_s));
    QVERIFY(!button(*dialog, u"Put into the editor"_s)->isEnabled());
    QTest::mouseClick(button(*dialog, u"Choose Files…"_s), Qt::LeftButton);
    chooseFile(*dialog, file.fileName());
    QTRY_VERIFY(button(*dialog, u"Put into the editor"_s)->isEnabled());
    QVERIFY(!button(*dialog, u"Choose Files…"_s)->isVisible());
    QTest::mouseClick(button(*dialog, u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(chosen.first().first().value<CallRequest>().prompt.text, u"Chosen"_s);
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
