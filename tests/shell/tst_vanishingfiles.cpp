#include "app/base/workers.h"
#include "app/workbench/draftsending.h"
#include "tests/support/listed.h"
#include "tests/support/pictures.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"
#include "ui/prompt/droparea.h"
#include "ui/prompt/editorpanel.h"
#include "ui/prompt/prompttextedit.h"

#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QMimeDatabase>
#include <QProgressBar>
#include <QSemaphore>
#include <QThreadPool>

#include <functional>

#include <sys/stat.h>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QString draft = u"Words that took a while to write"_s;

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// As long as it lives nothing is read: whatever is dropped meanwhile waits, and its file can be changed.
class BusyWorkers
{
    Q_DISABLE_COPY_MOVE(BusyWorkers)

public:
    BusyWorkers()
    {
        for (int i = 0; i < m_count; ++i) {
            workers().start([gates = m_gates] {
                gates->started.release();
                gates->end.acquire();
            });
        }
        m_gates->started.acquire(m_count);
    }
    ~BusyWorkers() { m_gates->end.release(m_count); }

private:
    struct Gates
    {
        QSemaphore started;
        QSemaphore end;
    };

    const int m_count = workers().maxThreadCount();
    std::shared_ptr<Gates> m_gates = std::make_shared<Gates>(); // a thread may leave later than this object
};

using Change = std::function<bool(const QString& path)>;
using Target = std::function<QWidget*(QWidget& window)>;

// As a drag from another program arrives: over the thing, then let go.
void dropOn(QWidget& target, const QStringList& paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    const QPoint place = target.rect().center();
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    QDragMoveEvent move(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &move);
    QDropEvent drop(QPointF(place), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &drop);
}

bool isReading(const QWidget& window)
{
    for (const auto* bar : window.findChildren<QProgressBar*>()) {
        if (bar->isVisible() && bar->accessibleName() == u"Pictures being read"_s)
            return true;
    }
    return false;
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Target)

// Files that are there when they are dropped or chosen, and are not, or are something else, when a worker
// comes to read them.
class TestVanishingFiles final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_program.reset(); }
    void fileChangesBeforeItIsRead_data();
    void fileChangesBeforeItIsRead();
    void fileIsGoneWhereverItIsDropped_data();
    void fileIsGoneWhereverItIsDropped();
    void fileWasNeverThere();
    void fileIsGoneAfterItWasChosen();
    void theOthersAreTaken();
    void answerIsGoneBeforeItIsRead();
    void fileEndsEarlierThanItsLength();
    void pictureThatIsListedNeedsItsFileNoMore();

private:
    QString path(const QString& name) const { return m_program->folder() + u'/' + name; }
    PromptDocument& document() const { return m_program->workbench->document(); }
    bool isUntouched() const;

    std::unique_ptr<test::Program> m_program;
    Prompt m_before;
    int m_steps = 0;
};

void TestVanishingFiles::init()
{
    test::strict();
    m_program = std::make_unique<test::Program>();
    QVERIFY(m_program->open());
    document().setText(draft);
    document().endMerge();
    m_before = document().prompt();
    m_steps = document().undoStack()->count();
}

// Neither the draft nor what undo would do.
bool TestVanishingFiles::isUntouched() const
{
    return document().prompt() == m_before && document().undoStack()->count() == m_steps
        && m_program->window->findChild<PromptTextEdit*>(u"promptText"_s)->toPlainText() == draft;
}

void TestVanishingFiles::fileChangesBeforeItIsRead_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("sentence"); // %1: the path
    const auto row = [](const char* name, const Change& change, const QString& sentence) {
        QTest::newRow(name) << change << sentence;
    };
    row(
        "deleted", [](const QString& path) { return QFile::remove(path); }, u"“%1” does not exist."_s);
    row(
        "a folder in its place",
        [](const QString& path) { return QFile::remove(path) && QDir().mkdir(path); },
        u"“%1” is a folder; a file is needed."_s);
    row(
        "a link to nothing in its place",
        [](const QString& path) { return QFile::remove(path) && QFile::link(path + u".away"_s, path); },
        u"“%1” is a link to something that is not there."_s);
    row(
        "a pipe that nobody writes to in its place",
        [](const QString& path) {
            return QFile::remove(path) && ::mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
        },
        u"“%1” is not an ordinary file."_s);
    row(
        "emptied", [](const QString& path) { return QFile::resize(path, 0); },
        u"“harbour.png” is empty (0 bytes)."_s);
    row(
        "cut off", [](const QString& path) { return QFile::resize(path, QFileInfo(path).size() / 2); },
        u"“harbour.png” is cut off: its end is missing."_s);
    row(
        "overwritten", [](const QString& path) { return write(path, "no picture any more"); },
        u"“harbour.png” is not an image (%2)."_s.replace(
            u"%2"_s, QMimeDatabase().mimeTypeForName(u"text/plain"_s).comment()));
}

void TestVanishingFiles::fileChangesBeforeItIsRead()
{
    QFETCH(const Change, change);
    QFETCH(const QString, sentence);
    const QString picture = path(u"harbour.png"_s);
    QVERIFY(write(picture, test::picture()));
    {
        const BusyWorkers busy;
        dropOn(*m_program->window, {picture});
        QVERIFY(isReading(*m_program->window));
        QVERIFY(change(picture));
    }
    const QString expected = sentence.contains("%1"_L1) ? sentence.arg(picture) : sentence;
    QTRY_VERIFY2(test::showsText(*m_program->window, expected), qPrintable(expected));
    QVERIFY(!isReading(*m_program->window));
    QVERIFY(isUntouched());
}

