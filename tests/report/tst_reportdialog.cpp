#include "ui/report/reportdialog.h"

#include "app/settings/settings.h"
#include "tests/report/reportcases.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/report/reportjob.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace safelight;

class tst_reportdialog : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::strict();
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    }
    void previewShowsPages_data();
    void previewShowsPages();
    void previewFollowsTheFormat();
    void lastChoiceIsProposed();
    void scopeDecidesWhatIsWritten();
    void writingCanBeStopped();
    void failureIsSaidAndNothingLost();
    void sourceThatForgetsIsAnEnd();
    void sourceThatNeverAnswersCanBeLeft();
    void brokenChoiceIsAsAtFirst();

private:
    ReportSubject subject();
    QByteArray contents(const QString& name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    QList<Attempt> m_attempts = test::sessionAttempts();
};

ReportSubject tst_reportdialog::subject()
{
    ReportSubject result;
    // Later, as a session answers.
    result.source = [this](qint64 id, QObject* context, const auto& then) {
        QMetaObject::invokeMethod(
            context,
            [this, id, then] {
                const auto it = std::ranges::find(m_attempts, id, &Attempt::id);
                then(it == m_attempts.end() ? Result<Attempt>(Error {Error::Code::NotFound, u"It is gone."_s})
                                            : Result<Attempt>(*it));
            },
            Qt::QueuedConnection);
    };
    for (const Attempt& attempt : m_attempts)
        result.all << attempt.id;
    result.listed = {1, 2};
    result.chosen = {};
    result.starred = {5};
    result.facts = test::reportFacts();
    return result;
}

QByteArray tst_reportdialog::contents(const QString& name)
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_reportdialog::previewShowsPages_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("name");
    QTest::newRow("light") << Appearance::Light << QSize(1280, 800) << u"report-light"_s;
    QTest::newRow("dark") << Appearance::Dark << QSize(1280, 800) << u"report-dark"_s;
    QTest::newRow("narrow") << Appearance::Light << QSize(860, 600) << u"report-narrow"_s;
}

void tst_reportdialog::previewShowsPages()
{
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    QFETCH(QString, name);
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), appearance);
    auto what = subject();
    what.chosen = {4, 5};
    ReportDialog dialog(what, *m_settings, ReportFormat::Html);
    dialog.resize(size);
    dialog.show();
    QSignalSpy previewed(&dialog, &ReportDialog::previewed);
    QTRY_VERIFY_WITH_TIMEOUT(!previewed.isEmpty(), 20000);
    const auto* pages = dialog.findChild<QWidget*>(u"pages"_s);
    QVERIFY(pages && pages->isVisible());
    QVERIFY(test::colorsIn(test::pictureOf(&dialog, name)) >= 8);
}

void tst_reportdialog::previewFollowsTheFormat()
{
    ReportDialog dialog(subject(), *m_settings, ReportFormat::Markdown);
    dialog.show();
    QSignalSpy previewed(&dialog, &ReportDialog::previewed);
    QTRY_VERIFY(!previewed.isEmpty());
    auto* text = dialog.findChild<QPlainTextEdit*>(u"previewText"_s);
    QVERIFY(text->isVisible());
    QVERIFY(text->toPlainText().startsWith(u"# Session report"_s));
    QVERIFY(text->toPlainText().contains(u"Put this jacket"_s));
    dialog.findChild<QCheckBox*>(u"redact-prompts"_s)->setChecked(true);
    QTRY_VERIFY(!text->toPlainText().contains(u"Put this jacket"_s));
}

void tst_reportdialog::lastChoiceIsProposed()
{
    ReportChoice chosen;
    {
        ReportDialog dialog(subject(), *m_settings, ReportFormat::Csv);
        dialog.findChild<QCheckBox*>(u"redact-host"_s)->setChecked(true);
        dialog.findChild<QCheckBox*>(u"section-tokens"_s)->setChecked(false);
        dialog.findChild<QComboBox*>(u"scope"_s)->setCurrentIndex(1);
        chosen = dialog.choice();
        QCOMPARE(chosen.scope, ReportScope::Listed);
    }
    const ReportDialog again(subject(), *m_settings, {});
    QCOMPARE(again.choice(), chosen);
}

