#include "ui/shell/queuework.h"

#include "app/settings/settings.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/workbench.h"
#include "ui/queue/queuestrip.h"
#include "ui/queue/retrybar.h"

namespace safelight {

QueueWork::QueueWork(const QueueWorkParts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    connectStrip();
    connectRetry();
    m_parts.strip.setChoices(m_parts.settings.value(SettingKey::SendAtOnce).toInt(),
                             m_parts.settings.value(SettingKey::Retries).toInt());
}

void QueueWork::connectStrip()
{
    auto& queue = m_parts.workbench.sending().queue();
    const auto* strip = &m_parts.strip;
    connect(&queue, &SendEngine::stateChanged, strip, &QueueStrip::setState);
    connect(strip, &QueueStrip::stopRequested, &queue, &SendEngine::stop);
    connect(strip, &QueueStrip::stopAllRequested, &queue, &SendEngine::stopAll);
    connect(strip, &QueueStrip::pauseRequested, &queue, &SendEngine::pause);
    connect(strip, &QueueStrip::resumeRequested, &queue, &SendEngine::resume);
    connect(strip, &QueueStrip::choicesChanged, this, &QueueWork::keepChoices);
}

void QueueWork::connectRetry()
{
    auto& sending = m_parts.workbench.sending();
    auto* retry = &m_parts.retry;
    connect(&sending, &DraftSending::retryWaiting, retry,
            [&sending, retry](qint64 id, const RetryWait& wait) {
                const Attempt* attempt = sending.underway(id);
                retry->showWait(id, attempt ? attempt->number : 0, wait);
            });
    connect(&sending, &DraftSending::retryEnded, retry, &RetryBar::endWait);
    connect(retry, &RetryBar::tryNowRequested, &sending, &DraftSending::tryNow);
    connect(retry, &RetryBar::giveUpRequested, &sending, &DraftSending::stop);
}

void QueueWork::keepChoices(int atOnce, int retries)
{
    m_parts.settings.setValue(SettingKey::SendAtOnce, atOnce);
    m_parts.settings.setValue(SettingKey::Retries, retries);
    m_parts.workbench.sending().readSettings();
}

} // namespace safelight
