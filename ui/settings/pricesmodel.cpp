#include "ui/settings/pricesmodel.h"

#include "app/wording/costwords.h"
#include "app/wording/words.h"

#include <QApplication>
#include <QPalette>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr double highestTokenPrice = 100000; // USD per million tokens; more is a slip of the finger

std::optional<RateKind> rateKind(int column)
{
    switch (column) {
    case PricesModel::Input:
        return RateKind::Input;
    case PricesModel::Cached:
        return RateKind::CachedInput;
    case PricesModel::Output:
        return RateKind::Output;
    case PricesModel::Image:
        return RateKind::OutputImage;
    default:
        return {};
    }
}

// Where a model's price was read, and when.
QString sourceText(const PriceRow& row)
{
    const QString source = row.own
        ? PricesModel::tr("yours%1").arg(row.price.source.isEmpty() ? QString() : u": "_s + row.price.source)
        : row.price.source;
    return row.price.checked.isValid() ? wording::day(row.price.checked) + u" · "_s + source : source;
}

// "$1.25–$2.50" where long prompts cost more; the tooltip and the editor say it in full.
QString briefRate(const std::optional<TokenRate>& rate)
{
    if (!rate || rate->tiers.isEmpty())
        return rateText(rate);
    return wording::perMillion(rate->base) + u'–' + wording::perMillion(rate->tiers.constLast().price);
}

QString cellText(const PriceRow& row, int column, int role)
{
    const auto day = [role](QDate date) {
        return role == Qt::EditRole ? date.toString(Qt::ISODate) : wording::day(date);
    };
    switch (column) {
    case PricesModel::Model:
        return row.price.model;
    case PricesModel::From:
        return day(row.price.from);
    case PricesModel::Until:
        return day(row.price.until);
    case PricesModel::Source:
        return role == Qt::EditRole ? row.price.source : sourceText(row);
    default:
        return role == Qt::DisplayRole ? briefRate(row.price.rate(*rateKind(column)))
                                       : rateText(row.price.rate(*rateKind(column)));
    }
}

Error notARate(const QString& text)
{
    return {
        Error::Code::Parse,
        PricesModel::tr("“%1” is not a price. Write it like 1.25, or like 1.25; 2.50 above 200000 where long "
                        "prompts cost more.")
            .arg(text.left(100))};
}

std::optional<double> priceOf(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u'$'))
        text.remove(0, 1);
    bool isNumber = false;
    const double price = text.toDouble(&isNumber);
    return isNumber && price >= 0 && price <= highestTokenPrice ? std::optional(price) : std::nullopt;
}

// An empty text is not a day; anything else must be one.
bool readDay(const QString& text, QDate& day)
{
    const QDate read = QDate::fromString(text.trimmed(), Qt::ISODate);
    if (!text.trimmed().isEmpty() && !read.isValid())
        return false;
    day = read;
    return true;
}

} // namespace

QString rateText(const std::optional<TokenRate>& rate)
{
    if (!rate)
        return {};
    QString text = wording::perMillion(rate->base);
    for (const auto& tier : rate->tiers)
        text += PricesModel::tr("; %1 above %2")
                    .arg(wording::perMillion(tier.price), wording::number(tier.above));
    return text;
}

Result<std::optional<TokenRate>> rateOf(const QString& text)
{
    static const QRegularExpression tierText(u"^(.+?)\\s*above\\s*([0-9\\s\\x{202f}]+)$"_s);
    if (text.trimmed().isEmpty())
        return std::optional<TokenRate>();
    const QStringList parts = text.split(u';');
    const auto base = priceOf(parts.constFirst());
    if (!base)
        return notARate(text);
    TokenRate rate {*base, {}};
    for (const QString& part : parts.sliced(1)) {
        const auto found = tierText.match(part.trimmed());
        const auto price = priceOf(found.captured(1));
        bool isNumber = false;
        static const QRegularExpression space(u"[\\s\\x{202f}]"_s);
        const qint64 above = found.captured(2).remove(space).toLongLong(&isNumber);
        if (!price || !isNumber)
            return notARate(text);
        rate.tiers.append({above, *price});
    }
    std::ranges::stable_sort(rate.tiers, {}, &TokenRate::Tier::above);
    return std::optional(rate);
}

