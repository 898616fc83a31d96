#pragma once

#include "app/backends/backend.h"
#include "app/base/secret.h"

#include <QDialog>

#include <functional>
#include <memory>

namespace safelight {

// What the user decided about one back end.
struct BackendEdit
{
    QUrl baseUrl;
    bool keyChanged = false; // false: leave the stored key as it is
    Secret key; // empty and changed: remove it
};

// Base URL and key of a back end. The stored key is never shown, only whether there is one.
class BackendDialog : public QDialog
{
    Q_OBJECT

public:
    BackendDialog(const Backend& backend, bool hasKey, QWidget* parent = nullptr);
    ~BackendDialog() override;

    BackendEdit edit() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void connectParts();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
