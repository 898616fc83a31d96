#include "app/request/requestcodec.h"
#include "tests/fuzz/harnesses.h"

namespace safelight {

void fuzz::request(const QByteArray& bytes)
{
    const auto decoded = decodeRequest(bytes);
    if (!decoded) {
        require(!decoded.error().message.isEmpty(), "refused without a sentence");
        return;
    }
    const QByteArray body = encodeRequest(decoded->prompt);
    require(body.size() == encodedRequestSize(decoded->prompt), "another size than was announced");
    const auto again = decodeRequest(body);
    require(again.has_value(), "what was understood is not understood again");
    require(encodeRequest(again->prompt) == body, "what was understood is understood differently");
}

} // namespace safelight
