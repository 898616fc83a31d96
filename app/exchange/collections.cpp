// Requests that tools for web requests keep: Postman, Insomnia, n8n, Bruno.
#include "app/exchange/callparts.h"
#include "app/wire/jsonkind.h"
#include "app/wire/jsonmembers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int deepestFolder = 50;

class CollectionReader
{
public:
    explicit CollectionReader(const CallSources& sources)
        : m_sources(sources)
    { }

    Result<RecordedCalls> read(const QJsonObject& collection);

private:
    void readPostman(const QJsonArray& items, int depth);
    void readInsomnia(const QJsonArray& resources);
    void readNodes(const QJsonArray& nodes);
    void readBruno(const QJsonArray& items, int depth);
    void addVariables(const QJsonArray& variables);
    QString filled(const QString& text);
    QList<std::pair<QString, QString>> headersOf(const QJsonValue& list, QLatin1StringView name);
    void take(const WebCall& web);

    const CallSources& m_sources;
    QHash<QString, QString> m_variables;
    qsizetype m_room = 32 * 1024 * 1024; // characters that they may fill in
    RecordedCalls m_calls;
    std::optional<Error> m_problem;
    bool m_isStopped = false;
    int m_others = 0;
};

void CollectionReader::addVariables(const QJsonArray& variables)
{
    for (const auto& item : variables) {
        const QJsonObject variable = item.toObject();
        const QString name = variable.value(variable.contains("key"_L1) ? "key"_L1 : "name"_L1).toString();
        m_variables.insert(name, variable.value("value"_L1).toString());
    }
}

// Once: a value that names a variable itself keeps its name.
QString CollectionReader::filled(const QString& text)
{
    static const QRegularExpression pattern(u"\\{\\{ *(?:_\\.)?([\\w.-]+) *\\}\\}"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const auto known = m_variables.constFind(match.captured(1));
        if (known == m_variables.cend() || known->isEmpty() || known->size() > m_room)
            continue;
        m_room -= known->size();
        result += QStringView(text).sliced(from, match.capturedStart() - from) + *known;
        from = match.capturedEnd();
    }
    return result + QStringView(text).sliced(from);
}

QList<std::pair<QString, QString>> CollectionReader::headersOf(const QJsonValue& list, QLatin1StringView name)
{
    QList<std::pair<QString, QString>> headers;
    const QJsonArray array = list.toArray();
    for (const auto& item : array) {
        const QJsonObject header = item.toObject();
        headers.append({header.value(name).toString(), filled(header.value("value"_L1).toString())});
    }
    return headers;
}

void CollectionReader::take(const WebCall& web)
{
    m_isStopped = m_isStopped || m_sources.stopped();
    if (m_isStopped)
        return;
    const auto added = addWebCall(m_calls, web, m_sources);
    if (!added)
        m_problem = m_problem.value_or(Error {added.error().code,
                                              web.label.isEmpty()
                                                  ? added.error().message
                                                  : QString(web.label + u": "_s + added.error().message)});
    if (!added || !*added)
        ++m_others;
}

void CollectionReader::readPostman(const QJsonArray& items, int depth)
{
    for (const auto& value : items) {
        const QJsonObject item = value.toObject();
        if (item.contains("item"_L1) && depth < deepestFolder)
            readPostman(item.value("item"_L1).toArray(), depth + 1);
        const QJsonObject request = item.value("request"_L1).toObject();
        if (request.isEmpty())
            continue;
        const QJsonValue url = request.value("url"_L1);
        take({filled(url.isString() ? url.toString() : url.toObject().value("raw"_L1).toString()),
              headersOf(request.value("header"_L1), "key"_L1),
              filled(request.value("body"_L1)["raw"_L1].toString()).toUtf8(),
              item.value("name"_L1).toString()});
    }
}

