#pragma once

#include "app/advice/remedy.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace safelight {

// One thing to try: its title, why it may help, and a button that does it or shows what it would do. One that
// will not help has no button and is written in second rank.
class RemedyCard final : public QFrame
{
    Q_OBJECT

public:
    // `usable`: the button can do what it says (a recorded answer cannot be sent again).
    RemedyCard(const Remedy& remedy, bool usable, QWidget* parent = nullptr);

    const Remedy& remedy() const { return m_remedy; }

signals:
    void chosen(const safelight::Remedy& remedy);

private:
    void buildButton(const QString& title);

    Remedy m_remedy;
    QToolButton* m_button = nullptr; // null: nothing to press
};

} // namespace safelight
