#pragma once

#include "app/request/conversation.h"

#include <QScrollArea>

class QVBoxLayout;

namespace safelight {

class PromptDocument;

// The turns before and after the prompt, each folded to a line. Away when there are none.
class TurnList final : public QScrollArea
{
    Q_OBJECT

public:
    explicit TurnList(PromptDocument& document, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    void showTurns();
    QWidget* rowOf(const RequestTurn& turn, int place);
    void replace(const Result<Prompt>& next, const QString& undoText);

    PromptDocument& m_document;
    QByteArray m_shown; // what was carried when the list was last filled
    QList<RequestTurn> m_turns;
    QVBoxLayout* m_rows = nullptr;
};

} // namespace safelight
