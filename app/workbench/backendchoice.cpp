#include "app/workbench/backendchoice.h"

#include "app/backends/baseurl.h"
#include "app/backends/requestrules.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

BackendChoice::BackendChoice(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_list(parts.settings)
    , m_keyStore(parts.secrets)
    , m_bundled(bundledModels())
    , m_models(m_bundled.models)
{ }

void BackendChoice::connectTo(const QUrl& simulatorUrl)
{
    m_simulatorUrl = simulatorUrl;
    if (current().simulated)
        emit backendChanged(current());
    for (const Backend& backend : m_list.all())
        readSecrets(backend);
    refreshModels();
}

QList<Backend> BackendChoice::all() const
{
    QList<Backend> rows = m_list.all();
    for (Backend& backend : rows) {
        if (backend.simulated)
            backend.baseUrl = m_simulatorUrl;
    }
    return rows;
}

std::optional<Backend> BackendChoice::find(const QString& id) const
{
    const auto rows = all();
    const auto it = std::ranges::find(rows, id, &Backend::id);
    return it == rows.end() ? std::nullopt : std::optional(*it);
}

// One that is gone is as good as none: then the simulator is asked, which costs nothing.
Backend BackendChoice::current() const
{
    if (auto chosen = find(m_parts.settings.text(SettingKey::CurrentBackend)))
        return *chosen;
    const auto rows = all();
    const auto simulated = std::ranges::find(rows, true, &Backend::simulated);
    return simulated == rows.end() ? rows.first() : *simulated;
}

void BackendChoice::select(const QString& id)
{
    if (current().id == id)
        return;
    m_parts.settings.setValue(SettingKey::CurrentBackend, id);
    emit backendChanged(current());
    setModels(m_bundled.models);
    refreshModels();
}

void BackendChoice::setAll(const QList<Backend>& backends)
{
    const QList<Backend> before = m_list.all();
    const Backend chosen = current();
    QList<Backend> next = backends;
    for (Backend& backend : next) {
        if (backend.simulated)
            backend.baseUrl.clear(); // where it listens today
    }
    m_list.setAll(next);
    if (m_list.all() == before)
        return;
    removeSecretsOf(before);
    for (const Backend& backend : m_list.all())
        readSecrets(backend);
    emit backendsChanged();
    if (current() == chosen)
        return;
    emit backendChanged(current());
    setModels(m_bundled.models);
    refreshModels();
}

bool BackendChoice::hasKey(const QString& backendId) const
{
    const auto backend = find(backendId);
    return backend && !makeEndpoint(*backend, m_secrets).key.isEmpty();
}

void BackendChoice::setKey(const QString& backendId, const Secret& key)
{
    if (const auto backend = find(backendId))
        setSecret({backend->keySource, backend->keyId(), {}}, key);
}

void BackendChoice::setSecret(const NeededSecret& need, const Secret& secret)
{
    const QString place = need.place();
    m_questions[place].cancel(); // what is read is older
    if (secret.isEmpty())
        m_secrets.remove(place);
    else
        m_secrets.insert(place, secret);
    if (need.source == Backend::KeySource::Session) {
        m_session.set(need.name, secret);
        keyIsKnown(place, {});
        return;
    }
    const QPointer<BackendChoice> self(this);
    if (secret.isEmpty()) {
        m_parts.secrets.remove(need.name, [self, place] {
            if (self)
                self->keyIsKnown(place, {});
        });
        return;
    }
    m_parts.secrets.write(need.name, secret, [self, place](const SecretStore::Stored& stored) {
        if (self)
            self->keyIsKnown(place, stored.why);
    });
}

QSet<QString> BackendChoice::knownSecrets() const
{
    return {m_secrets.keyBegin(), m_secrets.keyEnd()};
}

Endpoint BackendChoice::endpoint() const
{
    return makeEndpoint(current(), m_secrets);
}

QString BackendChoice::problem() const
{
    const Endpoint target = endpoint();
    if (target.backend.simulated && target.backend.baseUrl.isEmpty())
        return tr("The built-in simulator is not running, so nothing can be sent to it.");
    if (QString url = baseUrlProblem(target.backend.baseUrl); !url.isEmpty())
        return url;
    return missingSecret(target);
}

QString BackendChoice::problemWith(const QByteArray& body) const
{
    return requestProblem(current(), body);
}

std::optional<ModelInfo> BackendChoice::model(const QString& id) const
{
    const auto found = std::find_if(m_models.begin(), m_models.end(),
                                    [&](const ModelInfo& model) { return model.id == id; });
    return found == m_models.end() ? std::nullopt : std::optional(*found);
}

void BackendChoice::refreshModels()
{
    const int round = ++m_modelRound;
    if (!problem().isEmpty() || current().models == Backend::ModelSource::Bundled)
        return;
    m_parts.client.listModels(endpoint(), this, [this, round](const Result<QList<ModelInfo>>& list) {
        // Without an answer the bundled list stays: sending will tell what is wrong.
        if (round == m_modelRound && list && !list->isEmpty())
            setModels(*list);
    });
}

void BackendChoice::readSecrets(const Backend& backend)
{
    const auto needed = secretsNeeded(backend);
    for (const NeededSecret& need : needed) {
        const QString place = need.place();
        if (m_secrets.contains(place))
            continue;
        m_questions[place].cancel();
        m_questions[place] =
            m_sources.of(need.source).fetch(need.name, this, [this, place](const Result<Secret>& secret) {
                if (!secret)
                    return;
                m_secrets.insert(place, *secret);
                keyIsKnown(place, {});
            });
    }
}

// Those that no row refers to any more.
void BackendChoice::removeSecretsOf(const QList<Backend>& gone)
{
    QSet<QString> used;
    for (const Backend& backend : m_list.all()) {
        for (const NeededSecret& need : secretsNeeded(backend))
            used.insert(need.place());
    }
    for (const Backend& backend : gone) {
        const auto needed = secretsNeeded(backend);
        for (const NeededSecret& need : needed) {
            const QString place = need.place();
            if (used.contains(place))
                continue;
            m_questions[place].cancel();
            m_secrets.remove(place);
            // Whether or not it was read by now: what stays there would come back with the next such row.
            if (need.source == Backend::KeySource::KeyStore)
                m_parts.secrets.remove(need.name, [] {});
            else if (need.source == Backend::KeySource::Session)
                m_session.set(need.name, {});
        }
    }
}

void BackendChoice::keyIsKnown(const QString& place, const QString& note)
{
    const auto rows = all();
    for (const Backend& backend : rows) {
        const bool isIts = std::ranges::any_of(
            secretsNeeded(backend), [&](const NeededSecret& need) { return need.place() == place; });
        if (!isIts)
            continue;
        emit keyChanged(backend.id, hasKey(backend.id), note);
        if (backend.id == current().id)
            refreshModels();
    }
}

void BackendChoice::setModels(const QList<ModelInfo>& models)
{
    if (models == m_models)
        return;
    m_models = models;
    emit modelsChanged(m_models);
}

} // namespace safelight
