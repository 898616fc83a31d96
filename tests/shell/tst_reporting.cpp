#include "app/workbench/draftsending.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"

#include "ui/history/historypanel.h"
#include "ui/report/reportdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace safelight;
using namespace Qt::StringLiterals;

// Reports, through the window.
class TestReporting final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_program.reset(); }
    void shortcutOpensAndTheChoiceIsRemembered();
    void tickedAttemptsAreProposed();
    void endingIsAdded();
    void sessionIsNotWrittenOver();

private:
    ReportDialog* dialog() const { return m_program->window->findChild<ReportDialog*>(); }
    ReportDialog* openByKeys();
    bool saveAs(const ReportDialog& dialog, const QString& typed);
    QByteArray contents(const QString& name) const;
    static void choose(const QWidget& dialog, const QString& box, int value);

    std::unique_ptr<test::Program> m_program;
};

void TestReporting::init()
{
    test::strict();
    m_program = std::make_unique<test::Program>();
    QVERIFY(m_program->open());
    QSignalSpy finished(m_program->workbench.get(), &Workbench::attemptFinished);
    for (const auto& prompt : {u"A red coat"_s, u"A blue coat"_s, u"A green coat"_s}) {
        const auto before = finished.size();
        m_program->workbench->document().setText(prompt);
        m_program->workbench->sending().send();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), before + 1, 20000);
    }
    m_program->settings.setValue(SettingKey::LastSaveFolder, m_program->folder());
    QTRY_COMPARE(m_program->window->findChild<HistoryPanel*>()->listedAttempts().size(), 3);
}

// As a user presses them: whatever has the focus.
ReportDialog* TestReporting::openByKeys()
{
    // As a window manager does when a dialog is closed: nobody gets the keys before.
    m_program->window->activateWindow();
    [&] { QTRY_VERIFY(m_program->window->isActiveWindow()); }();
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : m_program->window.get(), Qt::Key_E,
                    Qt::ControlModifier | Qt::ShiftModifier);
    [&] { QTRY_VERIFY(dialog()); }();
    return dialog();
}

void TestReporting::choose(const QWidget& dialog, const QString& box, int value)
{
    auto* choice = dialog.findChild<QComboBox*>(box);
    QVERIFY(choice);
    choice->setCurrentIndex(choice->findData(value));
    QCOMPARE(choice->currentData().toInt(), value);
}

// Through the file dialog: a name is typed and Return pressed.
bool TestReporting::saveAs(const ReportDialog& report, const QString& typed)
{
    QTest::mouseClick(report.findChild<QPushButton*>(u"save"_s), Qt::LeftButton);
    QFileDialog* files = nullptr;
    [&] { QTRY_VERIFY(files = report.findChild<QFileDialog*>()); }();
    auto* name = files ? files->findChild<QLineEdit*>(u"fileNameEdit"_s) : nullptr;
    if (!name)
        return false;
    name->setText(typed);
    QTest::keyClick(name, Qt::Key_Return);
    return true;
}

QByteArray TestReporting::contents(const QString& name) const
{
    QFile file(m_program->folder() + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestReporting::shortcutOpensAndTheChoiceIsRemembered()
{
    ReportDialog* report = openByKeys();
    QVERIFY(report);
    QTRY_VERIFY(report->isVisible());
    QCOMPARE(report->choice().scope, ReportScope::All);
    QVERIFY(QTest::qWaitForWindowExposed(report));
    test::pictureOf(report, u"reporting"_s);
    choose(*report, u"format"_s, int(ReportFormat::Csv));
    report->findChild<QCheckBox*>(u"redact-prompts"_s)->setChecked(true);
    QVERIFY(saveAs(*report, m_program->folder() + u"/mine.csv"_s));
    QTRY_VERIFY(!contents(u"mine.csv"_s).isEmpty());
    QTRY_VERIFY(!dialog());
    QCOMPARE(contents(u"mine.csv"_s).count("\r\n"), 4);
    QVERIFY(test::showsText(*m_program->window, u"The report was written to “mine.csv”."_s));

    report = openByKeys();
    QVERIFY(report);
    QCOMPARE(report->choice().format, ReportFormat::Csv);
    QVERIFY(report->choice().options.hides(Redaction::Prompts));
    QVERIFY(!report->choice().options.hides(Redaction::Host));
    report->reject();
    QTRY_VERIFY(!dialog());
}

void TestReporting::tickedAttemptsAreProposed()
{
    auto* history = m_program->window->findChild<HistoryPanel*>();
    const auto ids = history->listedAttempts();
    for (const qint64 id : {ids.at(0), ids.at(2)}) {
        history->setCurrent(id);
        history->setFocus(Qt::OtherFocusReason);
        QTRY_VERIFY(history->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // ticks it
    }
    QCOMPARE(history->chosenAttempts().size(), 2);
    ReportDialog* report = openByKeys();
    QVERIFY(report);
    QCOMPARE(report->choice().scope, ReportScope::Chosen);
    choose(*report, u"format"_s, int(ReportFormat::Json));
    QVERIFY(saveAs(*report, m_program->folder() + u"/two.json"_s));
    QTRY_VERIFY(!contents(u"two.json"_s).isEmpty());
    const auto attempts =
        QJsonDocument::fromJson(contents(u"two.json"_s)).object().value(u"attempts"_s).toArray();
    QCOMPARE(attempts.size(), 2);
    QCOMPARE(attempts.at(0).toObject().value(u"number"_s).toInt(), 1);
    QCOMPARE(attempts.at(1).toObject().value(u"number"_s).toInt(), 3);
}

void TestReporting::endingIsAdded()
{
    ReportDialog* report = openByKeys();
    QVERIFY(report);
    choose(*report, u"format"_s, int(ReportFormat::Markdown));
    QVERIFY(saveAs(*report, m_program->folder() + u"/notes"_s));
    QTRY_VERIFY(contents(u"notes.md"_s).startsWith("# Session report"));
}

// The session that is open is a file like any other to the dialog, and not to the report.
void TestReporting::sessionIsNotWrittenOver()
{
    const QByteArray before = contents(u"test.safelight"_s);
    emit m_program->window->findChild<HistoryPanel*>()->reportRequested(
        m_program->window->findChild<HistoryPanel*>()->listedAttempts());
    QTRY_VERIFY(dialog());
    ReportDialog* report = dialog();
    report->writeTo(m_program->sessionPath());
    QTRY_VERIFY(test::showsText(*report, u"no report is written over it"_s));
    QVERIFY(contents(u"test.safelight"_s) == before);
}

QTEST_MAIN(TestReporting)
#include "tst_reporting.moc"
