#include "ui/response/responsepanel.h"
#include "app/history/attempt.h"
#include "app/settings/settings.h"
#include "ui/base/viewstate.h"
#include "ui/response/attemptheader.h"
#include "ui/response/fieldspage.h"
#include "ui/response/ratingspage.h"
#include "ui/response/rawpage.h"
#include "ui/response/requestpage.h"
#include "ui/response/resultpage.h"
#include "ui/response/stagepicture.h"
#include "ui/response/tokenspage.h"
#include "ui/response/verdictbanner.h"

#include <QFrame>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include <optional>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// A streaming answer is drawn at most five times a second: reading it costs what is there so far.
constexpr int streamingInterval = 200;

QFrame* separatorLine(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("separator", true);
    line->setFixedHeight(1);
    return line;
}

} // namespace

class ResponsePanel::Private
{
public:
    AttemptHeader* header = nullptr;
    QWidget* body = nullptr;
    VerdictBanner* banner = nullptr;
    StagePicture* stages = nullptr;
    QTabBar* tabs = nullptr;
    QStackedWidget* stack = nullptr;
    QList<InspectorPage*> pages;
    QList<bool> current; // whether a page shows the attempt as it is
    std::optional<Attempt> attempt;
    QTimer refresh;

    void build(ResponsePanel* panel, Settings& settings);
    void addPage(InspectorPage* page, const QString& name);
    void draw();
    void drawPage();
};

void ResponsePanel::Private::addPage(InspectorPage* page, const QString& name)
{
    pages << page;
    current << false;
    stack->addWidget(page);
    tabs->addTab(name);
}

void ResponsePanel::Private::build(ResponsePanel* panel, Settings& settings)
{
    header = new AttemptHeader(panel);
    body = new QWidget(panel);
    banner = new VerdictBanner(body);
    stages = new StagePicture(body);
    tabs = new QTabBar(body);
    stack = new QStackedWidget(body);
    tabs->setAccessibleName(tr("Inspector"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setUsesScrollButtons(true);
    addPage(new ResultPage(settings), tr("Result"));
    addPage(new RatingsPage, tr("Ratings"));
    addPage(new TokensPage, tr("Tokens"));
    addPage(new FieldsPage, tr("Fields"));
    addPage(new RequestPage(settings), tr("Request"));
    addPage(new RawPage(settings), tr("Raw"));
    auto* top = new QVBoxLayout;
    top->setContentsMargins(spacing::insidePane, 10, spacing::insidePane, 6);
    top->setSpacing(spacing::betweenControls);
    top->addWidget(banner);
    top->addWidget(stages);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins({});
    inner->setSpacing(0);
    inner->addWidget(separatorLine(body));
    inner->addLayout(top);
    inner->addWidget(tabs);
    inner->addWidget(separatorLine(body));
    inner->addWidget(stack, 1);
    auto* outer = new QVBoxLayout(panel);
    outer->setContentsMargins({});
    outer->setSpacing(0);
    outer->addWidget(header);
    outer->addWidget(body, 1);
}

void ResponsePanel::Private::draw()
{
    if (!attempt)
        return;
    header->showAttempt(*attempt);
    banner->showAttempt(*attempt);
    if (attempt->state == AttemptState::Sending)
        stages->showWaiting();
    else
        stages->showVerdict(attempt->verdict);
    drawPage();
}

void ResponsePanel::Private::drawPage()
{
    const int place = stack->currentIndex();
    if (!attempt || place < 0 || current.at(place))
        return;
    current[place] = true;
    pages.at(place)->showAttempt(*attempt);
}

ResponsePanel::ResponsePanel(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    d->build(this, settings);
    d->refresh.setSingleShot(true);
    d->refresh.setInterval(streamingInterval);
    connect(&d->refresh, &QTimer::timeout, this, [this] { d->draw(); });
    connect(d->tabs, &QTabBar::currentChanged, this, [this](int place) {
        d->stack->setCurrentIndex(place);
        d->drawPage();
    });
    rememberTab(d->tabs, settings, SettingKey::InspectorTab);
    d->stack->setCurrentIndex(d->tabs->currentIndex());
    connect(d->header, &AttemptHeader::restoreRequested, this, &ResponsePanel::restoreRequested);
    connect(d->header, &AttemptHeader::elapsed, d->banner, &VerdictBanner::showElapsed);
    for (auto* page : std::as_const(d->pages))
        connect(page, &InspectorPage::problemOccurred, this, &ResponsePanel::problemOccurred);
    clear();
}

ResponsePanel::~ResponsePanel() = default;

void ResponsePanel::showAttempt(const Attempt& attempt)
{
    const bool another = !d->attempt || !isSameAttempt(*d->attempt, attempt);
    const bool streaming = !another && attempt.state == AttemptState::Sending;
    d->attempt = attempt;
    d->current.fill(false);
    d->body->show();
    if (!streaming) {
        d->refresh.stop();
        d->draw();
    } else if (!d->refresh.isActive()) {
        d->refresh.start();
    }
}

void ResponsePanel::clear()
{
    d->refresh.stop();
    d->attempt.reset();
    d->current.fill(false);
    d->header->clear();
    d->body->hide();
}

} // namespace safelight
