#include "app/cost/genaiprices.h"
#include "tests/fuzz/harnesses.h"

namespace safelight {

void fuzz::prices(const QByteArray& bytes)
{
    if (const auto table = decodePriceTable(bytes)) {
        const auto again = decodePriceTable(encodePriceTable(*table));
        require(again && *again == *table, "a price table that is written and read is another");
        (void)table->find(QStringLiteral("gemini-2.5-flash"), QDate(2026, 11, 29));
    } else {
        require(!table.error().message.isEmpty(), "refused without a sentence");
    }
    if (const auto imported = importGenaiPrices(bytes, QDate(2026, 11, 29)))
        (void)imported->table.find(QStringLiteral("gemini-2.5-flash"), QDate(2026, 11, 29));
    else
        require(!imported.error().message.isEmpty(), "refused without a sentence");
}

} // namespace safelight
