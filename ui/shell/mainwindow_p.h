#pragma once

#include "app/cost/ledger.h"
#include "app/exchange/code.h"
#include "app/session/attempt.h"
#include "app/settings/settings.h"
#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/base/theme.h"
#include "ui/history/historysource.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/statusline.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/welcomepage.h"

#include <QCoreApplication>
#include <QMenu>

#include <functional>
#include <memory>
#include <optional>

class QSplitter;
class QStackedWidget;

namespace safelight {

class AdvicePanel;
class Comparing;
class EditorPanel;
class HistoryPanel;
class ImportDialog;
class ResponsePanel;
class SessionWork;
class ThresholdPanel;
enum class ReportFormat;
struct ImportedAnswer;
struct ReportSubject;
struct RecordedCall;

// The inside of MainWindow: its panes (mainwindow.cpp), what connects them (connections.cpp), answers from
// elsewhere (decoding.cpp), the history (historywork.cpp), and what things
// cost (money.cpp).
class MainWindow::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::MainWindow)

public:
    Private(MainWindow& owner, Workbench& bench, Settings& store)
        : window(owner)
        , workbench(bench)
        , settings(store)
    { }

    // mainwindow.cpp
    void build();
    QSplitter* makePanes();
    void buildMenus();

    // connections.cpp
    void connectWorkbench();
    void connectSession();
    void connectPanes();
    void connectActions();
    void connectViewActions();
    void connectAdvice();
    void showInitialState();
    void restoreGeometry();
    static QList<Starter> starters();
    void runStarter(int index);
    void fillScenarios();
    void useScenario(const QString& name);
    void send();
    void showAttempt(const Attempt& attempt, bool follow);
    void showMeasured(const Attempt& attempt);
    void showBackend();
    void setUpBackend(const QString& id);
    void chooseBackend(const QString& id);
    void applyAppearance(const QString& name);

    // decoding.cpp
    void takeFiles(const QStringList& paths);
    void decodeFile(const QString& path);
    void decodeText(const QString& text);
    void takeDecoded(const ImportedAnswer& imported);
    void openDecodeDialog();

    // comparing.cpp
    void connectComparing();
    void restoreCompared(const Attempt& attempt); // after a preview

    // historywork.cpp
    void connectHistory();
    void withAttempt(qint64 id, std::function<void(const Attempt&)> then);
    void showFirstAttempt();
    void restoreAttempt(const Attempt& attempt);
    void sendAttemptAgain(const Attempt& attempt);
    void offerPicture(const Attempt& attempt);

    // money.cpp
    void connectMoney();
    void openPrices();

    // exchanging.cpp
    void connectExchange();
    void openCode(CodeTarget target);
    void openCodeOf(qint64 id);
    ImportDialog* openImport();
    void keepCalls(const QList<RecordedCall>& calls, const QString& source);
    void takeRecordings(const QStringList& paths);
    void importEach(const QStringList& paths, qsizetype at); // one after another
    bool takeRecordedText(const QString& text); // false: it is for decodeText()

    // reporting.cpp
    void connectReports();
    void collectReport(const QList<qint64>& chosen, std::optional<ReportFormat> format,
                       bool aboutChosen = false);
    void openReport(ReportSubject subject, std::optional<ReportFormat> format);

    MainWindow& window;
    Workbench& workbench;
    Settings& settings;
    Actions* actions = nullptr;
    Toolbar* toolbar = nullptr;
    MessageBar* message = nullptr;
    EditorPanel* editor = nullptr;
    ThresholdPanel* thresholds = nullptr;
    ResponsePanel* response = nullptr;
    AdvicePanel* advice = nullptr;
    std::unique_ptr<HistorySource> historySource; // goes after the panel, which uses it
    HistoryPanel* history = nullptr;
    QWidget* historyPane = nullptr;
    StatusLine* status = nullptr;
    WelcomePage* welcome = nullptr;
    QStackedWidget* stack = nullptr;
    QStackedWidget* pages = nullptr; // the panes, or a page in their place
    Comparing* comparing = nullptr;
    SessionWork* sessions = nullptr;
    QMenu* examplesMenu = nullptr;
    QMenu* scenariosMenu = nullptr;
    Ledger ledger; // of the open session
    Attempt shown; // the attempt in the inspector; id 0: none
    bool losing = false; // attempts that are in no session, which the user let go
    bool justOpened = false; // a session, whose newest attempt is to be shown
};

} // namespace safelight
