#include "ui/view/savebytes.h"
#include "app/base/background.h"
#include "app/base/files.h"
#include "app/settings/settings.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMimeData>
#include <QMimeDatabase>

using namespace Qt::StringLiterals;

namespace safelight {

void saveBytes(QWidget* parent, Settings& settings, const SavedBytes& what,
               std::function<void(const QString&, const QString&)> failed)
{
    auto* dialog = new QFileDialog(parent, what.title, settings.text(SettingKey::LastSaveFolder));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(what.name);
    QObject::connect(
        dialog, &QFileDialog::fileSelected, parent,
        [parent, &settings, bytes = what.bytes, failed = std::move(failed)](const QString& path) {
            settings.setValue(SettingKey::LastSaveFolder, QFileInfo(path).absolutePath());
            inBackground(
                parent, [path, bytes] { return writeFile(path, bytes); },
                [failed](const Result<Done>& written) {
                    if (!written)
                        failed(written.error().message, written.error().detail);
                });
        });
    dialog->open();
}

QString suffixOf(const QString& mimeType)
{
    const QString suffix = QMimeDatabase().mimeTypeForName(mimeType).preferredSuffix();
    return suffix.isEmpty() ? u"bin"_s : suffix;
}

void copyBytes(const QByteArray& bytes)
{
    auto* data = new QMimeData;
    data->setData(u"text/plain"_s, bytes);
    QApplication::clipboard()->setMimeData(data);
}

} // namespace safelight
