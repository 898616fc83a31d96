#pragma once

#include "app/exchange/calls.h"

#include <QDialog>

#include <memory>

namespace safelight {

class Settings;

// What an import meets.
struct ImportPlace
{
    Prompt draft; // what would be changed
    QList<QPair<QString, QString>> backends; // id and name of those that have a key
};

// "Import…": a place to paste, drop or open requests and answers that were recorded elsewhere. It shows what
// a request would change before it does. Reading happens off the interface thread.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(const ImportPlace& place, Settings& settings, QWidget* parent = nullptr);
    ~ImportDialog() override;

    void readText(const QByteArray& bytes);
    // `which` of how many that are imported one after another, from 1.
    void readFile(const QString& path, qsizetype which = 1, qsizetype all = 1);

signals:
    void requestChosen(const safelight::CallRequest& request); // into the editor
    // To become attempts; `source` is the file's name or what it was pasted from. An entry without a request
    // may turn out to be no answer either.
    void callsChosen(const QList<safelight::RecordedCall>& calls, const QString& source);
    void keyChosen(const QString& backendId, const safelight::Secret& key);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
