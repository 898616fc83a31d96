#include "ui/frame/actions.h"
#include "ui/prompt/prompttextedit.h"

#include <QApplication>
#include <QFileInfo>
#include <QLabel>
#include <QTimer>

#include <algorithm>
#include <cstdio>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

int safelightMain(int argc, char** argv); // app/main

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

bool showsSession(const QWidget& window)
{
    const QString name = QFileInfo(QCoreApplication::arguments().value(1)).fileName();
    const auto labels = window.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&name](const QLabel* label) { return label->text().contains(name); });
}

// As soon as the session is open, what the environment says is written into the editor and sent.
bool sendFrom(const QWidget& window)
{
    const auto* actions = window.findChild<Actions*>();
    auto* prompt = window.findChild<PromptTextEdit*>(u"promptText"_s);
    if (!actions || !prompt || !showsSession(window))
        return false;
#ifdef Q_OS_LINUX
    rlimit cores {};
    getrlimit(RLIMIT_CORE, &cores);
    std::printf("dumpable %d cores %llu\n", prctl(PR_GET_DUMPABLE),
                static_cast<unsigned long long>(cores.rlim_cur));
    std::fflush(stdout);
#endif
    prompt->setPlainText(qEnvironmentVariable("SAFELIGHT_VICTIM_PROMPT"));
    actions->send->trigger();
    const int stopAfter = qEnvironmentVariableIntValue("SAFELIGHT_VICTIM_STOP"); // milliseconds
    if (stopAfter > 0)
        QTimer::singleShot(stopAfter, actions, [actions] {
            std::puts("stopping");
            std::fflush(stdout);
            actions->stop->trigger();
        });
    return true;
}

void watchForWindow()
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer] {
        for (const auto* widget : QApplication::topLevelWidgets()) {
            if (sendFrom(*widget)) {
                timer->stop();
                return;
            }
        }
    });
    timer->start(20);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watchForWindow)

// The whole program with its own main(), and a user who sends one prompt. To be killed.
int main(int argc, char** argv)
{
    return safelightMain(argc, argv);
}
