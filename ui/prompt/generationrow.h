#pragma once

#include "ui/theme/theme.h"

#include <QVariant>
#include <QWidget>

class QCheckBox;
class QLabel;
class QStackedWidget;

namespace safelight {

class ValueEditor;

// One generation setting: a check box with its name, and the value or the words "not sent".
class GenerationRow final : public QWidget
{
    Q_OBJECT

public:
    // `start` is the value a setting gets when it is switched on; `help` its unit and meaning.
    GenerationRow(const QString& name, const QString& help, ValueEditor* editor, const QVariant& start);

    // Not valid: not sent.
    void showValue(const QVariant& value);
    void setStart(const QVariant& start);
    // Why the model does not take it; empty when it does. What is set stays set, and is sent.
    void setObstacle(const QString& reason);
    void setHint(const QString& hint); // the range, in a few words
    QCheckBox* checkBox() const { return m_check; }
    ValueEditor* editor() const { return m_editor; }

signals:
    void valueEdited(const QVariant& value); // not valid: switched off
    void finished();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build(const QString& name, const QString& help);
    void showNote();

    ValueEditor* m_editor = nullptr;
    QVariant m_start;
    QCheckBox* m_check = nullptr;
    QStackedWidget* m_pages = nullptr;
    QLabel* m_notSent = nullptr;
    QLabel* m_note = nullptr;
    QString m_obstacle;
    QString m_hint;
};

} // namespace safelight
