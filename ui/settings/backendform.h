#pragma once

#include "ui/settings/backenddraft.h"

#include <QWidget>

#include <memory>

namespace safelight {

// Everything about one back end that can be edited. A stored secret is never shown, only that there is one.
class BackendForm final : public QWidget
{
    Q_OBJECT

public:
    explicit BackendForm(QWidget* parent = nullptr);
    ~BackendForm() override;

    void setDraft(const BackendDraft& draft);
    const BackendDraft& draft() const;
    // The cell being typed in counts too.
    void commitOpenEditor();

signals:
    void edited(); // by the user

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
