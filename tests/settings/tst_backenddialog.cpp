#include "ui/settings/backenddialog.h"

#include "app/backends/backendtables.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class BackendDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void showsTheProfileAndNoKey();
    void saysWhatIsWrongWithTheAddress_data();
    void saysWhatIsWrongWithTheAddress();
    void takesAnAddressAsTyped_data();
    void takesAnAddressAsTyped();
    void takesANewKey();
    void refusesAKeyThatCannotTravel();
    void removesTheStoredKeyAndThinksAgain();
    void leavesTheKeyAloneOtherwise();
    void endsByKeyboard();
    void hasNothingToEditForTheSimulator();
    void namesItsFieldsAloud();
    void looksRightInEveryTheme_data();
    void looksRightInEveryTheme();

private:
    void open(bool hasKey, const Backend& profile = builtInBackends().at(1).backend);
    QLineEdit* url() const { return m_dialog->findChild<QLineEdit*>(u"baseUrl"_s); }
    QLineEdit* key() const { return m_dialog->findChild<QLineEdit*>(u"key"_s); }
    QPushButton* removal() const { return m_dialog->findChild<QPushButton*>(u"removeKey"_s); }
    QPushButton* ok() const { return m_dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok); }

    std::unique_ptr<BackendDialog> m_dialog;
};

void BackendDialogTest::init()
{
    test::strict();
    applyTheme(*qApp, Appearance::Light);
}

void BackendDialogTest::open(bool hasKey, const Backend& profile)
{
    m_dialog = std::make_unique<BackendDialog>(profile, hasKey);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void BackendDialogTest::showsTheProfileAndNoKey()
{
    open(true);
    QCOMPARE(m_dialog->windowTitle(), u"Gemini API"_s);
    QCOMPARE(url()->text(), u"https://generativelanguage.googleapis.com"_s);
    QVERIFY(key()->text().isEmpty());
    QCOMPARE(key()->echoMode(), QLineEdit::Password);
    QVERIFY(key()->placeholderText().startsWith("A key is stored"_L1));
    QVERIFY(ok()->isEnabled());
    open(false);
    QCOMPARE(key()->placeholderText(), u"No key is stored"_s);
    QVERIFY(!removal());
}

void BackendDialogTest::saysWhatIsWrongWithTheAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << u""_s << u"no address"_s;
    QTest::newRow("spaces") << u"   "_s << u"no address"_s;
    QTest::newRow("no scheme") << u"service.example"_s << u"https://"_s;
    QTest::newRow("another scheme") << u"ftp://service.example"_s << u"https://"_s;
    QTest::newRow("plain http") << u"http://service.example"_s << u"Plain http"_s;
    QTest::newRow("a key in it") << u"https://service.example/?key=abc"_s << u"the key has its own field"_s;
    QTest::newRow("a user in it") << u"https://me:pw@service.example"_s << u"user name"_s;
    QTest::newRow("broken") << u"https://[::1"_s << u"not a web address"_s;
    QTest::newRow("no host") << u"https:///path"_s << u"."_s;
}

void BackendDialogTest::saysWhatIsWrongWithTheAddress()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    open(false);
    auto* note = m_dialog->findChild<QLabel*>(u"baseUrlNote"_s);
    QVERIFY(!note->isVisible());
    url()->setText(text);
    QVERIFY(note->isVisible());
    QVERIFY2(note->text().contains(words), qPrintable(note->text()));
    QCOMPARE(url()->accessibleDescription(), note->text());
    QVERIFY(!ok()->isEnabled());
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QTest::keyClick(url(), Qt::Key_Return);
    QCOMPARE(accepted.count(), 0);
    url()->setText(u"https://service.example"_s);
    QVERIFY(!note->isVisible());
    QVERIFY(ok()->isEnabled());
}

void BackendDialogTest::takesAnAddressAsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QUrl>("expected");
    QTest::newRow("a proxy") << u"https://proxy.example:8443/gemini"_s
                             << QUrl(u"https://proxy.example:8443/gemini"_s);
    QTest::newRow("with spaces and slashes around")
        << u"  https://proxy.example//  "_s << QUrl(u"https://proxy.example"_s);
    QTest::newRow("this computer") << u"http://127.0.0.1:8080"_s << QUrl(u"http://127.0.0.1:8080"_s);
    QTest::newRow("this computer by name") << u"http://localhost:8080/"_s << QUrl(u"http://localhost:8080"_s);
}