void tst_reportdialog::scopeDecidesWhatIsWritten()
{
    ReportDialog dialog(subject(), *m_settings, ReportFormat::Csv);
    auto* scope = dialog.findChild<QComboBox*>(u"scope"_s);
    scope->setCurrentIndex(scope->findData(int(ReportScope::Starred)));
    QSignalSpy written(&dialog, &ReportDialog::written);
    dialog.writeTo(m_folder->filePath(u"report.csv"_s));
    QTRY_COMPARE(written.size(), 1);
    const auto lines = contents(u"report.csv"_s).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(1).startsWith("5,"));
}

void tst_reportdialog::writingCanBeStopped()
{
    ReportDialog dialog(subject(), *m_settings, ReportFormat::Html);
    dialog.show();
    QSignalSpy written(&dialog, &ReportDialog::written);
    dialog.writeTo(m_folder->filePath(u"report.html"_s));
    dialog.reject(); // stops, and leaves the dialog open
    auto* save = dialog.findChild<QPushButton*>(u"save"_s);
    QVERIFY(!save->isEnabled());
    QTRY_VERIFY(save->isEnabled());
    QVERIFY(dialog.isVisible());
    QVERIFY(written.isEmpty());
    QCOMPARE(QDir(m_folder->path()).entryList({u"*.html*"_s}, QDir::Files).size(), 0);
}

void tst_reportdialog::failureIsSaidAndNothingLost()
{
    auto what = subject();
    what.all << 99;
    ReportDialog dialog(what, *m_settings, ReportFormat::Json);
    dialog.show();
    QVERIFY(writeFile(m_folder->filePath(u"report.json"_s), "before"));
    dialog.writeTo(m_folder->filePath(u"report.json"_s));
    auto* save = dialog.findChild<QPushButton*>(u"save"_s);
    QTRY_VERIFY(save->isEnabled());
    QCOMPARE(contents(u"report.json"_s), QByteArray("before"));
    const auto labels = dialog.findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(
        labels, [](const QLabel* label) { return label->isVisible() && label->text() == "It is gone."_L1; }));
}

// As a session's history does when another session is opened: the question is dropped.
void tst_reportdialog::sourceThatForgetsIsAnEnd()
{
    ReportJob job([](qint64, QObject*, const auto&) {}, {{1, 2}, {}, test::reportFacts(), {}});
    std::optional<Result<Done>> written;
    connect(&job, &ReportJob::written, this, [&](const Result<Done>& result) { written = result; });
    job.write();
    QTRY_VERIFY(written);
    QVERIFY(!*written);
    QVERIFY(written->error().message.contains(u"session was closed"_s));
}

void tst_reportdialog::sourceThatNeverAnswersCanBeLeft()
{
    std::function<void(const Result<Attempt>&)> forgotten;
    auto what = subject();
    what.source = [&forgotten](qint64, QObject*, const auto& then) { forgotten = then; };
    ReportDialog dialog(what, *m_settings, ReportFormat::Csv);
    dialog.show();
    dialog.writeTo(m_folder->filePath(u"never.csv"_s));
    QVERIFY(forgotten);
    dialog.reject(); // stops the writing …
    dialog.reject(); // … and closes, whatever that came to
    QTRY_VERIFY(!dialog.isVisible());
    forgotten(Error {Error::Code::NotFound, u"Too late."_s});
    QVERIFY(!QFile::exists(m_folder->filePath(u"never.csv"_s)));
}

void tst_reportdialog::brokenChoiceIsAsAtFirst()
{
    QCOMPARE(decodeChoice("{\"format\":7,\"sections\":\"x\",\"pictures\":\"huge\""), ReportChoice());
    QCOMPARE(decodeChoice("[]"), ReportChoice());
}

QTEST_MAIN(tst_reportdialog)
#include "tst_reportdialog.moc"
