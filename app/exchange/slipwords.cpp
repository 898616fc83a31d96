#include "app/exchange/slipwords.h"

#include "app/exchange/callparts.h"

#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

QString slipWords(JsonSlips slips)
{
    const std::array words {
        std::pair {JsonSlip::Comments, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "without its comments"))},
        std::pair {JsonSlip::TrailingCommas,
                   sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "without trailing commas"))},
        std::pair {JsonSlip::LineBreaks,
                   sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "line breaks in texts escaped"))},
        std::pair {JsonSlip::Quotes,
                   sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "double quotes around names and texts"))},
        std::pair {JsonSlip::Words,
                   sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "true, false and null in JSON's spelling"))},
        std::pair {JsonSlip::Escapes,
                   sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "escapes that JSON does not have replaced"))},
        std::pair {JsonSlip::Code, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "values in code resolved"))},
    };
    QStringList found;
    for (const auto& [slip, text] : words) {
        if (slips.testFlag(slip))
            found << text;
    }
    return found.join(u", "_s);
}

} // namespace safelight
