#pragma once

#include <QWidget>

class QMenu;
class QToolButton;

namespace safelight {

class PromptDocument;
class WrapLabel;

// "Also sends: 3 tools, a response schema": what the draft carries and the editor does not show. Away when
// there is nothing. Each piece can be removed, as a step that can be undone.
class CarriedLine final : public QWidget
{
    Q_OBJECT

public:
    explicit CarriedLine(PromptDocument& document, QWidget* parent = nullptr);

signals:
    void showRequested(); // the request as JSON
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    void build();
    void showPieces();
    void fillMenu();

    PromptDocument& m_document;
    QByteArray m_shown; // what was carried when the line was last filled
    WrapLabel* m_words = nullptr;
    QToolButton* m_remove = nullptr;
    QMenu* m_menu = nullptr;
};

} // namespace safelight
