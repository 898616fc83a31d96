#pragma once

#include "app/client/modelclient.h"
#include "app/cost/estimate.h"
#include "app/prompt/prompt.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace safelight {

class BackendChoice;
class Clock;
class PromptDocument;
class Settings;

// What the draft in the editor will use: an estimate shortly after each change, and the back end's own count
// of the input when it answers. The back end is asked only about what the user changed in this run, not for
// large drafts, and not where the user does not want it; without an answer the estimate stays.
class DraftEstimate final : public QObject
{
    Q_OBJECT

public:
    // Larger requests would be uploaded again and again while somebody types.
    static constexpr qint64 countedAtMost = 4LL * 1024 * 1024; // bytes of the body

    struct Parts
    {
        PromptDocument& document;
        BackendChoice& backends;
        ModelClient& client;
        Settings& settings;
        const Clock& clock;
        std::function<const PriceBook&()> prices;
    };
    DraftEstimate(Parts parts, QObject* parent);
    ~DraftEstimate() override;

    // Absent: nothing is written yet.
    const std::optional<Estimate>& estimate() const { return m_estimate; }
    // The prices or the back end changed.
    void refresh();

signals:
    void changed(const std::optional<safelight::Estimate>& estimate);

private:
    void noteChange();
    void update();
    void askForCount();
    void ask(const QByteArray& body);
    bool isWritten() const;
    bool mayAsk() const;
    EstimateInput input() const;
    Prompt countedPart() const;

    Parts m_parts;
    QTimer m_soon;
    QTimer m_later;
    std::unique_ptr<QObject> m_question; // while the back end counts; gone: the question is withdrawn
    Prompt m_asked; // what was asked about, or counted
    QString m_askedBackend;
    std::optional<qint64> m_count;
    std::optional<Estimate> m_estimate;
};

} // namespace safelight
