#pragma once

#include "app/base/background.h"
#include "app/base/textdiff.h"
#include "app/prompt/prompt.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace safelight {

// What the editor would hold after a prompt of an attempt was restored into it. Accepted: do it.
class RestoreDialog final : public QDialog
{
    Q_OBJECT

public:
    // `name`: of the attempt, "#7".
    RestoreDialog(const QString& name, const Prompt& now, const Prompt& restored, QWidget* parent = nullptr);

private:
    struct Differences
    {
        QList<DiffPiece> prompt;
        QList<DiffPiece> system;
    };
    void build(const QString& name);
    void showDifferences(const Differences& differences);
    void addDiff(const QString& title, const QString& objectName, const QList<DiffPiece>& pieces);
    QString otherChanges() const;

    Prompt m_now;
    Prompt m_restored;
    QVBoxLayout* m_content = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_apply = nullptr;
    Latest m_comparing;
};

} // namespace safelight
