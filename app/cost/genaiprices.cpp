#include "app/cost/genaiprices.h"

#include "app/cost/pricejson.h"
#include "app/cost/pricestext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// genai-prices' name of each price.
constexpr std::array units {
    std::pair {RateKind::Input, QLatin1StringView("input_mtok")},
    std::pair {RateKind::InputImage, QLatin1StringView("input_image_mtok")},
    std::pair {RateKind::InputAudio, QLatin1StringView("input_audio_mtok")},
    std::pair {RateKind::InputVideo, QLatin1StringView("input_video_mtok")},
    std::pair {RateKind::CachedInput, QLatin1StringView("cache_read_mtok")},
    std::pair {RateKind::CachedAudio, QLatin1StringView("cache_audio_read_mtok")},
    std::pair {RateKind::Output, QLatin1StringView("output_mtok")},
    std::pair {RateKind::OutputImage, QLatin1StringView("output_image_mtok")},
    std::pair {RateKind::OutputAudio, QLatin1StringView("output_audio_mtok")},
    std::pair {RateKind::OutputVideo, QLatin1StringView("output_video_mtok")},
};

class GenaiReader
{
public:
    explicit GenaiReader(QDate read)
        : m_read(read)
    { }

    Result<ImportedPrices> read(const QJsonDocument& document);

private:
    QJsonArray googleModels(const QJsonDocument& document);
    void readModel(const QJsonObject& model, int number);
    void readPeriods(const ModelPrice& model, const QJsonArray& periods);
    std::optional<ModelPrice> readPrices(const ModelPrice& model, const QJsonValue& prices);
    void note(const char* sentence, const QString& model, const QString& what = {});

    QDate m_read;
    PriceJson m_json;
    ImportedPrices m_result;
};

QJsonArray GenaiReader::googleModels(const QJsonDocument& document)
{
    const auto providers =
        document.isArray() ? QJsonValue(document.array()) : document.object()["providers"_L1];
    for (const auto& value : providers.toArray()) {
        const auto provider = value.toObject();
        if (provider["id"_L1].toString() != "google"_L1)
            continue;
        if (!provider["models"_L1].isArray())
            m_json.fail(u"models"_s, PricesText::tr("is not a list of models"));
        return provider["models"_L1].toArray();
    }
    m_json.failEntry(PricesText::tr("There is no provider “google” in this file."));
    return {};
}

Result<ImportedPrices> GenaiReader::read(const QJsonDocument& document)
{
    int number = 0;
    for (const auto& value : googleModels(document))
        readModel(value.toObject(), ++number);
    if (m_json.error())
        return *m_json.error();
    m_result.table.date = m_read;
    // What is taken can be kept: the same rules as for our own files.
    if (const auto kept = decodePriceTable(encodePriceTable(m_result.table)); !kept)
        return kept.error();
    return m_result;
}

void GenaiReader::readModel(const QJsonObject& object, int number)
{
    ModelPrice model;
    m_json.enter(PricesText::tr("Model %1").arg(number));
    model.model = m_json.text(object, u"id"_s);
    if (model.model.isEmpty())
        return m_json.fail(u"id"_s, PricesText::tr("is missing"));
    m_json.enter(PricesText::tr("Model %1 (%2)").arg(number).arg(model.model));
    model.source = u"genai-prices"_s;
    model.checked = m_read;
    if (object.contains("match"_L1)) {
        model.match = m_json.match(object["match"_L1]);
        if (!m_json.unknownMatch().isEmpty())
            return note(QT_TRANSLATE_NOOP("Prices",
                                          "%1: left out, because “%2” is a kind of match that is not known."),
                        model.model, m_json.unknownMatch());
    }
    const auto prices = object["prices"_L1];
    if (prices.isArray())
        return readPeriods(model, prices.toArray());
    if (const auto price = readPrices(model, prices))
        m_result.table.prices.append(*price);
}

// A list: each set of prices holds from its start date until the next one's.
void GenaiReader::readPeriods(const ModelPrice& model, const QJsonArray& periods)
{
    QList<ModelPrice> found;
    for (const auto& value : periods) {
        const auto constraint = value.toObject()["constraint"_L1].toObject();
        if (constraint.contains("start_time"_L1))
            return note(
                QT_TRANSLATE_NOOP("Prices", "%1: left out, because its price depends on the time of day."),
                model.model);
        auto price = readPrices(model, value.toObject()["prices"_L1]);
        if (!price)
            return;
        price->from = m_json.date(constraint, u"start_date"_s);
        if (!constraint.isEmpty() && !price->from.isValid())
            return m_json.fail(u"constraint"_s, PricesText::tr("has no start date"));
        found.append(*price);
    }
    std::ranges::stable_sort(found, {}, [](const ModelPrice& price) {
        return price.from.isValid() ? price.from.toJulianDay() : std::numeric_limits<qint64>::min();
    });
    for (qsizetype i = 0; i + 1 < found.size(); ++i) {
        if (found[i].from == found[i + 1].from)
            return m_json.fail(u"prices"_s, PricesText::tr("has two prices for the same day"));
        found[i].until = found[i + 1].from.addDays(-1);
    }
    m_result.table.prices.append(found);
}

std::optional<ModelPrice> GenaiReader::readPrices(const ModelPrice& model, const QJsonValue& value)
{
    if (!value.isObject()) {
        m_json.fail(u"prices"_s, PricesText::tr("is not an object or a list"));
        return {};
    }
    const auto object = value.toObject();
    ModelPrice price = model;
    QStringList unused = object.keys();
    for (const auto& [kind, name] : units) {
        price.rate(kind) = m_json.rate(object, name, "start"_L1);
        unused.removeOne(name);
    }
    if (!price.rate(RateKind::Input) && !price.rate(RateKind::Output)) {
        note(QT_TRANSLATE_NOOP("Prices", "%1: left out, because it has no price per token."), model.model);
        return {};
    }
    for (const auto& member : unused)
        note(QT_TRANSLATE_NOOP("Prices", "%1: the price “%2” is not used."), model.model, member);
    return price;
}

void GenaiReader::note(const char* sentence, const QString& model, const QString& what)
{
    const QString text =
        what.isEmpty() ? PricesText::tr(sentence).arg(model) : PricesText::tr(sentence).arg(model, what);
    if (!m_result.notes.contains(text))
        m_result.notes << text;
}

} // namespace

Result<ImportedPrices> importGenaiPrices(const QByteArray& json, QDate read)
{
    const auto document = parsePriceJson(json);
    if (!document)
        return document.error();
    return GenaiReader(read).read(*document);
}

} // namespace safelight
