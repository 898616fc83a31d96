#pragma once

#include "app/prompt/modelinfo.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace safelight {

class PromptDocument;
class Settings;
struct Estimate;

// Prompt, system instruction and generation settings in tabs, with the strip of reference images below.
class EditorPanel : public QWidget
{
    Q_OBJECT

public:
    EditorPanel(PromptDocument& document, Settings& settings, QWidget* parent = nullptr);
    ~EditorPanel() override;

    // The limits and choices of the chosen model; absent when nothing is known of it.
    void setModelInfo(const std::optional<ModelInfo>& model);
    // How many bytes the chosen back end takes in one request.
    void setRequestLimit(qint64 bytes);
    // What the request will use and cost, as far as it can be said before it is sent; absent: nothing to say.
    void setEstimate(const std::optional<Estimate>& estimate);
    // Reads these in the background and adds those that are pictures; the rest is refused with a sentence.
    void addFiles(const QStringList& paths);
    void browseForImages();
    void pasteImages(); // from the clipboard
    void focusPrompt();

signals:
    // Something was refused: a sentence and a detail. Nothing else changed.
    void problemOccurred(const QString& sentence, const QString& detail);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