void BackendDialogTest::takesAnAddressAsTyped()
{
    QFETCH(QString, text);
    QFETCH(QUrl, expected);
    open(false);
    url()->setText(text);
    QVERIFY(ok()->isEnabled());
    QCOMPARE(m_dialog->edit().baseUrl, expected);
}

void BackendDialogTest::takesANewKey()
{
    open(true);
    QTest::keyClicks(key(), u" AQ.new-key_1 "_s);
    QVERIFY(!removal()->isEnabled()); // a new one replaces it
    const BackendEdit edit = m_dialog->edit();
    QVERIFY(edit.keyChanged);
    QVERIFY(edit.key == Secret("AQ.new-key_1"));
}

void BackendDialogTest::refusesAKeyThatCannotTravel()
{
    open(false);
    key()->setText(u"two words"_s);
    QVERIFY(!ok()->isEnabled());
    QVERIFY(m_dialog->findChild<QLabel*>(u"keyNote"_s)->isVisible());
    key()->setText(u"schlüssel"_s);
    QVERIFY(!ok()->isEnabled());
    key()->setText(u"key"_s);
    QVERIFY(ok()->isEnabled());
}

void BackendDialogTest::removesTheStoredKeyAndThinksAgain()
{
    open(true);
    QTest::mouseClick(removal(), Qt::LeftButton);
    QVERIFY(m_dialog->edit().keyChanged);
    QVERIFY(m_dialog->edit().key.isEmpty());
    QVERIFY(key()->placeholderText().contains("will be removed"_L1));
    QTest::mouseClick(removal(), Qt::LeftButton);
    QVERIFY(!m_dialog->edit().keyChanged);
    QTest::mouseClick(removal(), Qt::LeftButton);
    QTest::keyClicks(key(), u"k"_s);
    QTest::keyClick(key(), Qt::Key_Backspace);
    QVERIFY(!m_dialog->edit().keyChanged);
}

void BackendDialogTest::leavesTheKeyAloneOtherwise()
{
    open(true);
    url()->setText(u"https://proxy.example"_s);
    QVERIFY(!m_dialog->edit().keyChanged);
    key()->setText(u"   "_s);
    QVERIFY(!m_dialog->edit().keyChanged);
}

void BackendDialogTest::endsByKeyboard()
{
    open(true);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QTest::keyClick(key(), Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
    open(true);
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    QTest::keyClick(url(), Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
}

void BackendDialogTest::hasNothingToEditForTheSimulator()
{
    Backend profile = builtInBackends().at(0).backend;
    profile.baseUrl = QUrl(u"http://127.0.0.1:4711"_s);
    open(false, profile);
    QVERIFY(m_dialog->findChildren<QLineEdit*>().isEmpty());
    QVERIFY(m_dialog->findChild<QLabel*>()->text().contains("needs no key"_L1));
    QCOMPARE(m_dialog->edit().baseUrl, profile.baseUrl);
    QVERIFY(!m_dialog->edit().keyChanged);
}

void BackendDialogTest::namesItsFieldsAloud()
{
    open(true);
    QCOMPARE(url()->accessibleName(), u"Base URL"_s);
    QCOMPARE(key()->accessibleName(), u"API key"_s);
    QVERIFY(key()->accessibleDescription().contains("stored"_L1));
}

void BackendDialogTest::looksRightInEveryTheme_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::newRow("light") << Appearance::Light;
    QTest::newRow("dark") << Appearance::Dark;
    QTest::newRow("high contrast") << Appearance::HighContrast;
}

void BackendDialogTest::looksRightInEveryTheme()
{
    QFETCH(Appearance, appearance);
    open(true); // the theme may change while it is open
    applyTheme(*qApp, appearance);
    url()->setText(u"http://service.example"_s);
    const auto* note = m_dialog->findChild<QLabel*>(u"baseUrlNote"_s);
    QTRY_COMPARE(note->palette().color(QPalette::WindowText), color(m_dialog->palette(), Role::Bad));
    const QImage image =
        test::pictureOf(m_dialog.get(), u"backend-dialog-"_s + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(test::colorsIn(image) >= 8);
}

QTEST_MAIN(BackendDialogTest)
#include "tst_backenddialog.moc"
