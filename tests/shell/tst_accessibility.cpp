#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"

#include <QAccessible>
#include <QPushButton>
#include <QTabBar>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

// Parts inside a control (the line edit of a combo box, the viewport of a view) speak through their parent.
bool isPartOfAControl(const QWidget* widget)
{
    const auto* parent = widget->parentWidget();
    return widget->objectName().startsWith("qt_"_L1)
        || (parent && (parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox")));
}

QStringList unnamedBelow(const QWidget& root, int& seen)
{
    QStringList unnamed;
    for (auto* widget : root.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || isPartOfAControl(widget))
            continue;
        ++seen;
        auto* face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).isEmpty())
            unnamed << QString::fromLatin1(widget->metaObject()->className()) + u'/' + widget->objectName();
    }
    return unnamed;
}

} // namespace

class tst_Accessibility : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyFocusableWidgetHasAName()
    {
        test::Program program;
        QVERIFY(program.open());
        int seen = 0;
        QCOMPARE(unnamedBelow(*program.window, seen), QStringList());
        QVERIFY(seen > 10);
    }

    // Each tab is opened once, so that what is hidden at the start is walked too.
    void everyFocusableWidgetOfEachTabHasAName()
    {
        test::Program program;
        QVERIFY(program.open());
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        QTest::mouseClick(program.window->findChild<QPushButton*>(u"starter0"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        QStringList unnamed;
        int seen = 0;
        for (auto* tabs : program.window->findChildren<QTabBar*>()) {
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                QCoreApplication::processEvents();
                unnamed += unnamedBelow(*program.window, seen);
            }
        }
        unnamed.removeDuplicates();
        QCOMPARE(unnamed, QStringList());
        QVERIFY(seen > 50);
    }

    void tabKeyReachesEditorSlidersInspectorAndHistory()
    {
        test::Program program;
        QVERIFY(program.open());
        program.window->activateWindow();
        QSet<QWidget*> reached;
        for (int i = 0; i < 120; ++i) {
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : program.window.get(),
                            Qt::Key_Tab, Qt::ControlModifier);
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : program.window.get(),
                            Qt::Key_Tab);
            reached << QApplication::focusWidget();
        }
        reached.remove(nullptr);
        QVERIFY2(reached.size() >= 8, qPrintable(u"only %1 widgets"_s.arg(reached.size())));
    }
};

QTEST_MAIN(tst_Accessibility)
#include "tst_accessibility.moc"
