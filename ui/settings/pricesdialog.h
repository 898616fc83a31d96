#pragma once

#include "app/cost/pricebook.h"

#include <QDialog>
#include <QUrl>

#include <memory>

namespace safelight {

// What the prices dialog starts from.
struct PricesEdit
{
    PriceBook book;
    bool countTokens = true; // the back end counts a draft's tokens while it is written
};

// The prices that money is reckoned with: the bundled ones, the user's own, which count first, flat prices
// per request, and a file to import. Nothing is kept before OK.
class PricesDialog : public QDialog
{
    Q_OBJECT

public:
    // `backends`: id and name. `today`: the day on which an edited price counts as checked.
    PricesDialog(const PricesEdit& edit, const QList<std::pair<QString, QString>>& backends, QDate today,
                 QWidget* parent = nullptr);
    ~PricesDialog() override;

    PricesEdit edit() const;
    // Reads a price file, ours or genai-prices', off the interface thread; what it changes is shown before it
    // is taken.
    void importFile(const QString& path);
    // The same for a file at an address that the user names.
    void importFrom(const QUrl& address);

    void accept() override; // stays open, and says why, while something is wrong

signals:
    void changesShown(); // what an import changes stands on screen, to be taken or not
    void importEnded(bool taken);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
