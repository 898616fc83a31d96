#include "ui/report/reportchoice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

template<typename E>
E known(const QJsonValue& value, E standard)
{
    return Known<E>::fromWire(value.toString()).value().value_or(standard);
}

template<typename E>
QJsonArray namesOf(QFlags<E> flags)
{
    QJsonArray names;
    for (const auto& [flag, name] : WireNames<E>::table) {
        if (flags.testFlag(flag))
            names << QString(name);
    }
    return names;
}

template<typename E>
QFlags<E> flagsOf(const QJsonArray& names)
{
    QFlags<E> flags;
    for (const auto& name : names) {
        if (const auto flag = Known<E>::fromWire(name.toString()).value())
            flags |= *flag;
    }
    return flags;
}

} // namespace

QByteArray encodeChoice(const ReportChoice& choice)
{
    const QJsonObject object {{u"format"_s, Known<ReportFormat>::wireName(choice.format)},
                              {u"scope"_s, Known<ReportScope>::wireName(choice.scope)},
                              {u"pictures"_s, Known<PictureSize>::wireName(choice.options.pictures)},
                              {u"picturesInside"_s, choice.picturesInside},
                              {u"compare"_s, choice.compare},
                              {u"sections"_s, namesOf(choice.options.sections)},
                              {u"redactions"_s, namesOf(choice.options.redactions)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ReportChoice decodeChoice(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ReportChoice choice;
    choice.format = known(object[u"format"_s], choice.format);
    choice.scope = known(object[u"scope"_s], choice.scope);
    choice.options.pictures = known(object[u"pictures"_s], choice.options.pictures);
    choice.picturesInside = object[u"picturesInside"_s].toBool(choice.picturesInside);
    choice.compare = object[u"compare"_s].toBool(choice.compare);
    if (object[u"sections"_s].isArray())
        choice.options.sections = flagsOf<ReportSection>(object[u"sections"_s].toArray());
    choice.options.redactions = flagsOf<Redaction>(object[u"redactions"_s].toArray());
    return choice;
}

} // namespace safelight
