#include "app/prompt/imageintake.h"
#include "app/prompt/imagestructure.h"
#include "tests/fuzz/harnesses.h"

namespace safelight {

void fuzz::image(const QByteArray& bytes)
{
    const ImageKind kind = imageKindOf(bytes);
    if (kind.mimeType.isEmpty())
        return;
    const ImageStructure structure = checkStructure(bytes);
    if (kind.mimeType == "image/png") {
        require(isDecodable(bytes) == (structure == ImageStructure::Whole),
                "decodes a PNG that is not whole");
        // libpng would say so on standard error, which the fuzzer looks at afterwards.
        if (bytes.size() < 5000)
            (void)imageForView(bytes, {16, 16});
    }
}

} // namespace safelight
