#include "app/report/picturespool.h"
#include "app/reportfile/reportjson.h"
#include "app/reportfile/reportwriters.h"
#include "app/wording/reportwords.h"

#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 textStep = 1 << 18;

// Text as it stands between the quotes of a JSON string. Others would be free to write some signs as they
// are; escaped they are told apart from what ends a line or turns the direction in an editor.
QByteArray escapedText(const QString& text)
{
    QByteArray result;
    result.reserve(text.size() + text.size() / 16);
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code == u'"' || code == u'\\')
            result.append('\\').append(char(code));
        else if (code == u'\n')
            result += "\\n";
        else if (code >= 0x20 && code < 0x7f)
            result += char(code);
        else
            result += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
    }
    return result;
}

// An object at a time; what stands for a stored piece is replaced by the piece while it is written.
class JsonOutput final
{
public:
    JsonOutput(QIODevice& device, const PictureSpool& spool)
        : m_device(device)
        , m_spool(spool)
    { }

    QString standIn(int place, bool asText) const
    {
        return m_mark + (asText ? u"t"_s : u"b"_s) + QString::number(place).rightJustified(10, u'0');
    }

    void put(const QByteArray& bytes)
    {
        if (!m_error && m_device.write(bytes) != bytes.size())
            m_error = cannotWrite(m_device);
    }
    void put(const QJsonObject& object);
    const std::optional<Error>& error() const { return m_error; }

private:
    void putPiece(int place, bool asText);

    QIODevice& m_device;
    const PictureSpool& m_spool;
    // Nobody can know it beforehand and write it into an answer.
    const QString m_mark = QUuid::createUuid().toString(QUuid::Id128);
    std::optional<Error> m_error;
};

void JsonOutput::putPiece(int place, bool asText)
{
    if (m_error)
        return;
    if (!asText) {
        if (const auto written = writeBase64(m_spool, place, m_device); !written)
            m_error = written.error();
        return;
    }
    QStringDecoder decode(QStringDecoder::Utf8);
    const auto read = m_spool.read(place, textStep, [this, &decode](const QByteArray& bytes) {
        put(escapedText(decode(bytes)));
        return !m_error;
    });
    if (!read)
        m_error = read.error();
}

void JsonOutput::put(const QJsonObject& object)
{
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Indented).trimmed();
    const QByteArray mark = m_mark.toLatin1();
    qsizetype from = 0;
    for (qsizetype at = json.indexOf(mark); at >= 0; at = json.indexOf(mark, from)) {
        put(json.mid(from, at - from));
        const qsizetype kind = at + mark.size();
        putPiece(json.mid(kind + 1, 10).toInt(), json.at(kind) == 't');
        from = kind + 11;
    }
    put(json.mid(from));
}

QJsonObject headObject(const Report& report)
{
    QJsonArray redactions;
    for (const auto& [redaction, name] : WireNames<Redaction>::table) {
        if (report.options.hides(redaction))
            redactions << QString(name);
    }
    return {{u"schema"_s, u"safelight.report/1"_s},
            {u"program"_s, QJsonObject {{u"name"_s, u"Safelight"_s}, {u"version"_s, report.programVersion}}},
            {u"created"_s, report.created.toUTC().toString(Qt::ISODate)},
            {u"session"_s, report.session.isEmpty() ? QJsonValue() : QJsonValue(report.session)},
            {u"redactions"_s, redactions},
            {u"pictures"_s, Known<PictureSize>::wireName(report.options.pictures)},
            {u"summary"_s, summaryObject(report)}};
}

QByteArray withoutBraces(const QJsonObject& object)
{
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Indented).trimmed();
    return json.mid(1, json.size() - 2).trimmed();
}

bool putAttempts(const Report& report, JsonOutput& output, const WritingProgress& progress)
{
    const auto standIn = [&output](int place, bool asText) { return output.standIn(place, asText); };
    const int all = int(report.attempts.size());
    for (int i = 0; i < all && !output.error(); ++i) {
        output.put(i == 0 ? QByteArray("\n") : QByteArray(",\n"));
        output.put(attemptObject(report.attempts.at(i), report.options, standIn));
        if (!progress.goOn(i + 1, all))
            return false;
    }
    return true;
}

} // namespace

Result<Done> writeJson(const Report& report, const PictureSpool& pictures, QIODevice& device,
                       const WritingProgress& progress)
{
    JsonOutput output(device, pictures);
    output.put("{\n    " + withoutBraces(headObject(report)) + ",\n    \"attempts\": [");
    const bool whole = putAttempts(report, output, progress);
    output.put("\n],\n    \"comparisons\": [");
    for (qsizetype i = 0; i < report.comparisons.size(); ++i) {
        output.put(i == 0 ? QByteArray("\n") : QByteArray(",\n"));
        output.put(comparisonObject(report.comparisons.at(i)));
    }
    output.put(QByteArray("]\n}\n"));
    if (output.error())
        return *output.error();
    if (!whole)
        return Error {Error::Code::Cancelled, wording::writingStopped()};
    return Done();
}

} // namespace safelight
