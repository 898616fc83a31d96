#include "ui/shell/panes.h"

#include "app/prompt/promptdocument.h"
#include "app/settings/settings.h"
#include "ui/advice/advicepanel.h"
#include "ui/base/messagebar.h"
#include "ui/base/scrolled.h"
#include "ui/base/separator.h"
#include "ui/base/viewstate.h"
#include "ui/frame/statusline.h"
#include "ui/frame/toolbar.h"
#include "ui/history/historypanel.h"
#include "ui/prompt/editorpanel.h"
#include "ui/queue/queuestrip.h"
#include "ui/queue/retrybar.h"
#include "ui/response/responsepanel.h"
#include "ui/safety/thresholdpanel.h"

#include <QFrame>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace safelight {

namespace {

// A pane is a card around whatever it holds.
QFrame* makePane(QWidget* content)
{
    auto* pane = new QFrame;
    pane->setProperty("card", true);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(content);
    return pane;
}

} // namespace

Panes::Panes(const PanesParts& parts, const QList<Starter>& starters, QWidget* parent)
    : QWidget(parent)
    , toolbar(new Toolbar(parts.actions))
    , message(new MessageBar)
    , retry(new RetryBar)
    , queue(new QueueStrip)
    , editor(new EditorPanel(parts.document, parts.settings))
    , thresholds(new ThresholdPanel(parts.document))
    , response(new ResponsePanel(parts.settings))
    , advice(new AdvicePanel(parts.document, parts.settings))
    , history(new HistoryPanel(parts.source, parts.settings, parts.clock))
    , status(new StatusLine)
    , welcome(new WelcomePage(starters))
    , stack(new QStackedWidget)
    , pages(new QStackedWidget)
{
    response->setSidePanel(advice, tr("What to try"));
    stack->addWidget(welcome);
    stack->addWidget(response);
    pages->addWidget(makeSplitter(parts.settings));
    layOut();
    connect(editor, &EditorPanel::problemOccurred, message, &MessageBar::showProblem);
    connect(response, &ResponsePanel::problemOccurred, message, &MessageBar::showProblem);
}

QWidget* Panes::makeLeft() const
{
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(editor, 1);
    column->addWidget(separatorLine());
    column->addWidget(thresholds);
    return left;
}

QSplitter* Panes::makeSplitter(Settings& settings)
{
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setContentsMargins(spacing::betweenPanes, spacing::betweenPanes, spacing::betweenPanes,
                                 spacing::betweenPanes);
    splitter->setHandleWidth(spacing::betweenPanes);
    splitter->setChildrenCollapsible(false);
    historyPane = makePane(history);
    splitter->addWidget(makePane(new Scrolled(makeLeft())));
    splitter->addWidget(makePane(stack));
    splitter->addWidget(historyPane);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setStretchFactor(2, 0);
    splitter->setSizes({390, 742, 292});
    rememberSplitter(splitter, settings, SettingKey::SplitterMain);
    return splitter;
}

void Panes::layOut()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(toolbar);
    column->addWidget(separatorLine());
    column->addWidget(message);
    column->addWidget(retry);
    column->addWidget(queue);
    column->addWidget(pages, 1);
    column->addWidget(separatorLine());
    column->addWidget(status);
}

} // namespace safelight
