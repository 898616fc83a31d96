#include "app/workbench/workbench.h"

#include "app/base/clock.h"
#include "app/sending/timing.h"
#include "app/settings/settings.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftestimate.h"
#include "app/workbench/draftsaver.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/importing.h"
#include "app/workbench/opensession.h"
#include "app/workbench/pricedesk.h"
#include "app/workbench/sessionhistory.h"

namespace safelight {

namespace {

// The time of day is the caller's.
class WorkbenchTiming final : public SystemTiming
{
public:
    explicit WorkbenchTiming(const Clock& clock)
        : m_day(clock)
    { }
    QDateTime now() const override { return m_day.now(); }

private:
    const Clock& m_day;
};

} // namespace

// The parts, in the order in which they need each other: the last goes first.
class Workbench::Private
{
public:
    explicit Private(const WorkbenchParts& given);

    WorkbenchTiming timing;
    PromptDocument document;
    BackendChoice backends;
    PriceDesk prices;
    DraftSaver drafts;
    DraftEstimate draftEstimate;
    SessionHistory history;
    OpenSession session;
    DraftSending sending;
    Importing importing;
};

Workbench::Private::Private(const WorkbenchParts& given)
    : timing(given.clock)
    , backends({given.client, given.secrets, given.settings}, nullptr)
    , prices(
          given.settings, given.clock, [this](const QString& id) { return backends.model(id); },
          [this] { return backends.all(); })
    , drafts(document, nullptr)
    , draftEstimate({document, backends, given.client, given.settings, given.clock,
                     [this]() -> const PriceBook& { return prices.book(); }},
                    nullptr)
    , history({[this](const QString& model) { return prices.readingContext(model); },
               [this] { return backends.models(); }, [this] { drafts.saveNow(); },
               [this](qint64 id) {
                   const Attempt* attempt = sending.underway(id);
                   return attempt ? attempt : session.unkept().find(id);
               },
               [this] { return session.unkept().rows(); }})
    , session({document, drafts, history, prices, given.settings,
               [this](qint64 id) {
                   const Attempt* attempt = sending.underway(id);
                   return attempt ? attempt : session.unkept().find(id);
               }})
    , sending({given.client, timing, document, backends, drafts, prices, session, given.settings})
    , importing(session, prices, given.clock)
{ }

Workbench::Workbench(const WorkbenchParts& parts, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(parts))
{
    connect(&d->backends, &BackendChoice::backendChanged, this, &Workbench::backendChanged);
    connect(&d->backends, &BackendChoice::keyChanged, this, &Workbench::keyChanged);
    connect(&d->backends, &BackendChoice::modelsChanged, this, &Workbench::modelsChanged);
    connect(&d->draftEstimate, &DraftEstimate::changed, this, &Workbench::estimateChanged);
    connect(&d->prices, &PriceDesk::changed, &d->draftEstimate, &DraftEstimate::refresh);
    connect(&d->prices, &PriceDesk::changed, this, &Workbench::pricesChanged);
    connect(&d->drafts, &DraftSaver::saved, this, &Workbench::draftSaved);
    connect(&d->session, &OpenSession::opened, this, &Workbench::sessionOpened);
    connect(&d->session, &OpenSession::attemptShown, this, &Workbench::attemptShown);
    connect(&d->session, &OpenSession::summaryChanged, this, &Workbench::summaryChanged);
    connect(&d->sending, &DraftSending::busyChanged, this, &Workbench::sendingChanged);
    connect(&d->sending, &DraftSending::attemptStarted, this, &Workbench::attemptStarted);
    connect(&d->sending, &DraftSending::attemptProgressed, this, &Workbench::attemptProgressed);
    connect(&d->sending, &DraftSending::attemptFinished, this, &Workbench::attemptFinished);
    connect(&d->history, &SessionHistory::problemOccurred, this, &Workbench::problemOccurred);
    connect(&d->drafts, &DraftSaver::problemOccurred, this, &Workbench::problemOccurred);
    connect(&d->prices, &PriceDesk::problemOccurred, this, &Workbench::problemOccurred);
    connect(&d->session, &OpenSession::problemOccurred, this, &Workbench::problemOccurred);
    connect(&d->sending, &DraftSending::problemOccurred, this, &Workbench::problemOccurred);
    connect(&d->importing, &Importing::problemOccurred, this, &Workbench::problemOccurred);
    connect(&d->document, &PromptDocument::modelChanged, this,
            [&parts = parts.settings](const QString& model) {
                if (!model.isEmpty())
                    parts.setValue(SettingKey::CurrentModel, model);
            });
}

Workbench::~Workbench() = default;

PromptDocument& Workbench::document()
{
    return d->document;
}

DraftSending& Workbench::sending()
{
    return d->sending;
}

OpenSession& Workbench::session()
{
    return d->session;
}

SessionHistory& Workbench::history()
{
    return d->history;
}

Importing& Workbench::importing()
{
    return d->importing;
}

PriceDesk& Workbench::prices()
{
    return d->prices;
}

std::optional<Estimate> Workbench::estimate() const
{
    return d->draftEstimate.estimate();
}

void Workbench::restore(const Attempt& attempt)
{
    d->document.endMerge();
    d->document.replace(attempt.prompt, tr("restore of attempt #%1").arg(attempt.number));
}

BackendChoice& Workbench::backends()
{
    return d->backends;
}

} // namespace safelight
