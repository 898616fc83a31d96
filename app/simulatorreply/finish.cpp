#include "app/simulatorreply/finish.h"

#include <QHash>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

QString finishMessage(const QString& reason, bool vertex)
{
    static const QHash<QString, QString> messages {
        {u"IMAGE_SAFETY"_s,
         u"Unable to show the generated image because it was filtered out under the usage "
         "policies."_s},
        {u"IMAGE_PROHIBITED_CONTENT"_s,
         u"Unable to show the generated image because it violated the policy on "
         "prohibited content."_s},
        {u"IMAGE_RECITATION"_s,
         u"Unable to show the generated image because it was too close to existing "
         "content."_s},
        {u"IMAGE_OTHER"_s,
         u"Unable to show the generated image. You will not be charged for this request."_s},
        {u"NO_IMAGE"_s, u"The model did not produce an image."_s},
        {u"OTHER"_s, u"Model failed to generate content due to internal error."_s},
        {u"MALFORMED_FUNCTION_CALL"_s, u"Malformed function call: print(simulated("_s},
        {u"UNEXPECTED_TOOL_CALL"_s, u"Unexpected tool call: simulated()"_s},
    };
    QString message = messages.value(reason);
    // Vertex adds numbers that stand for category and phase (gemini-api.md §3): sexual, output.
    if (vertex && reason == "IMAGE_SAFETY"_L1)
        message += u" Support codes: 63429089"_s;
    return message;
}

bool endsPartWay(const QString& reason)
{
    static const QStringList partWay {u"SAFETY"_s,    u"RECITATION"_s,         u"MAX_TOKENS"_s,
                                      u"BLOCKLIST"_s, u"PROHIBITED_CONTENT"_s, u"SPII"_s};
    return partWay.contains(reason);
}

} // namespace safelight::simulation
