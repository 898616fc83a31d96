#pragma once

#include <QWidget>

#include <memory>

namespace safelight {

struct Attempt;
class Settings;

// The inspector: header, banner, stage picture, and the tabs Result · Ratings · Tokens · Fields · Request ·
// Raw.
class ResponsePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ResponsePanel(Settings& settings, QWidget* parent = nullptr);
    ~ResponsePanel() override;

    // Cheap to call often while an answer streams in: only what is visible is brought up to date.
    void showAttempt(const Attempt& attempt);
    void clear();

    // Another pane beside the pages, or, where there is no room, a page of its own. Taken over.
    void setSidePanel(QWidget* panel, const QString& name);
    void setSidePanelShown(bool shown);
    void raiseSidePanel(); // to the front, and the keyboard into it

signals:
    void restoreRequested(); // "Edit again": this attempt's prompt into the editor
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
