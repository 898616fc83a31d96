#include "app/advice/tablereader.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString member(const QString& place, QStringView name)
{
    return place.isEmpty() ? name.toString() : QString(place + u'.' + name);
}

} // namespace

QJsonObject TableReader::root(const QByteArray& json)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const auto line = json.left(problem.offset).count('\n') + 1;
        fail(u"line "_s + QString::number(line), problem.errorString());
    } else if (!document.isObject()) {
        fail(u"line 1"_s, u"an object is needed"_s);
    }
    return document.object();
}

QString TableReader::text(const QJsonObject& object, QStringView name, const QString& place)
{
    QString text = object.value(name).toString();
    if (text.isEmpty())
        fail(member(place, name), u"a text is needed"_s);
    return text;
}

int TableReader::number(const QJsonObject& object, QStringView name, const QString& place)
{
    const auto value = object.value(name);
    if (!value.isDouble() || value.toInt(-1) < 0)
        fail(member(place, name), u"a whole number is needed"_s);
    return value.toInt();
}

QStringList TableReader::texts(const QJsonObject& object, QStringView name, const QString& place)
{
    const auto value = object.value(name);
    if (value.isString())
        return {value.toString()};
    QStringList texts;
    const auto list = value.toArray();
    for (const auto& item : list) {
        if (item.isString() && !item.toString().isEmpty())
            texts << item.toString();
    }
    if (texts.isEmpty() || texts.size() != list.size())
        fail(member(place, name), u"one or more texts are needed"_s);
    return texts;
}

QList<std::pair<QJsonObject, QString>> TableReader::objects(const QJsonObject& object, QStringView name,
                                                            const QString& place)
{
    const auto list = object.value(name).toArray();
    QList<std::pair<QJsonObject, QString>> objects;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString where = member(place, name) + u'[' + QString::number(i) + u']';
        if (!list.at(i).isObject())
            fail(where, u"an object is needed"_s);
        objects.append({list.at(i).toObject(), where});
    }
    if (objects.isEmpty())
        fail(member(place, name), u"a list of objects is needed"_s);
    return objects;
}

void TableReader::onlyKnown(const QJsonObject& object, const QStringList& names, const QString& place)
{
    for (const auto& name : object.keys()) {
        if (!names.contains(name))
            fail(member(place, name), u"no such member"_s);
    }
}

void TableReader::fail(const QString& place, const QString& what)
{
    if (!m_error)
        m_error = Error {Error::Code::Parse, place + u": "_s + what};
}

} // namespace safelight
