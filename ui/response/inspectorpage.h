#pragma once

#include <QWidget>

namespace safelight {

struct Attempt;

// One tab of the inspector. Brought up to date only while it can be seen.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // May be called several times a second with the same attempt while it streams in.
    virtual void showAttempt(const Attempt& attempt) = 0;

signals:
    void problemOccurred(const QString& sentence, const QString& detail);
};

// The same request, perhaps further along.
bool isSameAttempt(const Attempt& a, const Attempt& b);

} // namespace safelight
