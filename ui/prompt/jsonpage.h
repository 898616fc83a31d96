#pragma once

#include "app/wire/shortenedjson.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace safelight {

class PlainEdit;
class PromptDocument;
class WrapLabel;

// The whole request as JSON. Edits go into the draft with Apply, as one step; what is not JSON is marked and
// said with its line and column.
class JsonPage final : public QWidget
{
    Q_OBJECT

public:
    explicit JsonPage(PromptDocument& document, QWidget* parent = nullptr);

    void apply();
    void revert(); // to what the draft says

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void noteDraft();
    void noteEdit();
    void check();
    void say(const QString& sentence, bool isProblem);
    void mark(int line, int column);
    bool isEdited() const;

    PromptDocument& m_document;
    PlainEdit* m_text = nullptr;
    WrapLabel* m_state = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_revert = nullptr;
    ShortenedJson m_shown; // as it was put into the field
    QTimer m_pause;
    bool m_isStale = true; // the draft has changed since
    bool m_isFilling = false;
};

} // namespace safelight
