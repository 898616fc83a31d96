#include "app/wording/words.h"

#include "app/wording/context.h"

#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight::wording {

QString number(qint64 value)
{
    QString digits = QString::number(value);
    const qsizetype first = digits.startsWith(u'-') ? 1 : 0;
    for (qsizetype i = digits.size() - 3; i > first; i -= 3)
        digits.insert(i, u'\u202f');
    return digits;
}

QString tokenCount(qint64 count)
{
    return count == 1 ? Wording::tr("1 token") : Wording::tr("%1 tokens").arg(number(count));
}

QString bytes(qint64 value)
{
    // Decimal units: the limits of the service are stated in them (gemini-api.md §8).
    if (value < 1000)
        return Wording::tr("%1 B").arg(value);
    static constexpr std::array units {"kB", "MB", "GB", "TB"};
    double amount = static_cast<double>(value) / 1000;
    std::size_t unit = 0;
    // 999.95 would be rounded to "1000.0".
    while (amount >= 999.95 && unit + 1 < units.size()) {
        amount /= 1000;
        ++unit;
    }
    return QString::number(amount, 'f', 1) + u' ' + QLatin1StringView(units.at(unit));
}

QString duration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return {};
    if (seconds < 0.0995)
        return Wording::tr("%1 ms").arg(std::lround(seconds * 1000));
    if (seconds < 59.95)
        return Wording::tr("%1 s").arg(std::round(seconds * 10) / 10); // "6.4", but "38"
    const auto whole = static_cast<qint64>(std::min(std::round(seconds), 1e15));
    if (whole < 3600)
        return Wording::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Wording::tr("%1 h %2 min").arg(number(whole / 3600)).arg(whole % 3600 / 60);
}

QString timeOfDay(const QDateTime& utc)
{
    return utc.toLocalTime().toString(u"HH:mm:ss"_s);
}

} // namespace safelight::wording
