#include "ui/settings/backendsdialog.h"

#include "app/backends/backendtables.h"
#include "app/settings/settings.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/base/messagebar.h"
#include "ui/settings/backendform.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace safelight;
using namespace Qt::StringLiterals;

class BackendsDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_dialog.reset(); }
    void showsTheRowsAndNoSecret();
    void addsFromATemplate();
    void duplicatesWithoutSecrets();
    void movesByButtonsAndByKeyboard();
    void aBuiltInRowStays();
    void asksBeforeAKeyGoes();
    void keepsTypedKeysApartFromTheRows();
    void removesAStoredKey();
    void aStoredKeyIsShownAgainWithItsSource();
    void aVariableIsNamedAndNotHidden();
    void limitsAreEdited();
    void scrollingTheFormChangesNothing();
    void secretHeadersAreNeverShown();
    void refusesWhatCannotBeUsed_data();
    void refusesWhatCannotBeUsed();
    void testsWithWhatWasTyped();
    void aTestCanBeCancelled();
    void remembersItsSize();
    void everyControlHasANameAndTakesTheKeyboard();
    void looksRight_data();
    void looksRight();

private:
    void open(const QSet<QString>& known = {});
    template<typename T>
    T* part(const char* name) const
    {
        return m_dialog->findChild<T*>(QLatin1StringView(name));
    }
    QListWidget* list() const { return part<QListWidget>("backends"); }
    QString message() const;
    void type(const char* field, const QString& text) const;
    void press(const char* button) const { QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton); }
    void save() const { m_dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->click(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<BackendsDialog> m_dialog;
    QList<Backend> m_checked;
    QHash<QString, Secret> m_typed;
    ConnectionCheck::Then m_answer;
    bool m_withdrawn = false;
};

void BackendsDialogTest::init()
{
    test::strict();
    applyTheme(*qApp, Appearance::Light);
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"s.ini"_s));
    m_checked.clear();
    m_withdrawn = false;
}

