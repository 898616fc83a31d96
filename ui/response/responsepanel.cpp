#include "ui/response/responsepanel.h"
#include "app/history/attempt.h"
#include "app/settings/settings.h"
#include "ui/base/fillingstack.h"
#include "ui/base/scrolled.h"
#include "ui/base/separator.h"
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

QWidgetList focusable(QWidget* part)
{
    QWidgetList found;
    QWidget* widget = part;
    do {
        if ((widget == part || part->isAncestorOf(widget)) && widget->focusPolicy() != Qt::NoFocus)
            found << widget;
        widget = widget->nextInFocusChain();
    } while (widget != part);
    return found;
}

// What is made later stands last in its window's keyboard order, behind other panes: it comes after `before`.
void orderAfter(QWidget* before, QWidget* made)
{
    for (QWidget* widget : focusable(made)) {
        QWidget::setTabOrder(before, widget);
        before = widget;
    }
}

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
    struct Page
    {
        std::function<InspectorPage*()> make;
        InspectorPage* made = nullptr; // when it is first seen with an attempt
        bool current = false; // shows the attempt as it is
    };
    QList<Page> pages; // as in tabs
    std::optional<Attempt> attempt;
    QTimer refresh;

    void build();
    void layOut();
    void addPages();
    void showPage(Page& page);
    void forgetDrawn();
    void draw();
    void drawPage();
};

void ResponsePanel::Private::addPages()
{
    const auto add = [this](const QString& name, const std::function<InspectorPage*()>& make) {
        tabs->addTab(name);
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
    tabs->setAccessibleName(tr("Inspector"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setUsesScrollButtons(true);
    addPages();
    rememberTab(tabs, settings, SettingKey::InspectorTab);
    layOut();
    connect(tabs, &QTabBar::currentChanged, &q, [this] { drawPage(); });
    connect(header, &AttemptHeader::elapsed, banner, &VerdictBanner::showElapsed);
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
    inner->addWidget(stack, 1);
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
    if (!attempt || place < 0)
        return;
    Page& page = pages[place];
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

} // namespace safelight
