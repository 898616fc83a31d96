#pragma once

#include "app/simulatorrequest/apierror.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <optional>

namespace safelight::simulation {

// Reads the members of a request with the service's rules. The first complaint wins; after it everything
// answers empty, so that reading stays a straight line.
class FieldReader
{
public:
    // A member under its camelCase name or the snake_case one.
    static QJsonValue member(const QJsonObject& object, const QString& name);

    void fail(const QString& field, const QString& message);
    void addDetail(const QJsonObject& detail); // to the complaint
    bool hasFailed() const { return m_error.has_value(); }
    const std::optional<ApiError>& error() const { return m_error; }

    // Complains of any member that is not among `names` (in camelCase).
    void allowOnly(const QJsonObject& object, const QString& path, const QStringList& names);
    // Absent or null answers empty; a wrong type is a complaint.
    QJsonObject object(const QJsonObject& parent, const QString& name, const QString& path);
    QJsonArray list(const QJsonObject& parent, const QString& name, const QString& path);
    QString text(const QJsonObject& parent, const QString& name, const QString& path);
    QStringList texts(const QJsonObject& parent, const QString& name, const QString& path);
    std::optional<bool> flag(const QJsonObject& parent, const QString& name, const QString& path);
    std::optional<double> number(const QJsonObject& parent, const QString& name, const QString& path);
    std::optional<int> integer(const QJsonObject& parent, const QString& name, const QString& path);

    static QString join(const QString& path, const QString& name);
    static QString at(const QString& path, qsizetype index);

private:
    void wrongType(const QString& field, const QString& type, const QJsonValue& value);

    std::optional<ApiError> m_error;
};

} // namespace safelight::simulation
