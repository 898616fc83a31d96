#include "app/workbench/draftestimate.h"

#include "app/base/background.h"
#include "app/base/clock.h"
#include "app/prompt/promptdocument.h"
#include "app/request/requestcodec.h"
#include "app/sending/promptestimate.h"
#include "app/settings/settings.h"
#include "app/wire/jsonedit.h"
#include "app/workbench/backendchoice.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr auto estimatePause = 100ms; // many keys, one estimate
// The question names the model beside the request, which must not name it once more.
QByteArray countedBody(const Prompt& prompt)
{
    QByteArray body = encodeRequest(prompt);
    if (prompt.carried.isEmpty())
        return body;
    const auto json = JsonOutline::of(body);
    if (!json)
        return body;
    JsonEdit edit(*json);
    for (const int member : json->children(rootNode)) {
        if (json->isNamed(member, "model"))
            edit.remove(member);
    }
    return edit.result();
}

constexpr auto countPause = 500ms; // a pause in typing is worth a question

} // namespace

DraftEstimate::DraftEstimate(Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    for (QTimer* timer : {&m_soon, &m_later})
        timer->setSingleShot(true);
    m_soon.setInterval(estimatePause);
    m_later.setInterval(countPause);
    connect(&m_soon, &QTimer::timeout, this, &DraftEstimate::update);
    connect(&m_later, &QTimer::timeout, this, &DraftEstimate::askForCount);
    connect(&m_parts.document, &PromptDocument::changed, this, &DraftEstimate::noteChange);
    connect(&m_parts.backends, &BackendChoice::backendChanged, this, &DraftEstimate::noteChange);
    connect(&m_parts.backends, &BackendChoice::keyChanged, this, &DraftEstimate::noteChange);
}

DraftEstimate::~DraftEstimate() = default;

void DraftEstimate::refresh()
{
    m_soon.start();
}

void DraftEstimate::noteChange()
{
    m_soon.start();
    if (countedPart() == m_asked && m_parts.backends.current().id == m_askedBackend)
        return; // thresholds and settings use no input
    m_question.reset();
    m_count.reset();
    m_askedBackend.clear();
    m_later.start();
}

void DraftEstimate::update()
{
    std::optional<Estimate> next;
    if (isWritten())
        next = estimateOf(input(), m_parts.prices());
    if (next == m_estimate)
        return;
    m_estimate = next;
    emit changed(m_estimate);
}

void DraftEstimate::askForCount()
{
    if (!mayAsk())
        return;
    m_asked = countedPart();
    m_askedBackend = m_parts.backends.current().id;
    m_question = std::make_unique<QObject>();
    inBackground(
        m_question.get(), [asked = m_asked] { return countedBody(asked); },
        [this](const QByteArray& body) { ask(body); });
}

void DraftEstimate::ask(const QByteArray& body)
{
    ModelRequest request;
    request.model = m_asked.model;
    request.body = body;
    const auto take = [this](const Result<qint64>& count) {
        // Not from within the question's own call.
        m_question.release()->deleteLater();
        if (!count)
            return;
        m_count = *count;
        update();
    };
    m_parts.client.countTokens(m_parts.backends.endpoint(), request, m_question.get(), take);
}

bool DraftEstimate::isWritten() const
{
    const Prompt& prompt = m_parts.document.prompt();
    return !prompt.text.trimmed().isEmpty() || !prompt.images.isEmpty() || carriesContent(prompt);
}

bool DraftEstimate::mayAsk() const
{
    const Prompt& prompt = m_parts.document.prompt();
    return isWritten() && !prompt.model.isEmpty() && m_parts.document.undoStack()->count() > 0
        && m_parts.settings.value(SettingKey::CountTokens).toBool() && m_parts.backends.problem().isEmpty()
        && encodedRequestSize(prompt) <= countedAtMost;
}

EstimateInput DraftEstimate::input() const
{
    EstimateInput input = estimateInputOf(m_parts.document.prompt());
    input.backendId = m_parts.backends.current().pricesId();
    input.date = m_parts.clock.now().date();
    input.exactInput = m_count;
    return input;
}

// What decides about the input tokens.
Prompt DraftEstimate::countedPart() const
{
    Prompt prompt = m_parts.document.prompt();
    prompt.safety = {};
    prompt.generation = {};
    return prompt;
}

} // namespace safelight
