#include "app/wording/costwords.h"

#include "app/wording/context.h"
#include "app/wording/words.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

constexpr double leastShown = 0.0001; // USD

QString dollars(double amount, int decimals)
{
    return u'$' + QString::number(amount, 'f', decimals);
}

} // namespace

QString money(double amount)
{
    if (!std::isfinite(amount) || amount < 0)
        return {};
    if (amount == 0)
        return u"$0"_s;
    if (amount < leastShown)
        return Wording::tr("less than %1").arg(dollars(leastShown, 4));
    if (amount < 0.00995)
        return dollars(amount, 4);
    if (amount < 0.9995)
        return dollars(amount, 3);
    if (amount < 999.995)
        return dollars(amount, 2);
    return u'$' + number(std::llround(std::min(amount, 1e15)));
}

QString moneyAbout(double amount)
{
    if (!std::isfinite(amount) || amount < 0)
        return {};
    if (amount < leastShown)
        return amount == 0 ? u"$0"_s : u"< "_s + dollars(leastShown, 4); // short, as "≈" is
    return u"≈ "_s + (amount >= 0.0995 && amount < 1 ? dollars(amount, 2) : money(amount));
}

QString moneyRange(std::optional<double> low, std::optional<double> high)
{
    if (!low && !high)
        return Wording::tr("no price known");
    if (!high)
        return Wording::tr("at least %1").arg(money(*low));
    const QString least = money(low.value_or(0));
    QString most = money(*high);
    if (least == most || (low.value_or(0) < leastShown && *high < leastShown))
        return most;
    return Wording::tr("between %1 and %2").arg(low.value_or(0) < leastShown ? u"$0"_s : least, most);
}

QString moneySpan(std::optional<double> low, std::optional<double> high)
{
    if (!low && !high)
        return Wording::tr("no price known");
    if (!high)
        return Wording::tr("from %1").arg(money(*low));
    const QString least = low.value_or(0) < leastShown ? u"$0"_s : money(*low);
    const QString most = money(*high);
    return least == most || *high < leastShown ? most : least + u'–' + most;
}

QString perMillion(double price)
{
    if (!std::isfinite(price) || price < 0)
        return {};
    if (price == std::floor(price) && price < 1e9)
        return u'$' + number(std::llround(price));
    int decimals = 2;
    while (decimals < 6 && std::abs(price - QString::number(price, 'f', decimals).toDouble()) > 1e-9)
        ++decimals;
    return dollars(price, decimals);
}

QString day(QDate date)
{
    return date.isValid() ? QLocale::c().toString(date, u"d MMM yyyy"_s) : QString();
}

} // namespace safelight::wording
