#pragma once

#include <QPlainTextEdit>
#include <QVariant>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

namespace safelight {

// Edits one value of the generation settings; an invalid variant never gets in or out.
class ValueEditor : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    virtual QVariant value() const = 0;
    // Shows what is set even when it is out of range or none of the choices: it is sent as it stands.
    virtual void setValue(const QVariant& value) = 0;
    virtual QWidget* focusTarget() const = 0;

signals:
    void edited(); // by the user
    void finished(); // the field was left or Return pressed
};

struct NumberRange
{
    double least = 0;
    double most = 1;
    double step = 1;
    int decimals = 0; // 0: a whole number, handed over as int

    friend bool operator==(const NumberRange&, const NumberRange&) = default;
};

class NumberEditor final : public ValueEditor
{
    Q_OBJECT

public:
    // `leastText` is shown for the least value ("model decides").
    explicit NumberEditor(const NumberRange& range, const QString& leastText = {});
    void setRange(const NumberRange& range);
    QVariant value() const override;
    void setValue(const QVariant& value) override;
    QWidget* focusTarget() const override;

private:
    QDoubleSpinBox* m_field = nullptr;
    NumberRange m_range;
};

class ChoiceEditor final : public ValueEditor
{
    Q_OBJECT

public:
    struct Choice
    {
        QString text;
        QVariant value;
    };
    explicit ChoiceEditor(const QList<Choice>& choices);
    // Shows the first one; setValue() follows where something is set.
    void setChoices(const QList<Choice>& choices);
    QVariant value() const override;
    void setValue(const QVariant& value) override;
    QWidget* focusTarget() const override;

private:
    int placeOf(const QVariant& value) const;

    QComboBox* m_field = nullptr;
};

// A list of texts, one a line, with "\n", "\t" and "\\" for what a line cannot hold.
class LinesEditor final : public ValueEditor
{
    Q_OBJECT

public:
    LinesEditor();
    QVariant value() const override;
    void setValue(const QVariant& value) override;
    QWidget* focusTarget() const override;

private:
    QPlainTextEdit* m_field = nullptr;
};

} // namespace safelight
