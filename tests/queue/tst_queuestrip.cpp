#include "ui/queue/queuestrip.h"

#include "tests/support/strict.h"
#include "ui/queue/queuerow.h"
#include "ui/queue/retrybar.h"

#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace safelight;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QueueEntry entry(quint64 id, QueueEntry::State state, int number = 0)
{
    return {id, state, u"A red coat"_s, u"gemini-2.5-flash"_s, u"Built-in simulator"_s, number};
}

QToolButton* button(const QWidget& widget, const QString& name)
{
    for (auto* found : widget.findChildren<QToolButton*>()) {
        if (found->accessibleName().startsWith(name) && found->isVisibleTo(&widget))
            return found;
    }
    return nullptr;
}

bool says(const QWidget& widget, const QString& text)
{
    for (const auto* label : widget.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&widget) && label->text().contains(text))
            return true;
    }
    return false;
}

} // namespace

class TestQueueStrip final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void isThereOnlyWhenThereIsAQueue();
    void eachRowHasItsOwnStop();
    void longQueueIsCounted();
    void pauseAndResume();
    void choicesAreTold();
    void retryCountsDown();
    void retryOffersTwoWaysOut();
};

void TestQueueStrip::isThereOnlyWhenThereIsAQueue()
{
    QueueStrip strip;
    QVERIFY(strip.isHidden());
    strip.setState({false, {entry(1, QueueEntry::State::Running, 1)}});
    QVERIFY(strip.isHidden());
    strip.setState({false, {entry(1, QueueEntry::State::Running, 1), entry(2, QueueEntry::State::Waiting)}});
    QVERIFY(!strip.isHidden());
    QVERIFY(says(strip, u"1 running, 1 waiting"_s));
    strip.setState({true, {}});
    QVERIFY(!strip.isHidden());
    QVERIFY(says(strip, u"paused"_s));
    strip.setState({});
    QVERIFY(strip.isHidden());
}

void TestQueueStrip::eachRowHasItsOwnStop()
{
    QueueStrip strip;
    QSignalSpy stopped(&strip, &QueueStrip::stopRequested);
    QSignalSpy all(&strip, &QueueStrip::stopAllRequested);
    strip.setState({false, {entry(7, QueueEntry::State::Running, 12), entry(9, QueueEntry::State::Waiting)}});
    QVERIFY(says(strip, u"#12 · A red coat · gemini-2.5-flash · Built-in simulator"_s));
    button(strip, u"Remove"_s)->click();
    QCOMPARE(stopped.takeFirst().at(0).toULongLong(), 9);
    button(strip, u"Stop “"_s)->click();
    QCOMPARE(stopped.takeFirst().at(0).toULongLong(), 7);
    button(strip, u"Stop All"_s)->click();
    QCOMPARE(all.size(), 1);
}

void TestQueueStrip::longQueueIsCounted()
{
    QueueStrip strip;
    QueueState state;
    for (quint64 id = 1; id <= 40; ++id)
        state.entries.append(entry(id, QueueEntry::State::Waiting));
    strip.setState(state);
    QVERIFY(says(strip, u"and 35 more"_s));
}

void TestQueueStrip::pauseAndResume()
{
    QueueStrip strip;
    QSignalSpy paused(&strip, &QueueStrip::pauseRequested);
    QSignalSpy resumed(&strip, &QueueStrip::resumeRequested);
    QueueState state {false, {entry(1, QueueEntry::State::Running), entry(2, QueueEntry::State::Waiting)}};
    strip.setState(state);
    button(strip, u"Pause"_s)->click();
    QCOMPARE(paused.size(), 1);
    state.isPaused = true;
    strip.setState(state);
    button(strip, u"Resume"_s)->click();
    QCOMPARE(resumed.size(), 1);
}

void TestQueueStrip::choicesAreTold()
{
    QueueStrip strip;
    QSignalSpy changed(&strip, &QueueStrip::choicesChanged);
    strip.setChoices(3, 2);
    QVERIFY(changed.isEmpty());
    const auto choices = strip.findChildren<QSpinBox*>();
    QCOMPARE(choices.at(0)->value(), 3);
    QCOMPARE(choices.at(1)->value(), 2);
    choices.at(0)->setValue(5);
    QCOMPARE(changed.last(), (QVariantList {5, 2}));
}

void TestQueueStrip::retryCountsDown()
{
    RetryBar bar;
    QVERIFY(bar.isHidden());
    bar.showWait(4, 9, {1, 3, 8s, u"Overloaded"_s});
    QVERIFY(!bar.isHidden());
    QVERIFY(says(bar, u"Try 1 of 4 failed: Overloaded"_s));
    QVERIFY(says(bar, u"Next try in 8 s"_s));
    QTRY_VERIFY(says(bar, u"Next try in 7 s"_s));
    bar.endWait(5); // another one
    QVERIFY(!bar.isHidden());
    bar.endWait(4);
    QVERIFY(bar.isHidden());
}

void TestQueueStrip::retryOffersTwoWaysOut()
{
    RetryBar bar;
    QSignalSpy now(&bar, &RetryBar::tryNowRequested);
    QSignalSpy up(&bar, &RetryBar::giveUpRequested);
    bar.showWait(4, 9, {1, 3, 8s, u"Overloaded"_s});
    bar.showWait(5, 10, {2, 3, 9s, u"Overloaded"_s});
    QVERIFY(says(bar, u"#9 · Try 1 of 4 failed: Overloaded"_s)); // which of the two
    button(bar, u"Try Now"_s)->click();
    QCOMPARE(now.takeFirst().at(0).toLongLong(), 4);
    bar.endWait(4);
    QVERIFY(says(bar, u"Try 2 of 4 failed: Overloaded"_s));
    button(bar, u"Give Up"_s)->click();
    QCOMPARE(up.takeFirst().at(0).toLongLong(), 5);
}

QTEST_MAIN(TestQueueStrip)
#include "tst_queuestrip.moc"
