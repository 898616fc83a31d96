#include "app/simulatorreply/finish.h"

#include "app/response/reasontable.h"

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

ReasonPlay playOf(const QString& reason)
{
    const auto known = Known<FinishReason>::fromWire(reason);
    return known.isKnown() ? reasonRow(*known.value()).play : ReasonPlay();
}

} // namespace

QString finishMessage(const QString& reason, bool vertex)
{
    QString message = QString::fromUtf8(playOf(reason).says);
    // Vertex adds numbers that stand for category and phase (gemini-api.md §3): sexual, output.
    if (vertex && reason == "IMAGE_SAFETY"_L1)
        message += u" Support codes: 63429089"_s;
    return message;
}

bool endsPartWay(const QString& reason)
{
    return playOf(reason).endsPartWay;
}

} // namespace safelight::simulation
