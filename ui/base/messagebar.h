#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace safelight {

// A sentence inside the page, with a detail to unfold and a button to close: nothing modal. Hidden until
// there is something to say.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    // Replaces what stood there, and tells screen readers. `role` is Bad, Warn, Good, or Mute.
    void showMessage(const QString& sentence, const QString& detail, Role role);
    void showProblem(const QString& sentence, const QString& detail); // in red
    // Whether this sentence is what stands there, to be seen.
    bool shows(const QString& sentence) const;
    // A button beside the message that is shown, until the next one.
    void offer(const QString& words);

signals:
    void closed(); // by the user
    void offerTaken(); // the bar is hidden then

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void buildParts();
    void buildLayout();
    void drawIcons();
    void unfold(bool open);
    void copyAll() const;
    void dismiss();

    QLabel* m_icon = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_detail = nullptr;
    QToolButton* m_more = nullptr;
    QToolButton* m_offer = nullptr;
    QToolButton* m_close = nullptr;
    QString m_wholeDetail;
    Role m_role = Role::Warn;
};

} // namespace safelight