PricesModel::PricesModel(const PriceBook& book, QDate today, QObject* parent)
    : RowModel(parent)
    , m_today(today)
{
    QList<PriceRow> all;
    for (const auto& price : book.user.prices)
        all << PriceRow {price, true};
    for (const auto& price : book.bundled.prices)
        all << PriceRow {price, false};
    setRows(all);
}

PriceTable PricesModel::userTable() const
{
    PriceTable table;
    for (const auto& row : rows()) {
        if (row.own)
            table.prices << row.price;
    }
    return table;
}

int PricesModel::add(const ModelPrice& like)
{
    ModelPrice price = like;
    price.checked = m_today;
    if (!like.model.isEmpty())
        price.source.clear(); // the price may be changed now, and the source did not say that
    insertRow(0, {price, true});
    emit edited();
    return 0;
}

void PricesModel::remove(int row)
{
    if (!isOwn(row))
        return;
    auto all = rows();
    all.removeAt(row);
    setRows(all);
    emit edited();
}

void PricesModel::removeOwn()
{
    auto all = rows();
    all.removeIf([](const PriceRow& row) { return row.own; });
    setRows(all);
    emit edited();
}

void PricesModel::take(const PriceTable& imported)
{
    auto all = rows();
    all.removeIf([&imported](const PriceRow& row) {
        return row.own && std::ranges::any_of(imported.prices, [&row](const ModelPrice& price) {
                   return price.model.compare(row.price.model, Qt::CaseInsensitive) == 0;
               });
    });
    qsizetype place = std::ranges::find(all, false, &PriceRow::own) - all.begin();
    for (const auto& price : imported.prices)
        all.insert(place++, {price, true});
    setRows(all);
    emit edited();
}

Qt::ItemFlags PricesModel::flags(const QModelIndex& index) const
{
    const auto flags = RowModel::flags(index);
    return index.isValid() && isOwn(index.row()) ? flags | Qt::ItemIsEditable : flags;
}

bool PricesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !isOwn(index.row()))
        return false;
    PriceRow row = rows().at(index.row());
    const QString text = value.toString();
    if (const auto kind = rateKind(index.column())) {
        const auto rate = rateOf(text);
        if (!rate) {
            emit refused(rate.error().message);
            return false;
        }
        row.price.rate(*kind) = *rate;
    } else if (index.column() == From || index.column() == Until) {
        if (!readDay(text, index.column() == From ? row.price.from : row.price.until)) {
            emit refused(tr("“%1” is not a date. Example: 2027-01-01").arg(text.left(100)));
            return false;
        }
    } else if (index.column() == Model && text.trimmed() != row.price.model) {
        row.price.model = text.trimmed();
        row.price.ids.clear(); // they were the other model's
        row.price.match.reset();
    } else if (index.column() == Source) {
        row.price.source = text.trimmed();
    }
    if (row != rows().at(index.row())) {
        row.price.checked = m_today;
        replaceRow(index.row(), row);
        emit edited();
    }
    return true;
}

QVariant PricesModel::cell(const PriceRow& row, int column, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return cellText(row, column, role);
    if (role == Qt::ToolTipRole)
        return column == Source ? sourceText(row)
            : rateKind(column)  ? cellText(row, column, Qt::EditRole)
                                : cellText(row, column, Qt::DisplayRole);
    if (role == Qt::TextAlignmentRole && rateKind(column))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && !row.own)
        return QApplication::palette().brush(QPalette::PlaceholderText);
    return {};
}

QVariant PricesModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int((rateKind(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Model:
        return tr("Model");
    case From:
        return tr("From");
    case Until:
        return tr("Until");
    case Input:
        return tr("Input");
    case Cached:
        return tr("Cached input");
    case Output:
        return tr("Output");
    case Image:
        return tr("Image output");
    default:
        return tr("Checked, source");
    }
}

} // namespace safelight
