#include "app/simulatorrequest/fieldreader.h"

#include "app/base/membernames.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

QJsonValue FieldReader::member(const QJsonObject& object, const QString& name)
{
    const auto found = object.find(name);
    return found != object.end() ? found.value() : object.value(snakeCase(name));
}

QString FieldReader::join(const QString& path, const QString& name)
{
    const QString field = snakeCase(name);
    return path.isEmpty() ? field : QString(path + u'.' + field);
}

QString FieldReader::at(const QString& path, qsizetype index)
{
    return path + u'[' + QString::number(index) + u']';
}

void FieldReader::fail(const QString& field, const QString& message)
{
    if (!m_error)
        m_error = badField(field, message);
}

void FieldReader::addDetail(const QJsonObject& detail)
{
    if (m_error)
        m_error->details.append(detail);
}

void FieldReader::wrongType(const QString& field, const QString& type, const QJsonValue& value)
{
    const QByteArray shown = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    fail(field, u"Invalid value at '%1' (%2), %3"_s.arg(field, type, QString::fromUtf8(shown.mid(1, 80))));
}

void FieldReader::allowOnly(const QJsonObject& object, const QString& path, const QStringList& names)
{
    QStringList allowed = names;
    for (const QString& name : names)
        allowed << snakeCase(name);
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (allowed.contains(member.key()))
            continue;
        const QString where = path.isEmpty() ? QString() : QString(u" at '"_s + path + u'\'');
        fail(join(path, member.key()),
             u"Invalid JSON payload received. Unknown name \"%1\"%2: Cannot find field."_s.arg(
                 member.key().left(100), where));
        return;
    }
}

QJsonObject FieldReader::object(const QJsonObject& parent, const QString& name, const QString& path)
{
    const QJsonValue value = member(parent, name);
    if (!value.isUndefined() && !value.isNull() && !value.isObject())
        wrongType(join(path, name), u"TYPE_MESSAGE"_s, value);
    return value.toObject();
}

QJsonArray FieldReader::list(const QJsonObject& parent, const QString& name, const QString& path)
{
    const QJsonValue value = member(parent, name);
    if (value.isObject()) // the service takes a lone message for a list of one
        return {value};
    if (!value.isUndefined() && !value.isNull() && !value.isArray())
        wrongType(join(path, name), u"TYPE_MESSAGE"_s, value);
    return value.toArray();
}

QString FieldReader::text(const QJsonObject& parent, const QString& name, const QString& path)
{
    const QJsonValue value = member(parent, name);
    if (!value.isUndefined() && !value.isNull() && !value.isString())
        wrongType(join(path, name), u"TYPE_STRING"_s, value);
    return value.toString();
}

QStringList FieldReader::texts(const QJsonObject& parent, const QString& name, const QString& path)
{
    const QJsonValue value = member(parent, name);
    if (!value.isUndefined() && !value.isNull() && !value.isArray())
        wrongType(join(path, name), u"TYPE_STRING"_s, value);
    QStringList result;
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!items.at(i).isString())
            wrongType(at(join(path, name), i), u"TYPE_STRING"_s, items.at(i));
        result << items.at(i).toString();
    }
    return result;
}

std::optional<bool> FieldReader::flag(const QJsonObject& parent, const QString& name, const QString& path)
{
    const QJsonValue value = member(parent, name);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isBool())
        wrongType(join(path, name), u"TYPE_BOOL"_s, value);
    return value.toBool();
}

std::optional<double> FieldReader::number(const QJsonObject& parent, const QString& name, const QString& path)
{
    const QJsonValue value = member(parent, name);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isDouble())
        wrongType(join(path, name), u"TYPE_FLOAT"_s, value);
    return value.toDouble();
}

std::optional<int> FieldReader::integer(const QJsonObject& parent, const QString& name, const QString& path)
{
    const QJsonValue value = member(parent, name);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    const double number = value.toDouble(0.5);
    if (number != std::floor(number) || std::abs(number) > std::numeric_limits<int>::max()) {
        wrongType(join(path, name), u"TYPE_INT32"_s, value);
        return std::nullopt;
    }
    return static_cast<int>(number);
}

} // namespace safelight::simulation
