#pragma once

#include <QObject>

namespace safelight {

// While a menu is open its letters are its own. Without this a shortcut of one letter (S, P, …) acts on the
// list that has the focus behind the menu, and the menu stays open. For every menu of the program, as long as
// this object lives.
class MenuLetters final : public QObject
{
    Q_OBJECT

public:
    explicit MenuLetters(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace safelight
