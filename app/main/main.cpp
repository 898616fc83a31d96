#include "app/base/clock.h"
#include "app/cli/commandline.h"
#include "app/cli/interruption.h"
#include "app/client/httpmodelclient.h"
#include "app/keystore/systemsecretstore.h"
#include "app/prompt/imageintake.h"
#include "app/settings/settings.h"
#include "app/simulator/simulator.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/opensession.h"
#include "app/workbench/workbench.h"
#include "ui/base/firstpaint.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/appearancename.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

// Without a display Qt would end the program with an abort; a sentence is kinder.
bool hasDisplay()
{
#ifdef Q_OS_LINUX
    for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (qEnvironmentVariableIsSet(variable))
            return true;
    }
    return false;
#else
    return true;
#endif
}

bool namesPlatform(const QStringList& arguments)
{
    return arguments.contains(u"-platform"_s) || arguments.contains(u"--platform"_s);
}

// A key must neither end up in the file that a crash leaves behind nor be read by other programs of the user.
void keepMemoryPrivate()
{
#if defined(Q_OS_LINUX) && defined(NDEBUG)
    const rlimit none {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

void nameProgram()
{
    QCoreApplication::setOrganizationName(u"Safelight"_s);
    QCoreApplication::setApplicationName(u"Safelight"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SAFELIGHT_VERSION));
}

// The desktop's language where there is one for it; English for its plural forms otherwise.
void installTranslation(QTranslator& translator)
{
    if (translator.load(QLocale(), u"safelight"_s, u"_"_s, u":/i18n"_s)
        || translator.load(u":/i18n/safelight_en.qm"_s))
        QCoreApplication::installTranslator(&translator);
}

// For the start-up measurement (packaging/bench).
void sayPaintedAndQuit()
{
    std::puts("painted");
    std::fflush(stdout);
    QCoreApplication::quit();
}

// `simulator` takes the one that is started here.
Result<QUrl> startSimulator(std::unique_ptr<Simulator>& simulator)
{
    simulator = std::make_unique<Simulator>(1);
    return simulator->start(0);
}

void begin(Workbench& workbench, std::unique_ptr<Simulator>& simulator, MainWindow& window)
{
    const auto simulatorUrl = startSimulator(simulator);
    workbench.backends().connectTo(simulatorUrl ? *simulatorUrl : QUrl());
    if (!simulatorUrl)
        window.showProblem(simulatorUrl.error().message, simulatorUrl.error().detail);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() > 1)
        workbench.session().open(arguments.at(1));
    else
        workbench.session().openDefault();
}

template<typename Application>
int runCommand(int argc, char** argv, const QStringList& arguments)
{
    const Application application(argc, argv);
    nameProgram();
    QTranslator translator;
    installTranslation(translator);
    return runHeadless(arguments);
}

int runWindow(int argc, char** argv)
{
    QApplication application(argc, argv);
    nameProgram();
    QTranslator translator;
    installTranslation(translator);
    QApplication::setApplicationDisplayName(u"Safelight"_s);

    Settings settings;
    applyTheme(application, appearanceNamed(settings.text(SettingKey::Appearance)));
    SystemSecretStore secrets;
    HttpModelClient client;
    const SystemClock clock;
    std::unique_ptr<Simulator> simulator;
    Workbench workbench({client, secrets, settings, clock});
    MainWindow window(workbench, settings, clock);
    // Servers, key stores and sessions come after the first picture.
    const FirstPaint afterwards(window, [&] {
        if (qEnvironmentVariableIsSet("SAFELIGHT_BENCH_START"))
            return sayPaintedAndQuit();
        begin(workbench, simulator, window);
    });
    // What arrives is kept when the workbench goes; nobody is asked.
    const Interruption interruption;
    QObject::connect(&interruption, &Interruption::interrupted, &application, [] { QApplication::exit(0); });
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    keepMemoryPrivate();
    prepareImageDecoders();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (isHeadlessCall(arguments)) {
        if (!needsFonts(arguments))
            return runCommand<QCoreApplication>(argc, argv, arguments);
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return runCommand<QGuiApplication>(argc, argv, arguments);
    }
    if (!hasDisplay() && !namesPlatform(arguments)) {
        std::fputs("Safelight: there is no display to open the window on. "
                   "The commands inspect, send and simulate work without one (safelight --help).\n",
                   stderr);
        return 2;
    }
    return runWindow(argc, argv);
}
