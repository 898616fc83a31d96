#pragma once

#include "ui/advice/remedyform.h"

class QCheckBox;
class QComboBox;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

namespace safelight {

// The whole text, for the user to write anew.
class RewriteForm final : public RemedyForm
{
    Q_OBJECT

public:
    explicit RewriteForm(const RemedySubject& subject, QWidget* parent = nullptr);
    RemedyChoices choices() const override;

private:
    QPlainTextEdit* m_text;
};

// The proposed changes of thresholds, each to be left out.
class ThresholdForm final : public RemedyForm
{
    Q_OBJECT

public:
    explicit ThresholdForm(const RemedySubject& subject, QWidget* parent = nullptr);
    RemedyChoices choices() const override;

private:
    QList<ThresholdChange> m_changes;
    QList<QCheckBox*> m_boxes;
};

class ModelForm final : public RemedyForm
{
    Q_OBJECT

public:
    explicit ModelForm(const RemedySubject& subject, QWidget* parent = nullptr);
    RemedyChoices choices() const override;

private:
    QComboBox* m_model;
};

// The output limit, up to the model's own.
class LimitForm final : public RemedyForm
{
    Q_OBJECT

public:
    explicit LimitForm(const RemedySubject& subject, QWidget* parent = nullptr);
    RemedyChoices choices() const override;

private:
    GenerationSettings m_settings;
    QSpinBox* m_limit;
};

// Which reference images stay: half of them to begin with, to find the one that is stopped.
class ImagesForm final : public RemedyForm
{
    Q_OBJECT

public:
    explicit ImagesForm(const RemedySubject& subject, QWidget* parent = nullptr);
    RemedyChoices choices() const override;

private:
    QListWidget* m_images;
};

} // namespace safelight
