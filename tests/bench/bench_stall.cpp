// The real window on the real simulator. A timer ticks every millisecond on the interface thread; the longest
// time between two ticks, while an answer arrives, is read, stored and shown, is the longest stall.
#include "app/base/clock.h"
#include "app/client/httpmodelclient.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "app/simulator/simulator.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/opensession.h"
#include "app/workbench/workbench.h"
#include "tests/bench/measure.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

constexpr int settleMilliseconds = 1500; // pictures are decoded and shown after the answer is complete
constexpr int patienceMilliseconds = 120'000;

struct Scenario
{
    const char* name;
    QString model;
    QString prompt;
};

class StallMeter final : public QObject
{
public:
    StallMeter(Workbench& workbench, QList<Scenario> scenarios)
        : m_workbench(workbench)
        , m_scenarios(std::move(scenarios))
    {
        m_ticks.setTimerType(Qt::PreciseTimer);
        m_ticks.setInterval(1);
        m_settle.setSingleShot(true);
        m_settle.setInterval(settleMilliseconds);
        connect(&m_ticks, &QTimer::timeout, this, &StallMeter::tick);
        connect(&m_settle, &QTimer::timeout, this, &StallMeter::finish);
        connect(&m_workbench, &Workbench::attemptFinished, this, &StallMeter::ended);
    }

    void start()
    {
        if (m_scenarios.isEmpty()) {
            QCoreApplication::exit(m_failed ? 1 : 0);
            return;
        }
        m_workbench.document().setModel(m_scenarios.constFirst().model);
        m_workbench.document().setText(m_scenarios.constFirst().prompt);
        m_longest = 0;
        m_last.start();
        m_ticks.start();
        m_workbench.sending().send();
    }

private:
    void tick()
    {
        m_longest = std::max(m_longest, bench::milliseconds(m_last) - 1);
        m_last.start();
    }

    void ended(const Attempt& attempt)
    {
        if (attempt.state != AttemptState::Completed || attempt.rawAnswer.isEmpty()) {
            std::fprintf(stderr, "bench_stall: %s ended early: %s\n", m_scenarios.constFirst().name,
                         qUtf8Printable(attempt.failure));
            m_failed = true;
        }
        std::fprintf(stderr, "%s: %lld bytes in %.1f s\n", m_scenarios.constFirst().name,
                     static_cast<long long>(attempt.rawAnswer.size()), attempt.seconds);
        m_settle.start();
    }

    void finish()
    {
        m_ticks.stop();
        bench::say(m_scenarios.constFirst().name, m_longest);
        m_scenarios.removeFirst();
        start();
    }

    Workbench& m_workbench;
    QList<Scenario> m_scenarios;
    QTimer m_ticks;
    QTimer m_settle;
    QElapsedTimer m_last;
    double m_longest = 0;
    bool m_failed = false;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, Appearance::Light);
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    SessionSecretStore secrets;
    HttpModelClient client;
    const SystemClock clock;
    Simulator simulator;
    const auto url = simulator.start();
    if (!url)
        return 1;
    Workbench workbench({client, secrets, settings, clock});
    workbench.backends().connectTo(*url);
    MainWindow window(workbench, settings, clock);
    window.resize(1440, 900);
    window.show();
    StallMeter meter(
        workbench,
        {{"picture", u"gemini-3-pro-image-preview"_s, u"A jacket on a hanger\n#simulate: large=20MB"_s},
         {"chunks", u"gemini-2.5-flash"_s, u"A long story\n#simulate: chunks=5000"_s}});
    QObject::connect(&workbench, &Workbench::sessionOpened, &meter,
                     [&meter] { QTimer::singleShot(settleMilliseconds, &meter, &StallMeter::start); });
    QObject::connect(
        &workbench, &Workbench::problemOccurred, &meter, [](const QString& sentence, const QString& detail) {
            std::fprintf(stderr, "bench_stall: %s %s\n", qUtf8Printable(sentence), qUtf8Printable(detail));
        });
    workbench.session().create(folder.filePath(u"bench.safelight"_s));
    QTimer::singleShot(patienceMilliseconds, &application, [] {
        std::fputs("bench_stall: gave up waiting\n", stderr);
        QCoreApplication::exit(1);
    });
    return QApplication::exec();
}
