#include "ui/settings/backenddraft.h"

#include "app/backends/backendlist.h"
#include "app/backends/headerrules.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class BackendDraftText
{
    Q_DECLARE_TR_FUNCTIONS(BackendDraft)
};

// What a header cannot carry; the shape of a key is the service's business (gemini-api.md §9).
bool isOddKey(const Secret& key)
{
    return std::ranges::any_of(key.reveal(), [](char c) { return c <= ' ' || c >= 0x7f; });
}

bool isKeyStored(const Backend& backend, const QSet<QString>& known)
{
    return std::ranges::any_of(secretsNeeded(backend), [&known](const NeededSecret& need) {
        return need.header.isEmpty() && known.contains(need.place());
    });
}

} // namespace

BackendDraft draftOf(const Backend& backend, const QSet<QString>& known)
{
    BackendDraft draft {backend, {}, {}, known, isKeyStored(backend, known), false};
    const auto needed = secretsNeeded(backend);
    for (const BackendHeader& header : backend.headers) {
        const bool stored = std::ranges::any_of(needed, [&](const NeededSecret& need) {
            return need.header == header.name && known.contains(need.place());
        });
        draft.headers.append({header, {}, stored});
    }
    draft.backend.headers.clear();
    return draft;
}

void changeKeySource(BackendDraft& draft, Backend::KeySource source)
{
    draft.backend.keySource = source;
    draft.backend.keyName.clear();
    draft.key = {};
    draft.keyStored = isKeyStored(draft.backend, draft.known);
    draft.removeKey = false;
}

Backend backendOf(const BackendDraft& draft)
{
    Backend backend = draft.backend;
    backend.name = backend.name.trimmed();
    backend.headers.clear();
    for (const HeaderDraft& row : draft.headers)
        backend.headers.append(row.header);
    return backend;
}

QList<SecretEdit> secretEdits(const BackendDraft& draft)
{
    QList<SecretEdit> edits;
    const auto needed = secretsNeeded(backendOf(draft));
    for (const NeededSecret& need : needed) {
        if (need.header.isEmpty() && need.source != Backend::KeySource::Environment) {
            if (!draft.key.isEmpty() || draft.removeKey)
                edits.append({need, draft.key});
        }
        for (const HeaderDraft& row : draft.headers) {
            if (row.header.secret && row.header.name == need.header && !row.typed.isEmpty())
                edits.append({need, row.typed});
        }
    }
    return edits;
}

BackendDraft duplicateOf(const BackendDraft& draft, const QList<Backend>& all)
{
    BackendDraft copy = draft;
    Backend& backend = copy.backend;
    backend.name = newBackendName(BackendDraftText::tr("Copy of %1").arg(draft.backend.name), all);
    backend.id = newBackendId(backend.name, all);
    backend.pricesOf = draft.backend.pricesId();
    if (backend.keySource != Backend::KeySource::Environment)
        backend.keyName.clear();
    copy.key = {};
    copy.known.clear();
    copy.keyStored = false;
    copy.removeKey = false;
    for (HeaderDraft& row : copy.headers) {
        row.typed = {};
        row.stored = false;
        if (row.header.secret)
            row.header.value = backend.id + u'/' + row.header.name.toLower();
    }
    return copy;
}

bool hasStoredSecret(const BackendDraft& draft)
{
    return draft.keyStored
        || std::ranges::any_of(draft.headers, [](const HeaderDraft& row) { return row.stored; });
}

QString draftProblem(const BackendDraft& draft, const QList<Backend>& all)
{
    if (QString problem = backendProblem(backendOf(draft), all); !problem.isEmpty())
        return problem;
    if (isOddKey(draft.key))
        return BackendDraftText::tr("A key has no spaces and only plain letters, digits and signs.");
    if (draft.backend.keySource == Backend::KeySource::Environment && draft.backend.keyName.isEmpty()
        && draft.backend.auth != Backend::Auth::None)
        return BackendDraftText::tr("Enter the name of the environment variable that holds the key.");
    for (const HeaderDraft& row : draft.headers) {
        const QString value = row.header.secret ? QString::fromUtf8(row.typed.reveal()) : row.header.value;
        if (QString problem = headerProblem(row.header.name, value); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace safelight
