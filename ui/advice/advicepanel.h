#pragma once

#include "app/advice/remedy.h"
#include "app/prompt/modelinfo.h"

#include <QWidget>

#include <memory>

namespace safelight {

struct Attempt;
struct Prompt;
class PromptDocument;
class Settings;

// "What to try" for the shown attempt: the remedies that help, with a button each, those that do not, with
// why, the three checks of a fix, and what to go through when nothing works. An edit is previewed against the
// prompt in the editor; the panel itself changes nothing.
class AdvicePanel final : public QWidget
{
    Q_OBJECT

public:
    AdvicePanel(const PromptDocument& document, Settings& settings, QWidget* parent = nullptr);
    ~AdvicePanel() override;

    void showAttempt(const Attempt& attempt);
    void setModels(const QList<ModelInfo>& models); // those of the back end
    void clear();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void repeatRequested(); // the shown attempt, sent as it was
    void backEndRequested(); // its key or address is to be seen to
    void remedyApplied(const QString& id, const safelight::Prompt& edited, const QString& undoText);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
