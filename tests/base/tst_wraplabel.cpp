#include "tests/support/strict.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

#include <utility>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QString sentence =
    u"Write a prompt on the left, drop in a picture if you have one, and press Ctrl+Return. "
    "Safelight shows which filter stopped the request (a well-known one) and whether a "
    "setting reaches it; or begin with 1,024 examples. Affluent wolves, far off: ffff!"_s;

template<typename Label>
void prepare(Label& label, const QString& text, Qt::Alignment alignment, Qt::LayoutDirection direction)
{
    label.setWordWrap(true);
    label.setTextFormat(Qt::PlainText);
    label.setAlignment(alignment);
    label.setLayoutDirection(direction);
    label.setText(text);
    label.ensurePolished();
}

class TstWrapLabel final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }
    void init() { test::strict(); }
    void isAsHighAndLooksAsAnyLabel_data();
    void isAsHighAndLooksAsAnyLabel();
    void breaksAtEveryWidthAsAnyLabel_data();
    void breaksAtEveryWidthAsAnyLabel();
    void followsItsTextAndFont();
    void leavesWhatItDoesNotKnowToTheLabel();
};

void TstWrapLabel::isAsHighAndLooksAsAnyLabel_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Qt::Alignment>("alignment");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    const Qt::Alignment usual = Qt::AlignLeft | Qt::AlignVCenter;
    QTest::newRow("one word") << u"Safelight"_s << usual << Qt::LeftToRight;
    QTest::newRow("a sentence") << sentence << usual << Qt::LeftToRight;
    QTest::newRow("at the right") << sentence << Qt::Alignment(Qt::AlignRight | Qt::AlignTop)
                                  << Qt::LeftToRight;
    QTest::newRow("in the middle") << sentence << Qt::Alignment(Qt::AlignHCenter | Qt::AlignBottom)
                                   << Qt::LeftToRight;
    QTest::newRow("in a mirrored window") << sentence << usual << Qt::RightToLeft;
    QTest::newRow("words from right to left")
        << u"שלום עולם in one sentence, זה משפט ארוך"_s.repeated(3) << usual << Qt::LeftToRight;
    QTest::newRow("some words from right to left")
        << u"Say שלום עולם in one sentence; "_s.repeated(3) << usual << Qt::LeftToRight;
    QTest::newRow("right to left") << u"שלום עולם, זה משפט ארוך עם Safelight באמצע"_s.repeated(3) << usual
                                   << Qt::RightToLeft;
    QTest::newRow("several lines") << u"One line\nand another one\n\nand the last"_s << usual
                                   << Qt::LeftToRight;
    QTest::newRow("ends in a break") << u"One line\n"_s << usual << Qt::LeftToRight;
    QTest::newRow("carriage returns") << u"One line\r\nand another\rone"_s << usual << Qt::LeftToRight;
    QTest::newRow("many spaces") << u"  a   lot     of   room      between     words   "_s << usual
                                 << Qt::LeftToRight;
    QTest::newRow("a word without an end")
        << u"x"_s.repeated(300) + u" and more"_s << usual << Qt::LeftToRight;
    QTest::newRow("hyphens that may show")
        << u"un\u00adbe\u00adliev\u00adable"_s.repeated(6) << usual << Qt::LeftToRight;
    QTest::newRow("signs of another font")
        << u"多 · → 🙂 e\u0301 and so on, and so on, and so on"_s << usual << Qt::LeftToRight;
    QTest::newRow("tabs") << u"a\tb\tc and more words that need a second line"_s << usual << Qt::LeftToRight;
    QTest::newRow("two lengths") << u"a rather long text\u009cshort"_s << usual << Qt::LeftToRight;
    QTest::newRow("an ampersand") << u"Search & find & fetch & carry & bring & take"_s << usual
                                  << Qt::LeftToRight;
    QTest::newRow("half of a pair") << QString(QChar(0xd83d)) + u" broken"_s << usual << Qt::LeftToRight;
}

void TstWrapLabel::isAsHighAndLooksAsAnyLabel()
{
    QFETCH(const QString, text);
    QFETCH(const Qt::Alignment, alignment);
    QFETCH(const Qt::LayoutDirection, direction);
    WrapLabel ours;
    QLabel theirs;
    prepare(ours, text, alignment, direction);
    prepare(theirs, text, alignment, direction);
    for (const int width : {20, 90, 160, 241, 400, 2600}) {
        const int height = theirs.heightForWidth(width);
        QCOMPARE(ours.heightForWidth(width), height);
        for (const int room : {height, height + 17, height - 9}) {
            ours.resize(width, room);
            theirs.resize(width, room);
            QCOMPARE(ours.grab().toImage(), theirs.grab().toImage());
        }
    }
    ours.setEnabled(false);
    theirs.setEnabled(false);
    QCOMPARE(ours.grab().toImage(), theirs.grab().toImage());
}

void TstWrapLabel::breaksAtEveryWidthAsAnyLabel_data()
{
    QTest::addColumn<QFont>("font");
    QFont font;
    QTest::newRow("the usual font") << font;
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 1.4);
    QTest::newRow("a title") << font;
    font.setItalic(true);
    font.setFamily(u"serif"_s);
    QTest::newRow("letters that lean") << font;
}

void TstWrapLabel::breaksAtEveryWidthAsAnyLabel()
{
    QFETCH(const QFont, font);
    WrapLabel ours;
    QLabel theirs;
    ours.setFont(font);
    theirs.setFont(font);
    prepare(ours, sentence, Qt::AlignLeft, Qt::LeftToRight);
    prepare(theirs, sentence, Qt::AlignLeft, Qt::LeftToRight);
    for (int width = 1; width < 1600; ++width)
        QCOMPARE(std::pair(width, ours.heightForWidth(width)),
                 std::pair(width, theirs.heightForWidth(width)));
}

void TstWrapLabel::followsItsTextAndFont()
{
    WrapLabel label(sentence);
    label.resize(200, 300);
    const QImage before = label.grab().toImage();
    const int height = label.heightForWidth(200);
    label.setText(u"short"_s);
    QVERIFY(label.heightForWidth(200) < height);
    QVERIFY(label.grab().toImage() != before);
    label.setText(sentence);
    QCOMPARE(label.grab().toImage(), before);
    QFont larger = label.font();
    larger.setPointSizeF(larger.pointSizeF() * 2);
    label.setFont(larger);
    QVERIFY(label.heightForWidth(200) > height);
    QVERIFY(label.grab().toImage() != before);
}

void TstWrapLabel::leavesWhatItDoesNotKnowToTheLabel()
{
    QWidget buddy;
    WrapLabel ours;
    QLabel theirs;
    for (QLabel* label : {static_cast<QLabel*>(&ours), &theirs}) {
        label->setBuddy(&buddy);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setText(u"Press &one of the many letters that there are"_s);
        label->resize(120, 80);
    }
    QCOMPARE(ours.grab().toImage(), theirs.grab().toImage());
    for (QLabel* label : {static_cast<QLabel*>(&ours), &theirs}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFrameShape(QFrame::Box);
        label->setMargin(5);
        label->setSelection(2, 6);
    }
    QCOMPARE(ours.selectedText(), theirs.selectedText());
    QCOMPARE(ours.grab().toImage(), theirs.grab().toImage());
}

} // namespace

QTEST_MAIN(TstWrapLabel)
#include "tst_wraplabel.moc"
