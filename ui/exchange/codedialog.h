#pragma once

#include "app/exchange/code.h"

#include <QDialog>

#include <functional>
#include <memory>

namespace safelight {

class Settings;

// A request that code can be had for: the draft, an attempt.
struct CodeSource
{
    QString title; // "The draft", "Attempt #7"
    std::function<CodeRequest()> make; // for a worker thread; encodes large pictures
    bool simulated = false; // its base URL is the built-in simulator's
};

// "Get code": the request in each language, to copy or to save with its pictures.
class CodeDialog final : public QDialog
{
    Q_OBJECT

public:
    // At least one source; the first is shown.
    CodeDialog(const QList<CodeSource>& sources, Settings& settings, QWidget* parent = nullptr);
    ~CodeDialog() override;

    void setTarget(CodeTarget target);
    void setSource(int index);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

// "Python", "Python (older SDK)", "JavaScript", "cURL", "promptfoo".
QString codeTargetTitle(CodeTarget target);

} // namespace safelight
