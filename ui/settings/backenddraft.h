#pragma once

#include "app/backends/endpointresolver.h"
#include "ui/settings/backendheadersmodel.h"

namespace safelight {

// A back end while it is edited, with the secrets that were typed for it.
struct BackendDraft
{
    Backend backend;
    QList<HeaderDraft> headers;
    Secret key; // typed
    QSet<QString> known; // the places of the secrets that are stored
    bool keyStored = false; // where the key comes from now
    bool removeKey = false;
};

// A secret to keep; an empty one is removed.
using SecretEdit = std::pair<NeededSecret, Secret>;

// `known`: the places of the secrets that are stored.
BackendDraft draftOf(const Backend& backend, const QSet<QString>& known);
// Another source of the key: what was typed is for the one before.
void changeKeySource(BackendDraft& draft, Backend::KeySource source);
// With its headers in place.
Backend backendOf(const BackendDraft& draft);
QList<SecretEdit> secretEdits(const BackendDraft& draft);
// The same under another id, without any secret: those are entered anew.
BackendDraft duplicateOf(const BackendDraft& draft, const QList<Backend>& all);
bool hasStoredSecret(const BackendDraft& draft);
// Why it cannot be kept like this: a sentence, or empty.
QString draftProblem(const BackendDraft& draft, const QList<Backend>& all);

} // namespace safelight
