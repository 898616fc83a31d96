#include "ui/settings/backendtest.h"

#include "ui/base/messagebar.h"

namespace safelight {

BackendTest::BackendTest(BackendCheck check, MessageBar& message)
    : m_check(std::move(check))
    , m_message(message)
{ }

void BackendTest::start(const BackendDraft& draft)
{
    QHash<QString, Secret> typed;
    const auto edits = secretEdits(draft);
    for (const auto& [need, secret] : edits)
        typed.insert(need.place(), secret);
    m_message.showMessage(tr("Asking “%1” for its models…").arg(draft.backend.name), {}, Role::Mute);
    m_question =
        m_check(backendOf(draft), typed, [this](const ConnectionReport& report) { showReport(report); });
    emit changed();
}

void BackendTest::stop()
{
    if (!m_question)
        return;
    m_question.reset();
    m_message.showMessage(tr("The test was cancelled."), {}, Role::Mute);
    emit changed();
}

void BackendTest::showReport(const ConnectionReport& report)
{
    m_question.release()->deleteLater(); // it is calling
    using Outcome = ConnectionReport::Outcome;
    const Role role = report.outcome == Outcome::Works ? Role::Good
        : report.outcome == Outcome::NoModelList       ? Role::Warn
                                                       : Role::Bad;
    m_message.showMessage(report.sentence, report.detail, role);
    emit changed();
}

} // namespace safelight
