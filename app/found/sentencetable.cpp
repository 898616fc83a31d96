#include "app/found/sentencetable.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// A reason in any spelling: SAFETY, FinishReason.SAFETY, FinishReasonSafety, 'prohibited content', 3.
constexpr auto anyReason =
    uR"(['"`“‘]?(?:[A-Za-z_]\w*(?:\.|::))*\.?)"
    uR"((?<reason>[A-Za-z_]+(?: (?:content|safety|recitation|armor|other)(?![a-z]))?|\d{1,2}))";

constexpr std::array sayings {
    std::pair {"finish"_L1, SentenceSays::Finish}, std::pair {"block"_L1, SentenceSays::Block},
    std::pair {"filtered"_L1, SentenceSays::Filtered}, std::pair {"error"_L1, SentenceSays::Error},
    std::pair {"nothing"_L1, SentenceSays::Nothing}};

Error wrongRow(const QString& id, const QString& what)
{
    return Error {Error::Code::Parse, u"sentences.json, %1: %2"_s.arg(id, what)};
}

Result<SentenceRow> readRow(const QJsonObject& object)
{
    const auto text = [&object](QLatin1StringView name) { return object[name].toString(); };
    SentenceRow row;
    row.id = text("id"_L1);
    row.sdk = text("sdk"_L1);
    row.mark = text("mark"_L1).toUtf8();
    row.reason = text("reason"_L1);
    row.code = text("code"_L1);
    row.status = text("status"_L1);
    row.numbers = text("numbers"_L1) == "vertex"_L1 ? EnumNumbers::VertexAi : EnumNumbers::GeminiApi;
    row.nearGoogle = object["near"_L1].toBool();
    row.onlyKnown = object["onlyKnown"_L1].toBool();
    row.hint = text("hint"_L1);
    row.source = text("source"_L1);
    row.pattern.setPattern(text("pattern"_L1).replace("{reason}"_L1, QString::fromUtf16(anyReason)));
    if (row.id.isEmpty() || row.mark.isEmpty() || row.source.isEmpty())
        return wrongRow(row.id, u"id, mark or source is missing"_s);
    if (!row.pattern.isValid())
        return wrongRow(row.id, row.pattern.errorString());
    const auto saying =
        std::ranges::find(sayings, text("says"_L1), [](const auto& pair) { return pair.first; });
    if (saying == sayings.end())
        return wrongRow(row.id, u"it says nothing that is known"_s);
    row.says = saying->second;
    return row;
}

} // namespace

Result<QList<SentenceRow>> readSentenceTable(const QByteArray& json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return wrongRow(QString(), error.errorString());
    QList<SentenceRow> rows;
    for (const auto& value : document["sentences"_L1].toArray()) {
        auto row = readRow(value.toObject());
        if (!row)
            return row.error();
        rows.append(*std::move(row));
    }
    return rows;
}

const QList<SentenceRow>& sentenceTable()
{
    static const QList<SentenceRow> table = [] {
        QFile file(u":/knowledge/sentences.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return QList<SentenceRow>();
        auto read = readSentenceTable(file.readAll());
        return read ? *std::move(read) : QList<SentenceRow>();
    }();
    return table;
}

} // namespace safelight
