#include "app/workbench/workbench.h"

#include "app/settings/settings.h"
#include "app/wire/requestcodec.h"
#include "app/wording/words.h"
#include "app/workbench/attemptrunner.h"
#include "app/workbench/sessionplace.h"
#include "app/workbench/workbenchprivate.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const auto repeatRemedy = u"repeat"_s; // the id of app/advice's table: nothing was changed

bool isBlank(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

// What rules of a back end can refuse, small enough to be encoded at once.
Prompt withoutContent(const Prompt& prompt)
{
    Prompt settings;
    settings.safety = prompt.safety;
    settings.generation = prompt.generation;
    settings.model = prompt.model;
    return settings;
}

// An upper bound that costs nothing: each character may become \uXXXX twice at most.
bool isSurelySmall(const Prompt& prompt)
{
    qint64 most = 12 * (prompt.text.size() + prompt.systemInstruction.size());
    for (const ReferenceImage& image : prompt.images)
        most += image.bytes.size() * 4 / 3 + 12 * image.caption.size() + 1000;
    return most < inlineRequestLimit / 2;
}

} // namespace

Workbench::Workbench(const WorkbenchParts& parts, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(parts, *this))
{ }

Workbench::~Workbench()
{
    delete d->runner;
    d->drafts.setSession(nullptr);
    d->history.setSession(nullptr);
    // The last ones wait until everything is written and the files are closed.
    d->session.reset();
    d->retiring.clear();
}

PromptDocument& Workbench::document()
{
    return d->document;
}

void Workbench::connectBackends(const QUrl& simulatorUrl)
{
    d->backends.connectTo(simulatorUrl);
}

QList<Backend> Workbench::backends() const
{
    return d->backends.backends();
}

Backend Workbench::backend() const
{
    return d->backends.backend();
}

void Workbench::selectBackend(const QString& id)
{
    d->backends.select(id);
}

BackendChoice& Workbench::backendChoice()
{
    return d->backends;
}

bool Workbench::hasKey(const QString& backendId) const
{
    return d->backends.hasKey(backendId);
}

void Workbench::setKey(const QString& backendId, const Secret& key)
{
    d->backends.setKey(backendId, key);
}

QList<ModelInfo> Workbench::models() const
{
    return d->backends.models();
}

std::optional<ModelInfo> Workbench::currentModel() const
{
    return d->backends.model(d->document.prompt().model);
}

bool Workbench::isSending() const
{
    return !d->runner.isNull();
}

QString Workbench::sendProblem() const
{
    const Prompt& prompt = d->document.prompt();
    if (isSending())
        return tr("A request is being sent already.");
    if (QString problem = d->backends.problem(); !problem.isEmpty())
        return problem;
    if (QString problem = d->backends.problemWith(encodeRequest(withoutContent(prompt))); !problem.isEmpty())
        return problem;
    if (prompt.model.isEmpty())
        return tr("Choose a model first.");
    if (prompt.images.isEmpty() && isBlank(prompt.text))
        return tr("Write a prompt or add a picture first.");
    if (isSurelySmall(prompt))
        return {};
    if (const qint64 size = encodedRequestSize(prompt); size > inlineRequestLimit)
        return tr("The request would have %1; the service takes at most %2. Remove or replace a picture.")
            .arg(wording::bytes(size), wording::bytes(inlineRequestLimit));
    return {};
}

void Workbench::send()
{
    if (const QString problem = sendProblem(); !problem.isEmpty())
        emit problemOccurred(problem, {});
    else
        d->send(d->lineage());
}

void Workbench::stop()
{
    if (d->runner)
        d->runner->stop();
}

void Workbench::sendAgain(const Attempt& attempt)
{
    d->document.endMerge();
    d->document.replace(attempt.prompt, tr("restore of attempt #%1").arg(attempt.number));
    if (const QString problem = sendProblem(); !problem.isEmpty())
        emit problemOccurred(problem, {});
    else
        d->send({attempt.id, {repeatRemedy}}, &attempt);
}

void Workbench::applyRemedy(qint64 attemptId, const QString& remedy, const Prompt& edited,
                            const QString& undoText)
{
    d->document.endMerge();
    d->document.applyRemedy(remedy, edited, undoText);
    d->adviceFrom = attemptId;
}

QString Workbench::sessionPath() const
{
    return d->session ? d->session->path() : QString();
}

void Workbench::openDefaultSession()
{
    const auto openOwn = [this] {
        d->open(defaultSessionPath(), [this](const Error& error) {
            emit problemOccurred(tr("No session is open, so this run’s attempts are kept only until the "
                                    "program ends. %1")
                                     .arg(error.message),
                                 error.detail);
        });
    };
    const QString last = d->parts.settings.text(SettingKey::LastSession);
    if (last.isEmpty() || last == defaultSessionPath() || !QFileInfo::exists(last)) {
        openOwn();
        return;
    }
    d->open(last, [this, openOwn](const Error& error) {
        d->failToOpen(error);
        openOwn();
    });
}

void Workbench::openSession(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (!QFileInfo::exists(absolute))
        emit problemOccurred(tr("The session “%1” does not exist.").arg(QFileInfo(path).fileName()),
                             absolute);
    else if (absolute != sessionPath())
        d->open(absolute, [this](const Error& error) { d->failToOpen(error); });
}

void Workbench::newSession(const QString& path)
{
    const QString absolute = QFileInfo(withSessionEnding(path)).absoluteFilePath();
    if (QFileInfo::exists(absolute) || QFileInfo(absolute).isSymLink())
        emit problemOccurred(
            tr("“%1” exists already and was left as it is.").arg(QFileInfo(absolute).fileName()), absolute);
    else
        d->open(absolute, [this](const Error& error) { d->failToOpen(error); });
}

SessionHistory& Workbench::history()
{
    return d->history;
}

QList<AttemptSummary> Workbench::summaries() const
{
    return d->attempts.summaries();
}

qsizetype Workbench::unkeptCount() const
{
    return d->attempts.unkept().size() + d->attempts.unwritten().size();
}

void Workbench::showAttempt(qint64 id)
{
    d->show(id);
}

void Workbench::restore(const Attempt& attempt)
{
    d->document.endMerge();
    d->document.replace(attempt.prompt, tr("restore of attempt #%1").arg(attempt.number));
}

} // namespace safelight
