#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace safelight::test {

// The recorded answers of tests/data/samples; expected.json says how each is to be read.
inline QString sampleFolder()
{
    return QStringLiteral(SAFELIGHT_TEST_DATA "/samples/");
}

inline QByteArray sample(const QString& name)
{
    QFile file(sampleFolder() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QJsonObject sampleExpectations()
{
    return QJsonDocument::fromJson(sample(QStringLiteral("expected.json"))).object();
}

inline QStringList sampleNames()
{
    return sampleExpectations().keys();
}

} // namespace safelight::test