void BackendsDialogTest::open(const QSet<QString>& known)
{
    QList<Backend> rows;
    for (const auto& row : builtInBackends())
        rows.append(row.backend);
    Backend proxy;
    proxy.id = u"proxy"_s;
    proxy.name = u"My proxy"_s;
    proxy.baseUrl = QUrl(u"https://proxy.example/path"_s);
    proxy.apiVersion = u"v1beta"_s;
    proxy.auth = Backend::Auth::Bearer;
    proxy.headers = {{u"X-Team"_s, u"blue"_s, false}, {u"X-Gate"_s, u"proxy/x-gate"_s, true}};
    rows.append(proxy);
    const auto check = [this](const Backend& backend, const QHash<QString, Secret>& typed,
                              const ConnectionCheck::Then& then) {
        m_checked.append(backend);
        m_typed = typed;
        m_answer = then;
        auto question = std::make_unique<QObject>();
        connect(question.get(), &QObject::destroyed, this, [this] { m_withdrawn = true; });
        return question;
    };
    m_dialog = std::make_unique<BackendsDialog>(
        BackendsDialog::Parts {rows, known, u"simulator"_s, check, *m_settings});
    m_dialog->QDialog::show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

QString BackendsDialogTest::message() const
{
    QString text;
    const auto* bar = m_dialog->findChild<MessageBar*>();
    for (const auto* label : bar->findChildren<QLabel*>()) {
        if (label->isVisible())
            text += label->text();
    }
    return text;
}

void BackendsDialogTest::type(const char* field, const QString& text) const
{
    auto* line = part<QLineEdit>(field);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

void BackendsDialogTest::showsTheRowsAndNoSecret()
{
    open({u"keyStore/proxy"_s});
    QCOMPARE(list()->count(), 3);
    QCOMPARE(list()->currentItem()->text(), u"Built-in simulator"_s);
    QVERIFY(!part<QLineEdit>("baseUrl")->isVisible());
    m_dialog->show(u"proxy"_s);
    QCOMPARE(part<QLineEdit>("baseUrl")->text(), u"https://proxy.example/path"_s);
    QVERIFY(part<QLineEdit>("key")->text().isEmpty());
    QVERIFY(part<QLineEdit>("key")->placeholderText().contains(u"A key is stored"_s));
    const BackendsEdit edit = m_dialog->edit();
    QVERIFY(edit.secrets.isEmpty());
    QCOMPARE(edit.chosen, u"simulator"_s);
    QCOMPARE(edit.backends.at(2).headers.size(), 2);
}

void BackendsDialogTest::addsFromATemplate()
{
    open();
    const auto actions = part<QPushButton>("addBackend")->menu()->actions();
    QCOMPARE(actions.size(), backendTemplates().size());
    for (auto* action : actions)
        action->trigger();
    const auto rows = m_dialog->edit().backends;
    QCOMPARE(rows.size(), 3 + backendTemplates().size());
    QSet<QString> ids;
    QSet<QString> names;
    for (const Backend& row : rows) {
        ids.insert(row.id);
        names.insert(row.name);
    }
    QCOMPARE(ids.size(), rows.size());
    QCOMPARE(names.size(), rows.size());
}

void BackendsDialogTest::duplicatesWithoutSecrets()
{
    open({u"keyStore/proxy"_s, u"keyStore/proxy/x-gate"_s});
    m_dialog->show(u"proxy"_s);
    press("duplicateBackend");
    const Backend copy = m_dialog->edit().backends.value(3);
    QCOMPARE(copy.name, u"Copy of My proxy"_s);
    QCOMPARE(copy.baseUrl, QUrl(u"https://proxy.example/path"_s));
    QCOMPARE(copy.pricesOf, u"proxy"_s);
    QCOMPARE(copy.headers.value(1).value, copy.id + u"/x-gate"_s);
    QVERIFY(part<QLineEdit>("key")->placeholderText().contains(u"No key"_s));
}

void BackendsDialogTest::movesByButtonsAndByKeyboard()
{
    open();
    m_dialog->show(u"proxy"_s);
    QVERIFY(!part<QPushButton>("moveDown")->isEnabled());
    part<QPushButton>("moveUp")->setFocus();
    QTest::keyClick(part<QPushButton>("moveUp"), Qt::Key_Space);
    QTest::keyClick(part<QPushButton>("moveUp"), Qt::Key_Space);
    QCOMPARE(m_dialog->edit().backends.first().id, u"proxy"_s);
    QCOMPARE(part<QLineEdit>("backendName")->text(), u"My proxy"_s);
    press("moveDown");
    QCOMPARE(m_dialog->edit().backends.at(1).id, u"proxy"_s);
}

void BackendsDialogTest::aBuiltInRowStays()
{
    open();
    QVERIFY(!part<QPushButton>("removeBackend")->isEnabled());
    m_dialog->show(u"proxy"_s);
    press("removeBackend"); // no key is stored: nothing to ask
    QCOMPARE(m_dialog->edit().backends.size(), 2);
}

void BackendsDialogTest::asksBeforeAKeyGoes()
{
    open({u"keyStore/proxy"_s});
    m_dialog->show(u"proxy"_s);
    press("removeBackend");
    QCOMPARE(m_dialog->edit().backends.size(), 3);
    QVERIFY2(message().contains(u"stored key"_s), qPrintable(message()));
    for (auto* button : m_dialog->findChild<MessageBar*>()->findChildren<QToolButton*>()) {
        if (button->text() == u"Remove Both"_s)
            button->click();
    }
    QCOMPARE(m_dialog->edit().backends.size(), 2);
}

void BackendsDialogTest::keepsTypedKeysApartFromTheRows()
{
    open();
    m_dialog->show(u"gemini"_s);
    type("key", u"first-key"_s);
    m_dialog->show(u"proxy"_s);
    QVERIFY(part<QLineEdit>("key")->text().isEmpty());
    type("key", u"second-key"_s);
    m_dialog->show(u"gemini"_s);
    QCOMPARE(part<QLineEdit>("key")->text(), u"first-key"_s);
    QCOMPARE(part<QLineEdit>("key")->echoMode(), QLineEdit::Password);
    const auto secrets = m_dialog->edit().secrets;
    QCOMPARE(secrets.size(), 2);
    QCOMPARE(secrets.at(0).first.place(), u"keyStore/gemini"_s);
    QCOMPARE(secrets.at(1).second, Secret("second-key"));
}

void BackendsDialogTest::removesAStoredKey()
{
    open({u"keyStore/gemini"_s});
    m_dialog->show(u"gemini"_s);
    press("removeKey");
    QCOMPARE(m_dialog->edit().secrets.size(), 1);
    QVERIFY(m_dialog->edit().secrets.first().second.isEmpty());
    press("removeKey"); // thinks again
    QVERIFY(m_dialog->edit().secrets.isEmpty());
}

void BackendsDialogTest::aStoredKeyIsShownAgainWithItsSource()
{
    open({u"keyStore/proxy"_s});
    m_dialog->show(u"proxy"_s);
    auto* from = part<QComboBox>("keyFrom");
    from->setFocus();
    QTest::keyClick(from, Qt::Key_End);
    QVERIFY(part<QLineEdit>("key")->placeholderText().contains(u"No key"_s));
    QTest::keyClick(from, Qt::Key_Home);
    QVERIFY(part<QLineEdit>("key")->placeholderText().contains(u"A key is stored"_s));
    QVERIFY(part<QPushButton>("removeKey")->isVisible());
}

void BackendsDialogTest::limitsAreEdited()
{
    open();
    m_dialog->show(u"proxy"_s);
    auto* requests = part<QSpinBox>("limitRequests");
    QCOMPARE(requests->text(), u"No limit"_s);
    requests->setValue(30);
    QCOMPARE(requests->accessibleName(), u"Requests per minute"_s);
    part<QSpinBox>("limitAtOnce")->setValue(4);
    part<QSpinBox>("limitTokens")->setValue(250'000);
    part<QSpinBox>("limitSize")->setValue(20);
    QTest::mouseClick(part<QCheckBox>("billsDisconnects"), Qt::LeftButton, {}, QPoint(8, 8));
    m_dialog->show(u"simulator"_s);
    part<QSpinBox>("limitAtOnce")->setValue(1);
    m_dialog->show(u"proxy"_s);
    QCOMPARE(part<QSpinBox>("limitAtOnce")->value(), 4);
    part<QSpinBox>("limitTokens")->setValue(0);
    const auto rows = m_dialog->edit().backends;
    QCOMPARE(rows.at(2).limits, (BackendLimits {20'000'000, 4, 30, {}}));
    QVERIFY(rows.at(2).billsDisconnects);
    QCOMPARE(rows.at(0).limits, (BackendLimits {{}, 1, {}, {}}));
}

void BackendsDialogTest::scrollingTheFormChangesNothing()
{
    open();
    m_dialog->show(u"proxy"_s);
    part<QLineEdit>("baseUrl")->setFocus();
    for (QWidget* field : {static_cast<QWidget*>(part<QSpinBox>("limitAtOnce")),
                           static_cast<QWidget*>(part<QComboBox>("credential"))}) {
        QWheelEvent wheel({5, 5}, field->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &wheel);
    }
    const Backend row = m_dialog->edit().backends.at(2);
    QCOMPARE(row.limits, BackendLimits());
    QCOMPARE(row.auth, Backend::Auth::Bearer);
}

void BackendsDialogTest::aVariableIsNamedAndNotHidden()
{
    open();
    m_dialog->show(u"proxy"_s);
    auto* from = part<QComboBox>("keyFrom");
    from->setFocus();
    QTest::keyClick(from, Qt::Key_Down);
    QCOMPARE(part<QLineEdit>("key")->echoMode(), QLineEdit::Normal);
    type("key", u"MY_KEY"_s);
    const Backend row = m_dialog->edit().backends.at(2);
    QCOMPARE(row.keySource, Backend::KeySource::Environment);
    QCOMPARE(row.keyName, u"MY_KEY"_s);
    QVERIFY(m_dialog->edit().secrets.isEmpty());
}

void BackendsDialogTest::secretHeadersAreNeverShown()
{
    open({u"keyStore/proxy/x-gate"_s});
    m_dialog->show(u"proxy"_s);
    auto* model = part<QTableView>("headers")->model();
    const QAbstractItemModelTester tester(model);
    QCOMPARE(model->index(1, 1).data().toString(), u"Stored"_s);
    QVERIFY(model->setData(model->index(1, 1), u"Bearer gate-key"_s));
    QVERIFY(model->setData(model->index(0, 2), Qt::Checked, Qt::CheckStateRole)); // "blue" becomes a secret
    QVERIFY(!model->index(0, 1).data().toString().contains(u"blue"_s));
    const BackendsEdit edit = m_dialog->edit();
    QCOMPARE(edit.backends.at(2).headers.at(0).value, u"proxy/x-team"_s);
    QCOMPARE(edit.secrets.size(), 2);
    QCOMPARE(edit.secrets.at(0).second, Secret("blue"));
    QCOMPARE(edit.secrets.at(1).second, Secret("Bearer gate-key"));
    press("addHeader");
    QCOMPARE(model->rowCount(), 3);
    QVERIFY(model->setData(model->index(2, 0), u"X-New"_s));
    part<QTableView>("headers")->setCurrentIndex(model->index(1, 0));
    press("removeHeader");
    QCOMPARE(m_dialog->edit().backends.at(2).headers.size(), 2);
}

void BackendsDialogTest::refusesWhatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words"); // empty: it is fine
    QTest::newRow("a good address") << QByteArray("baseUrl") << u"https://other.example/a/"_s << QString();
    QTest::newRow("plain http") << QByteArray("baseUrl") << u"http://other.example"_s << u"Plain http"_s;
    QTest::newRow("no address") << QByteArray("baseUrl") << u" "_s << u"no address"_s;
    QTest::newRow("no name") << QByteArray("backendName") << u" "_s << u"Enter a name"_s;
    QTest::newRow("the name of another") << QByteArray("backendName") << u"gemini api"_s << u"Another"_s;
    QTest::newRow("a key that cannot travel") << QByteArray("key") << u"a b"_s << u"A key has no spaces"_s;
}

void BackendsDialogTest::refusesWhatCannotBeUsed()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    open();
    m_dialog->show(u"proxy"_s);
    type(field.constData(), text);
    m_dialog->show(u"simulator"_s);
    save();
    QCOMPARE(m_dialog->result() == QDialog::Accepted, words.isEmpty());
    if (words.isEmpty())
        return;
    QVERIFY2(message().contains(words), qPrintable(message()));
    QVERIFY(list()->currentItem()->data(Qt::UserRole) == u"proxy"_s); // and it is shown
}

void BackendsDialogTest::testsWithWhatWasTyped()
{
    open();
    m_dialog->show(u"proxy"_s);
    type("key", u"typed-key"_s);
    press("testBackend");
    QCOMPARE(m_checked.size(), 1);
    QCOMPARE(m_checked.first().id, u"proxy"_s);
    QCOMPARE(m_typed.value(u"keyStore/proxy"_s), Secret("typed-key"));
    QCOMPARE(part<QPushButton>("testBackend")->text(), u"Cancel &Test"_s);
    m_answer({ConnectionReport::Outcome::Works, 0, 3, 0.1, u"Connected. It lists 3."_s, {}});
    QVERIFY2(message().contains(u"Connected"_s), qPrintable(message()));
    QCOMPARE(part<QPushButton>("testBackend")->text(), u"&Test"_s);
}

void BackendsDialogTest::aTestCanBeCancelled()
{
    open();
    press("testBackend");
    press("testBackend");
    QVERIFY(m_withdrawn);
    QVERIFY(message().contains(u"cancelled"_s));
    m_withdrawn = false;
    press("testBackend");
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_withdrawn);
    QVERIFY(!m_dialog->isVisible());
}

