#pragma once

#include "app/client/connectioncheck.h"
#include "ui/settings/backenddraft.h"

#include <QDialog>

#include <functional>
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
    // Asks a back end with the secrets that were typed (by place); deleting the answer withdraws the
    // question.
    using Check = std::function<std::unique_ptr<QObject>(
        const Backend& backend, const QHash<QString, Secret>& typed, ConnectionCheck::Then then)>;
    struct Parts
    {
        QList<Backend> backends;
        QSet<QString> knownSecrets; // places
        QString chosen;
        Check check;
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
