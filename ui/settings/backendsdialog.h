#pragma once

#include "ui/settings/backenddraft.h"
#include "ui/settings/backendtest.h"

#include <QDialog>

#include <memory>

namespace safelight {

class Settings;

// What the user decided about the back ends.
struct BackendsEdit
{
    QList<Backend> backends; // in their order
    QList<SecretEdit> secrets;
    QString chosen; // the id of the one to send to
};

// The back ends: a list on the left, the form of the one that is selected on the right. Everything is a
// working copy until it is accepted.
class BackendsDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Parts
    {
        QList<Backend> backends;
        QSet<QString> knownSecrets; // places
        QString chosen;
        BackendCheck check;
        Settings& settings; // remembers the size
    };

    explicit BackendsDialog(Parts parts, QWidget* parent = nullptr);
    ~BackendsDialog() override;

    void show(const QString& id); // selects its row; an unknown id does nothing
    using QDialog::show;
    BackendsEdit edit() const;

    void accept() override;
    void done(int result) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
