#pragma once

#include "app/backends/backend.h"
#include "app/prompt/modelinfo.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace safelight {

class Actions;

// The row above the panes: send, stop, back end, model; decode, code, report.
class Toolbar : public QWidget
{
    Q_OBJECT

public:
    explicit Toolbar(const Actions& actions, QWidget* parent = nullptr);

    void setBackends(const QList<Backend>& backends, const Backend& current);
    void setModels(const QList<ModelInfo>& models);
    // The id as it stands in the prompt, listed or not; it is never rewritten.
    void setModel(const QString& id);
    // The languages behind “Get code”.
    void setCodeMenu(QMenu* menu);
    // The formats behind “Export report”.
    void setReportMenu(QMenu* menu);
    // Why sending is not possible now; empty when it is.
    void setSendProblem(const QString& sentence);

signals:
    void backendChosen(const QString& id);
    void modelChosen(const QString& id);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Texts { Full, Short };

    void setTexts(Texts texts);
    void build(const Actions& actions);
    void buildModelChoice();
    void updateIcons();
    void updateModelNote();

    QToolButton* m_send = nullptr;
    QToolButton* m_stop = nullptr;
    QToolButton* m_decode = nullptr;
    QToolButton* m_report = nullptr;
    QToolButton* m_code = nullptr;
    QToolButton* m_backend = nullptr;
    QMenu* m_backendMenu = nullptr;
    QComboBox* m_model = nullptr;
    QLabel* m_note = nullptr;
    Backend m_current;
    QList<ModelInfo> m_models;
    const Actions& m_actions;
};

} // namespace safelight
