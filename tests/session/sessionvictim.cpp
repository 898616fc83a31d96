#include "app/session/sessionstore.h"
#include "tests/support/sampleattempt.h"

#include <QCoreApplication>

#include <cstdio>

using namespace safelight;

// Begins an attempt, keeps what arrives of its answer and a draft in the session given, says so, and then
// hangs until it is killed.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    auto store = SessionStore::open(QCoreApplication::arguments().value(1));
    if (!store)
        return 1;
    Prompt draft = test::samplePrompt();
    draft.text = QStringLiteral("half a sen");
    const auto saved = (*store)->saveDraft(draft);
    const auto begun = (*store)->begin(test::sampleAttempt());
    if (!saved || !begun)
        return 2;
    Attempt soFar = *begun;
    soFar.httpCode = 200;
    if (!(*store)->keepArrived(soFar, "dropped", true) || !(*store)->keepArrived(soFar, "data: one\n\n", true)
        || !(*store)->keepArrived(soFar, "data: two\n\n", false))
        return 3;
    std::printf("sending %d\n", begun->number);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
