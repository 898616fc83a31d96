#pragma once

#include "ui/advice/remedyform.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;

namespace safelight {

class DiffView;
class Settings;

// Shows what a remedy would change before it does: the facts it needs, the text as it would be, and the other
// changes in words. Accepted only with an edit that can be made.
class RemedyDialog final : public QDialog
{
    Q_OBJECT

public:
    RemedyDialog(const RemedySubject& subject, Settings& settings, QWidget* parent = nullptr);

    const Remedy& remedy() const { return m_subject.remedy; }
    const Prompt& edited() const { return m_edited; } // the prompt with the remedy applied

protected:
    void done(int result) override;

private:
    void build();
    QWidget* buildPreview();
    void update();
    void showEdit();
    QString problemOf(const Error& error) const;

    RemedySubject m_subject;
    Settings& m_settings;
    Prompt m_edited;
    RemedyForm* m_form = nullptr; // null: nothing to choose
    QLabel* m_heading = nullptr;
    DiffView* m_diff = nullptr;
    QLabel* m_changes = nullptr;
    QLabel* m_problem = nullptr;
    QDialogButtonBox* m_buttons = nullptr;
};

} // namespace safelight
