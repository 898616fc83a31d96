#include "ui/response/responsepanel.h"
#include "app/session/attempt.h"
#include "app/settings/settings.h"
#include "ui/base/fillingstack.h"
#include "ui/base/scrolled.h"
#include "ui/base/separator.h"
#include "ui/base/taborder.h"
#include "ui/base/viewstate.h"
#include "ui/response/attemptheader.h"
#include "ui/response/fieldspage.h"
#include "ui/response/ratingspage.h"
#include "ui/response/rawpage.h"
#include "ui/response/requestpage.h"
#include "ui/response/resultpage.h"
#include "ui/response/sideplace.h"
#include "ui/response/stagepicture.h"
#include "ui/response/tokenspage.h"
#include "ui/response/verdictbanner.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include <functional>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// A streaming answer is drawn at most five times a second: reading it costs what is there so far.
constexpr int streamingInterval = 200;
constexpr int leastPageHeight = 300;

} // namespace

class ResponsePanel::Private
{
public:
    Private(ResponsePanel& panel, Settings& shared)
        : q(panel)
        , settings(shared)
    { }

    ResponsePanel& q;
    Settings& settings;
    AttemptHeader* header = nullptr;
    QWidget* body = nullptr;
    Scrolled* room = nullptr; // around the body
    VerdictBanner* banner = nullptr;
    StagePicture* stages = nullptr;
    QTabBar* tabs = nullptr;
    QStackedWidget* stack = nullptr;
    SidePlace* sides = nullptr;
    struct Page
    {
        std::function<InspectorPage*()> make;
        InspectorPage* made = nullptr; // when it is first seen with an attempt
        bool current = false; // shows the attempt as it is
    };
    QList<Page> pages; // their places are the data of the tabs
    std::optional<Attempt> attempt;
    QTimer refresh;

    void build();
    void layOut();
    void addPages();
    void restorePage();
    void showPage(Page& page);
    void forgetDrawn();
    void draw();
    void drawPage();
};

void ResponsePanel::Private::addPages()
{
    const auto add = [this](const QString& name, const std::function<InspectorPage*()>& make) {
        tabs->setTabData(tabs->addTab(name), int(pages.size()));
        pages.append({make});
    };
    add(tr("Result"), [this] { return new ResultPage(settings); });
    add(tr("Ratings"), [] { return new RatingsPage; });
    add(tr("Tokens and cost"), [] { return new TokensPage; });
    add(tr("Fields"), [] { return new FieldsPage; });
    add(tr("Request"), [this] { return new RequestPage(settings); });
    add(tr("Raw"), [this] { return new RawPage(settings); });
}

void ResponsePanel::Private::build()
{
    header = new AttemptHeader(&q);
    body = new QWidget(&q);
    banner = new VerdictBanner(body);
    stages = new StagePicture(body);
    tabs = new QTabBar(body);
    stack = new FillingStack(leastPageHeight, body);
    sides = new SidePlace(tabs, stack, settings, body);
    tabs->setAccessibleName(tr("Inspector"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setUsesScrollButtons(true);
    addPages();
    restorePage();
    layOut();
    connect(tabs, &QTabBar::currentChanged, &q, [this](int tab) {
        drawPage();
        if (!sides->isSideTab(tab))
            settings.setValue(SettingKey::InspectorTab, tabs->tabData(tab));
    });
    connect(header, &AttemptHeader::elapsed, banner, &VerdictBanner::showElapsed);
}

void ResponsePanel::Private::restorePage()
{
    bool isNumber = false;
    const int page = settings.value(SettingKey::InspectorTab).toInt(&isNumber);
    if (isNumber && page >= 0 && page < tabs->count())
        tabs->setCurrentIndex(page); // there are no other tabs yet
}

void ResponsePanel::Private::layOut()
{
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
    inner->addWidget(sides, 1);
    room = new Scrolled(body);
    auto* outer = new QVBoxLayout(&q);
    outer->setContentsMargins({});
    outer->setSpacing(0);
    outer->addWidget(header);
    outer->addWidget(room, 1);
}

void ResponsePanel::Private::showPage(Page& page)
{
    if (!page.made) {
        page.made = page.make();
        stack->addWidget(page.made);
        orderAfter(tabs, page.made);
        connect(page.made, &InspectorPage::problemOccurred, &q, &ResponsePanel::problemOccurred);
    }
    stack->setCurrentWidget(page.made);
}

void ResponsePanel::Private::forgetDrawn()
{
    for (Page& page : pages)
        page.current = false;
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
    const int place = tabs->currentIndex();
    if (sides->isSideTab(place)) {
        if (stack->indexOf(sides->side()) >= 0) // not while it stands beside the pages
            stack->setCurrentWidget(sides->side());
        return;
    }
    if (!attempt || place < 0)
        return;
    Page& page = pages[tabs->tabData(place).toInt()];
    showPage(page);
    if (!std::exchange(page.current, true))
        page.made->showAttempt(*attempt);
}

ResponsePanel::ResponsePanel(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, settings))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    d->build();
    d->refresh.setSingleShot(true);
    d->refresh.setInterval(streamingInterval);
    connect(&d->refresh, &QTimer::timeout, this, [this] { d->draw(); });
    connect(d->header, &AttemptHeader::restoreRequested, this, &ResponsePanel::restoreRequested);
    clear();
}

ResponsePanel::~ResponsePanel() = default;

void ResponsePanel::showAttempt(const Attempt& attempt)
{
    const bool another = !d->attempt || !isSameAttempt(*d->attempt, attempt);
    const bool streaming = !another && attempt.state == AttemptState::Sending;
    d->attempt = attempt;
    d->forgetDrawn();
    d->room->show();
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
    d->forgetDrawn();
    d->header->clear();
    d->room->hide();
}

void ResponsePanel::setSidePanel(QWidget* panel, const QString& name)
{
    d->sides->setSide(panel, name);
}

void ResponsePanel::setSidePanelShown(bool shown)
{
    d->sides->setSideShown(shown);
}

void ResponsePanel::raiseSidePanel()
{
    d->sides->raiseSide();
    QWidget* panel = d->sides->side();
    for (QWidget* widget = panel ? panel->nextInFocusChain() : nullptr; widget && widget != panel;
         widget = widget->nextInFocusChain()) {
        if (panel->isAncestorOf(widget) && widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus)) {
            widget->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

} // namespace safelight