void BackendsDialogTest::remembersItsSize()
{
    open();
    m_dialog->resize(900, 700);
    m_dialog->reject();
    open();
    QCOMPARE(m_dialog->size(), QSize(900, 700));
}

void BackendsDialogTest::everyControlHasANameAndTakesTheKeyboard()
{
    open();
    m_dialog->show(u"proxy"_s);
    for (const char* name : {"backendName", "baseUrl", "version", "key"})
        QVERIFY2(!part<QLineEdit>(name)->accessibleName().isEmpty(), name);
    for (const char* name : {"credential", "keyFrom", "accepts"})
        QVERIFY2(!part<QComboBox>(name)->accessibleName().isEmpty(), name);
    QVERIFY(!part<QTableView>("headers")->accessibleName().isEmpty());
    QSet<QWidget*> reached;
    list()->setFocus();
    for (int step = 0; step < 40; ++step) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (QWidget* widget :
         {static_cast<QWidget*>(list()), static_cast<QWidget*>(part<QPushButton>("addBackend")),
          static_cast<QWidget*>(part<QLineEdit>("baseUrl")), static_cast<QWidget*>(part<QLineEdit>("key")),
          static_cast<QWidget*>(part<QTableView>("headers")),
          static_cast<QWidget*>(part<QPushButton>("testBackend"))})
        QVERIFY2(reached.contains(widget), qPrintable(widget->objectName()));
}

void BackendsDialogTest::looksRight_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << Appearance::Light << QSize(860, 620);
    QTest::newRow("dark") << Appearance::Dark << QSize(860, 620);
    QTest::newRow("high contrast") << Appearance::HighContrast << QSize(860, 620);
    QTest::newRow("small") << Appearance::Light << QSize(640, 400);
}

void BackendsDialogTest::looksRight()
{
    QFETCH(const Appearance, appearance);
    QFETCH(const QSize, size);
    applyTheme(*qApp, appearance);
    open({u"keyStore/proxy"_s});
    m_dialog->show(u"proxy"_s);
    m_dialog->resize(size);
    type("baseUrl", u"http://proxy.example"_s);
    press("testBackend");
    QCoreApplication::processEvents(); // the note and the button make room for themselves
    const QString name = u"backends-"_s + QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-');
    QVERIFY(test::colorsIn(test::pictureOf(m_dialog.get(), name)) >= 8);
}

QTEST_MAIN(BackendsDialogTest)
#include "tst_backendsdialog.moc"
