#pragma once

#include "ui/base/theme.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace safelight {

// A sentence inside the page, with a detail to unfold and a button to close: nothing modal.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    // Replaces what stood there. `role` is Bad, Warn or Good.
    void showMessage(const QString& sentence, const QString& detail, Role role);

private:
    QLabel* m_sentence = nullptr;
    QLabel* m_detail = nullptr;
    QToolButton* m_more = nullptr;
    QToolButton* m_close = nullptr;
};

} // namespace safelight
