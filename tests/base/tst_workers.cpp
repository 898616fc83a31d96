#include "app/base/workers.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

#include <atomic>

using namespace safelight;

class tst_Workers : public QObject
{
    Q_OBJECT

private slots:
    // A picture that is being decoded when the window closes must not meet a half-destroyed program.
    void theApplicationWaitsForWhatRuns()
    {
        std::atomic_bool finished = false;
        {
            int count = 0;
            const QCoreApplication application(count, nullptr);
            QSemaphore started;
            QSemaphore never;
            workers().start([&] {
                started.release();
                never.tryAcquire(1, 200); // work that takes a while
                finished = true;
            });
            started.acquire();
        }
        QVERIFY(finished);
    }
};

QTEST_APPLESS_MAIN(tst_Workers)
#include "tst_workers.moc"
