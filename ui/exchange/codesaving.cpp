#include "ui/exchange/codesaving.h"

#include "app/base/background.h"
#include "app/base/files.h"
#include "app/settings/settings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class CodeDialogText
{
    Q_DECLARE_TR_FUNCTIONS(safelight::CodeDialog)
};

using Saved = std::function<void(const Result<QString>&)>;

Result<QString> writeAll(const Code& code, const QString& path)
{
    const QDir folder = QFileInfo(path).absoluteDir();
    for (const auto& file : code.files) {
        if (const auto written = writeFile(folder.filePath(file.name), file.bytes); !written)
            return written.error();
    }
    if (const auto written = writeFile(path, code.text); !written)
        return written.error();
    return path;
}

// The names of the files beside it that are there with other content.
QStringList filesInTheWay(const Code& code, const QString& path)
{
    QStringList names;
    const QDir folder = QFileInfo(path).absoluteDir();
    for (const auto& file : code.files) {
        const QFileInfo info(folder.filePath(file.name));
        if (!info.exists())
            continue;
        const auto there = info.size() == file.bytes.size() ? readFile(info.filePath(), file.bytes.size() + 1)
                                                            : Result<QByteArray>(QByteArray());
        if (!there || *there != file.bytes)
            names << file.name;
    }
    return names;
}

void write(QWidget* parent, const Code& code, const QString& path, const Saved& done)
{
    inBackground(
        parent, [code, path] { return writeAll(code, path); },
        [done](const Result<QString>& written) { done(written); });
}

void askAndWrite(QWidget* parent, const Code& code, const QString& path, const Saved& done)
{
    inBackground(
        parent, [code, path] { return filesInTheWay(code, path); },
        [=](const QStringList& names) {
            if (names.isEmpty())
                return write(parent, code, path, done);
            auto* question = new QMessageBox(
                QMessageBox::Question, CodeDialogText::tr("Replace files"),
                CodeDialogText::tr("The code reads pictures from files beside it, and other files have these "
                                   "names already: %1")
                    .arg(names.join(u", "_s)),
                QMessageBox::Cancel, parent);
            question->setTextFormat(Qt::PlainText);
            question->setAttribute(Qt::WA_DeleteOnClose);
            auto* replace =
                question->addButton(CodeDialogText::tr("&Replace them"), QMessageBox::DestructiveRole);
            QObject::connect(replace, &QAbstractButton::clicked, parent,
                             [=] { write(parent, code, path, done); });
            question->open();
        });
}

} // namespace

void saveCode(QWidget* parent, Settings& settings, const Code& code, Saved done)
{
    auto* dialog = new QFileDialog(parent, CodeDialogText::tr("Save the code"),
                                   settings.text(SettingKey::LastSaveFolder));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(code.fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [parent, &settings, code, done = std::move(done)](const QString& path) {
                         settings.setValue(SettingKey::LastSaveFolder, QFileInfo(path).absolutePath());
                         askAndWrite(parent, code, path, done);
                     });
    dialog->open();
}

} // namespace safelight
