#pragma once

#include "app/safety/safetyrating.h"

#include <QList>
#include <QWidget>

#include <memory>

namespace safelight {

class PromptDocument;

// A slider per adjustable category with six positions, presets, and a mark for the last measured probability.
class ThresholdPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ThresholdPanel(PromptDocument& document, QWidget* parent = nullptr);
    ~ThresholdPanel() override;

    // What the last answer measured; empty takes the marks away.
    void setMeasured(const QList<SafetyRating>& ratings);
    // What the sliders have to do with what stopped the shown attempt; empty: nothing to add.
    void setNote(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
