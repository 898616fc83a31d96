#include "app/backends/backendlist.h"

#include "app/backends/backendjson.h"
#include "app/backends/backendtables.h"
#include "app/backends/baseurl.h"
#include "app/settings/settings.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class BackendListText
{
    Q_DECLARE_TR_FUNCTIONS(BackendList)
};

const BuiltInBackend* builtIn(const QString& id)
{
    for (const BuiltInBackend& row : builtInBackends()) {
        if (row.backend.id == id)
            return &row;
    }
    return nullptr;
}

bool hasId(const QList<Backend>& backends, const QString& id)
{
    return std::ranges::find(backends, id, &Backend::id) != backends.end();
}

// As the program brings it, with what an earlier version of it kept in a setting of its own.
Backend withFormerSettings(const BuiltInBackend& row, const Settings& settings)
{
    Backend backend = row.backend;
    if (row.formerBaseUrl.isEmpty())
        return backend;
    const QUrl former(settings.formerText(row.formerBaseUrl), QUrl::StrictMode);
    if (!former.isEmpty() && baseUrlProblem(former).isEmpty())
        backend.baseUrl = former;
    return backend;
}

QList<Backend> firstList(const Settings& settings)
{
    QList<Backend> all;
    for (const BuiltInBackend& row : builtInBackends())
        all.append(withFormerSettings(row, settings));
    return all;
}

QList<Backend> listFrom(const QByteArray& json)
{
    QList<Backend> all;
    const auto rows = QJsonDocument::fromJson(json).array();
    for (const auto& row : rows) {
        const auto object = row.toObject();
        const QString id = object["id"_L1].toString();
        if (id.isEmpty() || hasId(all, id))
            continue;
        const BuiltInBackend* base = builtIn(id);
        all.append(backendFrom(object, base ? base->backend : Backend()));
    }
    for (const BuiltInBackend& row : builtInBackends()) {
        if (!hasId(all, row.backend.id))
            all.append(row.backend);
    }
    return all;
}

} // namespace

BackendList::BackendList(Settings& settings)
    : m_settings(settings)
{ }

QByteArray BackendList::kept() const
{
    return m_settings.value(SettingKey::Backends).toByteArray();
}

const QList<Backend>& BackendList::all() const
{
    const QByteArray json = kept();
    if (m_isRead && json == m_readFrom)
        return m_all;
    m_all = json.isEmpty() ? firstList(m_settings) : listFrom(json);
    m_readFrom = json;
    m_isRead = true;
    return m_all;
}

std::optional<Backend> BackendList::find(const QString& idOrName) const
{
    for (const Backend& backend : all()) {
        if (backend.id == idOrName)
            return backend;
    }
    for (const Backend& backend : all()) {
        if (backend.name.compare(idOrName, Qt::CaseInsensitive) == 0)
            return backend;
    }
    return {};
}

void BackendList::setAll(const QList<Backend>& backends)
{
    if (backends == all())
        return;
    QJsonArray rows;
    for (const Backend& backend : backends) {
        const BuiltInBackend* base = builtIn(backend.id);
        rows.append(differenceFrom(base ? base->backend : Backend(), backend));
    }
    m_settings.setValue(SettingKey::Backends, QJsonDocument(rows).toJson(QJsonDocument::Compact));
}

QString newBackendId(const QString& name, const QList<Backend>& backends)
{
    QString stem;
    for (const QChar c : name.toLower()) {
        if (c.unicode() < 0x80 && c.isLetterOrNumber())
            stem += c;
        else if (!stem.isEmpty() && !stem.endsWith(u'-'))
            stem += u'-';
    }
    if (stem.endsWith(u'-'))
        stem.chop(1);
    if (stem.isEmpty())
        stem = u"backend"_s;
    QString id = stem;
    for (int number = 2; hasId(backends, id); ++number)
        id = u"%1-%2"_s.arg(stem).arg(number);
    return id;
}

QString newBackendName(const QString& name, const QList<Backend>& backends)
{
    const auto isTaken = [&backends](const QString& text) {
        return std::ranges::any_of(backends, [&text](const Backend& backend) {
            return backend.name.compare(text, Qt::CaseInsensitive) == 0;
        });
    };
    QString unused = name;
    for (int number = 2; isTaken(unused); ++number)
        unused = u"%1 %2"_s.arg(name).arg(number);
    return unused;
}

bool isBuiltIn(const QString& id)
{
    return builtIn(id) != nullptr;
}

QString shownName(const Backend& backend)
{
    const BuiltInBackend* base = builtIn(backend.id);
    const bool isElsewhere = base && !backend.simulated && backend.name == base->backend.name
        && backend.baseUrl.host() != base->backend.baseUrl.host();
    return isElsewhere ? u"%1 (%2)"_s.arg(backend.name, backend.baseUrl.host()) : backend.name;
}

QString backendProblem(const Backend& backend, const QList<Backend>& all)
{
    if (backend.name.trimmed().isEmpty())
        return BackendListText::tr("Enter a name.");
    for (const Backend& other : all) {
        const bool isSameName = other.name.compare(backend.name.trimmed(), Qt::CaseInsensitive) == 0;
        if (other.id != backend.id && isSameName)
            return BackendListText::tr("Another back end is called “%1”.").arg(other.name);
    }
    return backend.simulated ? QString() : baseUrlProblem(backend.baseUrl);
}

} // namespace safelight
