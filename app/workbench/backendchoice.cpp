#include "app/workbench/backendchoice.h"

#include "app/settings/secretstore.h"
#include "app/settings/settings.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const auto simulatorId = u"simulator"_s;
const auto geminiId = u"gemini"_s;

} // namespace

Secret simulatorKey()
{
    return Secret("built-in-simulator-7c1f");
}

BackendChoice::BackendChoice(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_bundled(bundledModels())
    , m_models(m_bundled.models)
{
    m_keys.insert(simulatorId, simulatorKey());
}

void BackendChoice::connectTo(const QUrl& simulatorUrl)
{
    m_simulatorUrl = simulatorUrl;
    if (backend().id == simulatorId)
        emit backendChanged(backend());
    readKey(geminiId);
    refreshModels();
}

QList<BackendProfile> BackendChoice::backends() const
{
    BackendProfile simulator = simulatorProfile();
    simulator.baseUrl = m_simulatorUrl;
    BackendProfile gemini = geminiProfile();
    const QUrl own(m_parts.settings.text(SettingKey::GeminiBaseUrl), QUrl::StrictMode);
    if (!own.isEmpty() && baseUrlProblem(own).isEmpty())
        gemini.baseUrl = own;
    return {simulator, gemini};
}

BackendProfile BackendChoice::backend() const
{
    const auto all = backends();
    const QString id = m_parts.settings.text(SettingKey::CurrentBackend);
    for (const BackendProfile& profile : all) {
        if (profile.id == id)
            return profile;
    }
    return all.first();
}

void BackendChoice::select(const QString& id)
{
    if (backend().id == id)
        return;
    m_parts.settings.setValue(SettingKey::CurrentBackend, id);
    emit backendChanged(backend());
    setModels(m_bundled.models);
    refreshModels();
}

QString BackendChoice::setBaseUrl(const QString& backendId, const QUrl& url)
{
    if (backendId != geminiId)
        return tr("The address of this back end cannot be changed.");
    if (!url.isEmpty()) {
        if (QString problem = baseUrlProblem(url); !problem.isEmpty())
            return problem;
    }
    // The service's own address is stored as none, so that a later version may know a newer one.
    const bool isDefault = url.isEmpty() || url == geminiProfile().baseUrl;
    m_parts.settings.setValue(SettingKey::GeminiBaseUrl, isDefault ? QString() : url.toString());
    if (backend().id == geminiId) {
        emit backendChanged(backend());
        refreshModels();
    }
    return {};
}

bool BackendChoice::hasKey(const QString& backendId) const
{
    return !m_keys.value(backendId).isEmpty();
}

void BackendChoice::setKey(const QString& backendId, const Secret& key)
{
    ++m_keyRound;
    m_keys.insert(backendId, key);
    const QPointer<BackendChoice> self(this);
    if (key.isEmpty()) {
        m_parts.secrets.remove(backendId, [self, backendId] {
            if (self)
                self->keyIsKnown(backendId, {});
        });
        return;
    }
    m_parts.secrets.write(backendId, key, [self, backendId](const SecretStore::Stored& stored) {
        if (self)
            self->keyIsKnown(backendId, stored.why);
    });
}

Endpoint BackendChoice::endpoint() const
{
    const BackendProfile profile = backend();
    return {profile, m_keys.value(profile.id)};
}

QString BackendChoice::problem() const
{
    const BackendProfile profile = backend();
    if (profile.simulated && profile.baseUrl.isEmpty())
        return tr("The built-in simulator is not running, so nothing can be sent to it.");
    if (QString url = baseUrlProblem(profile.baseUrl); !url.isEmpty())
        return url;
    if (profile.auth != BackendProfile::Auth::None && !hasKey(profile.id))
        return tr("%1 needs a key. Add one, or choose the built-in simulator.").arg(profile.name);
    return {};
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
    if (!problem().isEmpty())
        return;
    m_parts.client.listModels(endpoint(), this, [this, round](const Result<QList<ModelInfo>>& list) {
        // Without an answer the bundled list stays: sending will tell what is wrong.
        if (round == m_modelRound && list && !list->isEmpty())
            setModels(*list);
    });
}

void BackendChoice::readKey(const QString& backendId)
{
    const QPointer<BackendChoice> self(this);
    m_parts.secrets.read(backendId, [self, backendId, round = m_keyRound](const Secret& key) {
        if (!self || key.isEmpty() || round != self->m_keyRound)
            return;
        self->m_keys.insert(backendId, key);
        self->keyIsKnown(backendId, {});
    });
}

void BackendChoice::keyIsKnown(const QString& backendId, const QString& note)
{
    emit keyChanged(backendId, hasKey(backendId), note);
    if (backend().id == backendId)
        refreshModels();
}

void BackendChoice::setModels(const QList<ModelInfo>& models)
{
    if (models == m_models)
        return;
    m_models = models;
    emit modelsChanged(m_models);
}

} // namespace safelight
