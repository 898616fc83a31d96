#include "app/settings/settings.h"
#include "tests/response/panelfixture.h"
#include "tests/response/sampleattempts.h"
#include "tests/support/strict.h"
#include "ui/response/answerimages.h"
#include "ui/response/responsepanel.h"
#include "ui/view/imageview.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// As the window system tells it: to the window, which finds the widget itself.
class Hand final
{
public:
    explicit Hand(QWidget* target)
        : m_target(target)
    { }

    void press(QPoint at) { QTest::mousePress(window(), Qt::LeftButton, {}, inWindow(at)); }
    void move(QPoint to) { QTest::mouseMove(window(), inWindow(to)); }
    void release(QPoint at) { QTest::mouseRelease(window(), Qt::LeftButton, {}, inWindow(at)); }

private:
    QWindow* window() const { return m_target->window()->windowHandle(); }
    QPoint inWindow(QPoint at) const { return m_target->mapTo(m_target->window(), at); }

    QWidget* m_target;
};

// Notes what the drags of a widget offer. A drag goes as soon as it ends, so it is looked at on its way out.
class DragWatch final : public QObject
{
public:
    explicit DragWatch(QObject* source) { source->installEventFilter(this); }

    int count = 0;
    QList<QUrl> urls;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::ChildAdded)
            static_cast<QChildEvent*>(event)->child()->installEventFilter(this);
        const auto* drag = event->type() == QEvent::DeferredDelete ? qobject_cast<QDrag*>(watched) : nullptr;
        if (drag) {
            ++count;
            urls += drag->mimeData()->urls();
        }
        return false;
    }
};

QByteArray contentOf(const QUrl& url)
{
    QFile file(url.toLocalFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_ImageDrag : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void pictureIsDraggedOutAsAFile_data();
    void pictureIsDraggedOutAsAFile();
    void smallMovementDragsNothing();
    void movementWithoutAButtonDragsNothing();
    void enlargedPictureIsMovedInstead();
    void draftIsDraggedOutAsADraft();

private:
    void show(const QList<QByteArray>& pictures, const QString& mimeType = u"image/png"_s);
    QWidget* place() const { return m_view->viewport(); }
    QPoint middle() const { return place()->rect().center(); }
    // The file that a drag from the middle offers; empty when no drag begins.
    QUrl dragFromTheMiddle();

    std::unique_ptr<test::PanelFixture> m_fixture;
    ResponsePanel* m_panel = nullptr;
    ImageView* m_view = nullptr;
};

void tst_ImageDrag::init()
{
    test::strict();
    m_fixture = std::make_unique<test::PanelFixture>();
    m_panel = &m_fixture->panel;
    QVERIFY(m_fixture->isExposed());
}

void tst_ImageDrag::cleanup()
{
    m_fixture.reset();
}

void tst_ImageDrag::show(const QList<QByteArray>& pictures, const QString& mimeType)
{
    m_panel->showAttempt(test::deliveredAttempt(pictures, {}, mimeType));
    m_view = m_panel->findChild<ImageView*>();
    QVERIFY(m_view);
    QTRY_COMPARE(m_view->state(), ImageView::State::Shown);
}

QUrl tst_ImageDrag::dragFromTheMiddle()
{
    const DragWatch drags(m_panel->findChild<AnswerImages*>());
    Hand hand(place());
    const QPoint from = middle();
    const QPoint to = from + QPoint(QApplication::startDragDistance(), 0);
    hand.press(from);
    hand.move(to);
    hand.release(to);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return drags.urls.value(0);
}

void tst_ImageDrag::pictureIsDraggedOutAsAFile_data()
{
    QTest::addColumn<QString>("mimeType");
    QTest::addColumn<QString>("name");
    QTest::newRow("a PNG") << u"image/png"_s << u"attempt-7.png"_s;
    QTest::newRow("a JPEG") << u"image/jpeg"_s << u"attempt-7.jpg"_s;
}

void tst_ImageDrag::pictureIsDraggedOutAsAFile()
{
    QFETCH(const QString, mimeType);
    QFETCH(const QString, name);
    const QByteArray bytes = test::pngBytes({200, 100}, Qt::green, Qt::blue);
    show({bytes}, mimeType);
    const QUrl url = dragFromTheMiddle();
    QVERIFY(url.isLocalFile());
    QCOMPARE(url.fileName(), name);
    QCOMPARE(contentOf(url), bytes);
    // What was dropped may be read later than the drag ends: the file has stayed. A second drag works, too.
    QCOMPARE(contentOf(dragFromTheMiddle()), bytes);
}

void tst_ImageDrag::smallMovementDragsNothing()
{
    show({test::pngBytes({200, 100}, Qt::green, Qt::blue)});
    const DragWatch drags(m_panel->findChild<AnswerImages*>());
    Hand hand(place());
    hand.press(middle());
    hand.move(middle() + QPoint(QApplication::startDragDistance() - 1, 0));
    hand.release(middle());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(drags.count, 0);
}

void tst_ImageDrag::movementWithoutAButtonDragsNothing()
{
    show({test::pngBytes({200, 100}, Qt::green, Qt::blue)});
    const DragWatch drags(m_panel->findChild<AnswerImages*>());
    Hand hand(place());
    hand.move(middle());
    hand.move(middle() + QPoint(60, 60));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(drags.count, 0);
}

void tst_ImageDrag::enlargedPictureIsMovedInstead()
{
    show({test::pngBytes({2000, 2000}, Qt::green, Qt::blue)});
    m_view->actualSize();
    auto* across = m_view->horizontalScrollBar();
    QTRY_VERIFY(across->value() > 100); // the middle stays the middle
    const int before = across->value();
    QVERIFY(dragFromTheMiddle().isEmpty());
    QCOMPARE(across->value(), before - QApplication::startDragDistance());
}

void tst_ImageDrag::draftIsDraggedOutAsADraft()
{
    const QByteArray draft = test::pngBytes({80, 80}, Qt::red, Qt::blue);
    show({draft, test::pngBytes({200, 100}, Qt::green, Qt::blue)});
    const auto buttons = m_panel->findChildren<QToolButton*>();
    const auto found = std::ranges::find(buttons, u"Draft 1"_s, &QToolButton::text);
    QVERIFY(found != buttons.end());
    QTest::mouseClick(*found, Qt::LeftButton);
    QTRY_COMPARE(m_view->pixelSize(), QSize(80, 80));
    const QUrl url = dragFromTheMiddle();
    QCOMPARE(url.fileName(), u"attempt-7-draft-1.png"_s);
    QCOMPARE(contentOf(url), draft);
}

} // namespace safelight

QTEST_MAIN(safelight::tst_ImageDrag)
#include "tst_imagedrag.moc"
