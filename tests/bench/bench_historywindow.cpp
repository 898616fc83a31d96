// The real window on a long session (bench_history makes it). A timer ticks every millisecond on the
// interface thread; the longest time between two ticks is the longest stall: while each key of a filter is
// typed and found, and while the list is scrolled from its top to its end.
//   bench_historywindow FILE
#include "app/base/clock.h"
#include "app/client/httpmodelclient.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/opensession.h"
#include "app/workbench/workbench.h"
#include "tests/bench/measure.h"
#include "ui/history/historylist.h"
#include "ui/history/historypanel.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractProxyModel>
#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>

using namespace safelight;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto settle = 1500ms;
constexpr auto betweenKeys = 120ms; // of somebody who types quickly
constexpr auto patience = 120s;
constexpr int scrollSteps = 400;
constexpr int rowsSeen = 9; // at this size of the window

class HistoryMeter final : public QObject
{
public:
    explicit HistoryMeter(MainWindow& window)
        : m_panel(window.findChild<HistoryPanel*>())
        , m_list(window.findChild<HistoryList*>())
        , m_field(window.findChild<QLineEdit*>(u"historyFilter"_s))
    {
        m_ticks.setTimerType(Qt::PreciseTimer);
        m_ticks.setInterval(1);
        connect(&m_ticks, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, bench::milliseconds(m_last) - 1);
            m_last.start();
        });
        connect(m_panel, &HistoryPanel::indexShown, this, [this] {
            if (m_waiting)
                m_found << bench::milliseconds(m_typed);
            m_waiting = false;
        });
    }

    // From now to the first list of the session that is being opened, painted, with what its rows say.
    void timeOpening()
    {
        m_opened.start();
        connect(m_panel, &HistoryPanel::indexShown, this, &HistoryMeter::noteListed);
        const auto* shown = qobject_cast<QAbstractProxyModel*>(m_list->model());
        connect(qobject_cast<HistoryModel*>(shown->sourceModel()), &HistoryModel::loaded, this,
                &HistoryMeter::noteListed);
    }

    void start()
    {
        begin();
        type();
    }

private:
    void noteListed()
    {
        if (std::exchange(m_listed, m_listed || isLoaded()))
            return;
        if (!m_listed)
            return;
        m_list->viewport()->repaint();
        bench::say("listed", bench::milliseconds(m_opened));
        if (m_onlyOpened)
            QCoreApplication::exit(0);
    }

    bool isLoaded() const
    {
        const auto* rows = m_list->model();
        for (int row = 0; row < std::min(rows->rowCount(), rowsSeen); ++row) {
            if (!rows->index(row, 0).data(HistoryModel::LoadedRole).toBool())
                return false;
        }
        return rows->rowCount() > 0;
    }

    void begin()
    {
        m_longest = 0;
        m_last.start();
        m_ticks.start();
    }

    void type()
    {
        if (m_keys.isEmpty()) {
            m_ticks.stop();
            bench::say("key", m_longest);
            bench::say("found", m_found.isEmpty() ? 0 : *std::ranges::max_element(m_found));
            m_field->clear();
            QTimer::singleShot(settle, this, [this] {
                begin();
                scroll(0);
            });
            return;
        }
        m_waiting = true;
        m_typed.start();
        m_field->insert(m_keys.left(1));
        m_keys.remove(0, 1);
        QTimer::singleShot(betweenKeys, this, [this] { type(); });
    }

    void scroll(int step)
    {
        auto* bar = m_list->verticalScrollBar();
        bar->setValue(static_cast<int>(qint64(bar->maximum()) * step / scrollSteps));
        if (step < scrollSteps) {
            QTimer::singleShot(8ms, this, [this, step] { scroll(step + 1); });
            return;
        }
        QTimer::singleShot(settle, this, [this] {
            m_ticks.stop();
            bench::say("scroll", m_longest);
            bench::say("rows", m_list->model()->rowCount());
            bench::say("memory", double(bench::processMemory("VmRSS:")));
            bench::say("idle", double(m_idle));
            QCoreApplication::exit(m_list->model()->rowCount() > 0 ? 0 : 1);
        });
    }

public:
    qint64 m_idle = 0; // memory before the session was opened
    bool m_onlyOpened = false;

private:
    HistoryPanel* m_panel;
    HistoryList* m_list;
    QLineEdit* m_field;
    QString m_keys = u"blocked coat or model:gemini cost>0"_s;
    QTimer m_ticks;
    QElapsedTimer m_last;
    QElapsedTimer m_typed;
    QElapsedTimer m_opened;
    QList<double> m_found;
    double m_longest = 0;
    bool m_waiting = false;
    bool m_listed = false;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, Appearance::Light);
    const QStringList arguments = QCoreApplication::arguments();
    // "opened": ends with the first list
    const bool onlyOpened = arguments.size() == 3 && arguments.at(2) == u"opened"_s;
    if (arguments.size() != 2 && !onlyOpened)
        return 2;
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    SessionSecretStore secrets;
    HttpModelClient client;
    const SystemClock clock;
    Workbench workbench({client, secrets, settings, clock});
    workbench.backends().connectTo({});
    MainWindow window(workbench, settings, clock);
    window.resize(1440, 900);
    window.show();
    HistoryMeter meter(window);
    QObject::connect(&workbench, &Workbench::problemOccurred, &meter,
                     [](const QString& sentence, const QString& detail) {
                         std::fprintf(stderr, "bench_historywindow: %s %s\n", qUtf8Printable(sentence),
                                      qUtf8Printable(detail));
                     });
    // A new session first: what an idle window takes is known then.
    workbench.session().create(folder.filePath(u"idle.safelight"_s));
    meter.m_onlyOpened = onlyOpened;
    QTimer::singleShot(settle, &meter, [&] {
        meter.m_idle = bench::processMemory("VmRSS:");
        meter.timeOpening();
        workbench.session().open(arguments.at(1));
        if (!onlyOpened)
            QTimer::singleShot(settle, &meter, [&meter] { meter.start(); });
    });
    QTimer::singleShot(patience, &application, [] {
        std::fputs("bench_historywindow: gave up waiting\n", stderr);
        QCoreApplication::exit(1);
    });
    return QApplication::exec();
}