void TestVanishingFiles::fileIsGoneWhereverItIsDropped_data()
{
    QTest::addColumn<Target>("target");
    QTest::addColumn<QString>("name");
    const Target window = [](QWidget& shown) { return &shown; };
    const Target editor = [](QWidget& shown) { return shown.findChild<EditorPanel*>(); };
    const Target area = [](QWidget& shown) { return shown.findChild<DropArea*>(); };
    const Target text = [](QWidget& shown) {
        return shown.findChild<PromptTextEdit*>(u"promptText"_s)->viewport();
    };
    QTest::newRow("on the window") << window << u"harbour.png"_s;
    QTest::newRow("on the editor") << editor << u"harbour.png"_s;
    QTest::newRow("on the place for pictures") << area << u"harbour.png"_s;
    QTest::newRow("on the text of the prompt") << text << u"harbour.png"_s;
    QTest::newRow("a text on the text of the prompt") << text << u"story.txt"_s;
    QTest::newRow("with markup and a place for a value in its name") << window << u"<b>%1 %2F %n & co.png"_s;
}

void TestVanishingFiles::fileIsGoneWhereverItIsDropped()
{
    QFETCH(const Target, target);
    QFETCH(const QString, name);
    QVERIFY(write(path(name), test::picture()));
    QWidget* widget = target(*m_program->window);
    QVERIFY(widget);
    {
        const BusyWorkers busy;
        dropOn(*widget, {path(name)});
        QVERIFY(isReading(*m_program->window));
        QVERIFY(QFile::remove(path(name)));
    }
    QTRY_VERIFY(test::showsText(*m_program->window, u"“%1” does not exist."_s.arg(path(name))));
    QVERIFY(!isReading(*m_program->window));
    QVERIFY(isUntouched());
}

void TestVanishingFiles::fileWasNeverThere()
{
    dropOn(*m_program->window, {path(u"gone.png"_s)});
    QTRY_VERIFY(test::showsText(*m_program->window, u"“%1” does not exist."_s.arg(path(u"gone.png"_s))));
    QVERIFY(isUntouched());
}

void TestVanishingFiles::fileIsGoneAfterItWasChosen()
{
    const QString picture = path(u"harbour.png"_s);
    QVERIFY(write(picture, test::picture()));
    m_program->window->findChild<EditorPanel*>()->browseForImages();
    auto* dialog = m_program->window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    dialog->setDirectory(m_program->folder());
    dialog->selectFile(picture);
    {
        const BusyWorkers busy;
        static_cast<QDialog*>(dialog)->accept();
        QVERIFY(isReading(*m_program->window));
        QVERIFY(QFile::remove(picture));
    }
    QTRY_VERIFY(test::showsText(*m_program->window, u"“%1” does not exist."_s.arg(picture)));
    QVERIFY(isUntouched());
}

void TestVanishingFiles::theOthersAreTaken()
{
    const QStringList paths {path(u"one.png"_s), path(u"two.png"_s), path(u"three.png"_s)};
    for (const QString& each : paths)
        QVERIFY(write(each, test::picture()));
    {
        const BusyWorkers busy;
        dropOn(*m_program->window, paths);
        QVERIFY(QFile::remove(paths.at(1)));
    }
    QTRY_VERIFY(test::showsText(*m_program->window, u"“%1” does not exist."_s.arg(paths.at(1))));
    const auto& images = document().prompt().images;
    QCOMPARE(images.size(), 2);
    QCOMPARE(images.at(0).fileName, u"one.png"_s);
    QCOMPARE(images.at(1).fileName, u"three.png"_s);
    document().undoStack()->undo();
    QVERIFY(document().prompt() == m_before);
}

// What is no picture may be an answer that was recorded: read on the same threads.
void TestVanishingFiles::answerIsGoneBeforeItIsRead()
{
    const QString answer = path(u"answer.json"_s);
    QVERIFY(write(answer, "{}"));
    {
        const BusyWorkers busy;
        dropOn(*m_program->window, {answer});
        QVERIFY(QFile::remove(answer));
    }
    QTRY_VERIFY(test::showsText(*m_program->window, u"“%1” does not exist."_s.arg(answer)));
    QVERIFY(isUntouched());
    QVERIFY(test::listed(*m_program->workbench).isEmpty());
}

// The same to a reader as a file that is cut while it is read: Linux says 4096 bytes for each of these.
void TestVanishingFiles::fileEndsEarlierThanItsLength()
{
    const QString cut = u"/sys/class/net/lo/address"_s;
    if (QFileInfo(cut).size() < 100)
        QSKIP("No file here promises more than it has.");
    m_program->window->findChild<EditorPanel*>()->addFiles({cut});
    QTRY_VERIFY(test::showsText(*m_program->window, u"“%1” could not be read to its end."_s.arg(cut)));
    QVERIFY(isUntouched());
}

void TestVanishingFiles::pictureThatIsListedNeedsItsFileNoMore()
{
    const QString picture = path(u"harbour.png"_s);
    QVERIFY(write(picture, test::picture()));
    dropOn(*m_program->window, {picture});
    QTRY_COMPARE(document().prompt().images.size(), 1);
    QVERIFY(QFile::remove(picture));
    QSignalSpy finished(m_program->workbench.get(), &Workbench::attemptFinished);
    m_program->workbench->sending().send();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
    const auto attempt = finished.constFirst().constFirst().value<Attempt>();
    QCOMPARE(attempt.state, AttemptState::Completed);
    QVERIFY(attempt.requestBody.contains(test::picture().toBase64()));
    QCOMPARE(document().prompt().images.constFirst().bytes, test::picture());
    QCOMPARE(document().prompt().text, draft);
}

QTEST_MAIN(TestVanishingFiles)
#include "tst_vanishingfiles.moc"