void CollectionReader::readInsomnia(const QJsonArray& resources)
{
    for (const auto& value : resources) {
        const QJsonObject data = value.toObject().value("data"_L1).toObject();
        for (auto it = data.begin(); it != data.end(); ++it)
            m_variables.insert(it.key(), it.value().toString());
    }
    for (const auto& value : resources) {
        const QJsonObject resource = value.toObject();
        if (!resource.contains("url"_L1))
            continue;
        take({filled(resource.value("url"_L1).toString()), headersOf(resource.value("headers"_L1), "name"_L1),
              filled(resource.value("body"_L1)["text"_L1].toString()).toUtf8(),
              resource.value("name"_L1).toString()});
    }
}

// “=” begins an expression of n8n, whose {{ … }} stay as they are.
void CollectionReader::readNodes(const QJsonArray& nodes)
{
    for (const auto& value : nodes) {
        const QJsonObject node = value.toObject();
        const QJsonObject parameters = node.value("parameters"_L1).toObject();
        const auto plain = [&parameters](QLatin1StringView name) {
            const QString text = parameters.value(name).toString();
            return text.startsWith(u'=') ? text.sliced(1) : text;
        };
        if (!parameters.contains("url"_L1))
            continue;
        QString body = plain("jsonBody"_L1);
        if (body.isEmpty())
            body = plain(parameters.contains("body"_L1) ? "body"_L1 : "bodyParametersJson"_L1);
        take({plain("url"_L1), headersOf(parameters.value("headerParameters"_L1)["parameters"_L1], "name"_L1),
              body.toUtf8(), node.value("name"_L1).toString()});
    }
}

void CollectionReader::readBruno(const QJsonArray& items, int depth)
{
    for (const auto& value : items) {
        const QJsonObject item = value.toObject();
        if (depth < deepestFolder)
            readBruno(item.value("items"_L1).toArray(), depth + 1);
        const QJsonObject request = item.value("request"_L1).toObject();
        if (!request.isEmpty())
            take({filled(request.value("url"_L1).toString()),
                  headersOf(request.value("headers"_L1), "name"_L1),
                  filled(request.value("body"_L1)["json"_L1].toString()).toUtf8(),
                  item.value("name"_L1).toString()});
    }
}

Result<RecordedCalls> CollectionReader::read(const QJsonObject& collection)
{
    m_calls.kind = RecordedCalls::Kind::Collection;
    addVariables(collection.value("variable"_L1).toArray());
    if (collection.contains("item"_L1)) {
        m_calls.form = sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "A Postman collection"));
        readPostman(collection.value("item"_L1).toArray(), 0);
    } else if (collection.contains("resources"_L1)) {
        m_calls.form = sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "An Insomnia export"));
        readInsomnia(collection.value("resources"_L1).toArray());
    } else if (collection.contains("nodes"_L1)) {
        m_calls.form = sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "An n8n workflow"));
        readNodes(collection.value("nodes"_L1).toArray());
    } else {
        m_calls.form = sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "A Bruno collection"));
        readBruno(collection.value("items"_L1).toArray(), 0);
    }
    if (m_isStopped)
        return stoppedReading();
    if (m_calls.calls.isEmpty() && m_problem)
        return Error {Error::Code::Parse, m_problem->message};
    if (m_calls.calls.isEmpty())
        return Error {
            Error::Code::Parse,
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "%1, but none of its requests calls generateContent."))
                .arg(m_calls.form)};
    if (m_others > 0)
        m_calls.notes << QCoreApplication::translate("Exchange", "%n other request(s) are left out.", nullptr,
                                                     m_others);
    return std::move(m_calls);
}

} // namespace

bool isCollection(QByteArrayView json)
{
    const auto has = [json](const char* name) {
        return json::kindOf(jsonMember(json, name)) == json::Kind::Array;
    };
    return (has("item") && !jsonMember(json, "info").isEmpty()) || has("nodes")
        || (has("resources") && !jsonMember(json, "_type").isEmpty())
        || (has("items") && !jsonMember(json, "version").isEmpty());
}

Result<RecordedCalls> readCollection(const QByteArray& json, const CallSources& sources)
{
    return CollectionReader(sources).read(QJsonDocument::fromJson(json).object());
}

} // namespace safelight
