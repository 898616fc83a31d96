#pragma once

#include "app/diagnosis/verdict.h"

#include <QWidget>

#include <array>

class QLabel;

namespace safelight {

class IconLabel;

// "Did it work?": the three checks of a fix, each passed or not. All of them must pass.
class ChecksView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksView(QWidget* parent = nullptr);
    void showChecks(const Checks& checks);

private:
    struct Row
    {
        IconLabel* mark = nullptr;
        QLabel* text = nullptr;
    };

    std::array<Row, 3> m_rows;
};

} // namespace safelight
