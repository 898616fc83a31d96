#pragma once

#include "app/advice/applyremedy.h"
#include "app/prompt/modelinfo.h"

#include <QWidget>

#include <functional>

namespace safelight {

// What a remedy is applied to, and what there is to choose from.
struct RemedySubject
{
    Remedy remedy;
    Prompt prompt;
    QList<ModelInfo> models;
};

// The part of the preview in which the user says what the remedy needs to know.
class RemedyForm : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual RemedyChoices choices() const = 0;

signals:
    void changed();
};

// The form for the remedy's kind; null where there is nothing to choose.
RemedyForm* makeRemedyForm(const RemedySubject& subject, QWidget* parent = nullptr);

} // namespace safelight
