#include "ui/shell/codework.h"

#include "app/request/requestcodec.h"
#include "app/settings/settings.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/exchange/codedialog.h"
#include "ui/frame/actions.h"
#include "ui/frame/toolbar.h"
#include "ui/history/historypanel.h"
#include "ui/shell/shownattempt.h"

#include <QMenu>

namespace safelight {

namespace {

CodeFinding findingOf(const Verdict& verdict)
{
    CodeFinding finding;
    finding.reason = verdict.reason.value_or(QString());
    switch (verdict.outcome) {
    case Outcome::Delivered:
    case Outcome::Truncated:
        finding.outcome = CodeFinding::Outcome::Delivered;
        break;
    case Outcome::PromptBlocked:
    case Outcome::ResponseBlocked:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
        finding.outcome = CodeFinding::Outcome::Blocked;
        break;
    default:
        break;
    }
    return finding;
}

CodeRequest requestOf(const Attempt& attempt)
{
    CodeRequest request;
    request.model = attempt.prompt.model;
    request.body = attempt.requestBody.isEmpty() ? encodeRequest(attempt.prompt) : attempt.requestBody;
    const CodeAddress address = codeAddressOf(QUrl(attempt.url));
    request.baseUrl = address.baseUrl;
    request.apiVersion = address.apiVersion;
    for (const auto& [name, value] : attempt.requestHeaders) {
        if (name.compare("authorization", Qt::CaseInsensitive) == 0)
            request.auth = Backend::Auth::Bearer;
    }
    request.stream = attempt.stream;
    request.finding = findingOf(attempt.verdict);
    return request;
}

CodeSource sourceOf(const Attempt& attempt, const QString& title)
{
    return {title, [attempt] { return requestOf(attempt); }, attempt.simulated};
}

} // namespace

CodeWork::CodeWork(const CodeWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    auto* menu = new QMenu(tr("Get code"), window);
    for (const auto target : codeTargets)
        connect(menu->addAction(codeTargetTitle(target)), &QAction::triggered, this,
                [this, target] { openCode(target); });
    m_parts.toolbar.setCodeMenu(menu);
    m_parts.actions.getCode->setMenu(menu);
    connect(&m_parts.history, &HistoryPanel::codeRequested, this, &CodeWork::openCodeOf);
}

CodeSource CodeWork::draftSource() const
{
    const Backend backend = m_parts.workbench.backends().current();
    const bool stream = m_parts.settings.value(SettingKey::StreamAnswers).toBool();
    return {tr("The draft"),
            [prompt = m_parts.workbench.document().prompt(), backend, stream] {
                CodeRequest request {prompt.model,       encodeRequest(prompt), backend.baseUrl,
                                     backend.apiVersion, backend.auth,          stream};
                return request;
            },
            backend.simulated};
}

void CodeWork::openCode(CodeTarget target)
{
    QList<CodeSource> sources {draftSource()};
    const Attempt& shown = m_parts.shown.attempt();
    if (shown.id != 0 && isRequestKnown(shown))
        sources.append(sourceOf(shown, tr("Attempt #%1").arg(shown.number)));
    auto* dialog = new CodeDialog(sources, m_parts.settings, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setTarget(target);
    dialog->open();
}

void CodeWork::openCodeOf(qint64 id)
{
    m_parts.workbench.history().attempts({id}, this, [this](const Result<QList<Attempt>>& read) {
        if (!read || read->isEmpty()) {
            m_parts.message.showProblem(tr("The attempt cannot be read."),
                                        read ? QString() : read.error().message);
            return;
        }
        const Attempt& attempt = read->constFirst();
        if (!isRequestKnown(attempt)) {
            m_parts.message.showProblem(
                tr("Of this attempt only the answer is known: there is no request to write as code."), {});
            return;
        }
        auto* dialog = new CodeDialog({sourceOf(attempt, tr("Attempt #%1").arg(attempt.number))},
                                      m_parts.settings, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace safelight
