// The commands of ReferenceStrip on single pictures.
#include "ui/prompt/referencestrip.h"

#include "app/base/background.h"
#include "app/base/files.h"
#include "app/prompt/promptdocument.h"
#include "app/settings/settings.h"
#include "ui/prompt/captionbar.h"
#include "ui/prompt/imagedrag.h"
#include "ui/prompt/imagelistmodel.h"
#include "ui/prompt/imagelistview.h"
#include "ui/prompt/imageviewdialog.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

// A menu may stand open while an undo takes the picture away.
bool ReferenceStrip::has(int row) const
{
    return row >= 0 && row < m_document.prompt().images.size();
}

void ReferenceStrip::remove(const QList<int>& rows)
{
    QList<ReferenceImage> images = m_document.prompt().images;
    QList<int> falling = rows;
    std::ranges::sort(falling, std::greater<>());
    for (const int row : falling) {
        if (has(row))
            images.removeAt(row);
    }
    const int count = static_cast<int>(rows.size());
    change(images, count == 1 ? tr("removing a picture") : tr("removing %n pictures", nullptr, count),
           qMin(falling.value(count - 1), static_cast<int>(images.size()) - 1));
}

void ReferenceStrip::move(int from, int to)
{
    if (!has(from) || !has(to))
        return;
    QList<ReferenceImage> images = m_document.prompt().images;
    images.move(from, to);
    change(images, tr("moving a picture"), to);
}

void ReferenceStrip::open(int row)
{
    if (!has(row))
        return;
    auto* dialog = new ImageViewDialog(m_document.prompt().images.at(row), this);
    dialog->show();
}

void ReferenceStrip::editCaption(int row)
{
    if (!has(row))
        return;
    const ReferenceImage& image = m_document.prompt().images.at(row);
    m_caption->edit(row, ImageListModel::nameOf(image), image.caption);
}

void ReferenceStrip::setCaption(int row, const QString& caption)
{
    if (!has(row))
        return;
    QList<ReferenceImage> images = m_document.prompt().images;
    images[row].caption = caption;
    change(images, tr("the caption of a picture"), row);
}

void ReferenceStrip::copy(int row)
{
    if (!has(row))
        return;
    QGuiApplication::clipboard()->setMimeData(new ImageDragData(m_document.prompt().images.at(row)));
}

void ReferenceStrip::saveCopy(int row)
{
    if (!has(row))
        return;
    const ReferenceImage image = m_document.prompt().images.at(row);
    auto* dialog = new QFileDialog(this, tr("Save a copy"), m_settings.text(SettingKey::LastSaveFolder));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(fileNameFor(image));
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, image](const QString& path) {
        m_settings.setValue(SettingKey::LastSaveFolder, dialog->directory().absolutePath());
        inBackground(
            this, [path, bytes = image.bytes] { return writeFile(path, bytes); },
            [this](const Result<Done>& written) {
                if (!written)
                    emit problemOccurred(written.error().message, written.error().detail);
            });
    });
    dialog->open();
}

void ReferenceStrip::showMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid())
        fillMenu(*menu, current.row());
    menu->addAction(themedIcon(u"folder"_s, palette()), tr("Add from files…"), this, &ReferenceStrip::browse);
    menu->addAction(tr("Paste"), QKeySequence::Paste, this, &ReferenceStrip::paste);
    menu->popup(position);
}

void ReferenceStrip::fillMenu(QMenu& menu, int row)
{
    const auto icon = [this](const QString& name) { return themedIcon(name, palette()); };
    menu.addAction(icon(u"zoom-in"_s), tr("View large"), Qt::Key_Space, this, [this, row] { open(row); });
    menu.addAction(icon(u"pencil"_s), tr("Caption…"), Qt::Key_F2, this, [this, row] { editCaption(row); });
    menu.addAction(icon(u"copy"_s), tr("Copy"), QKeySequence::Copy, this, [this, row] { copy(row); });
    menu.addAction(icon(u"save"_s), tr("Save a copy…"), this, [this, row] { saveCopy(row); });
    menu.addSeparator();
    QAction* left = menu.addAction(icon(u"arrow-left"_s), tr("Move left"), Qt::ALT | Qt::Key_Left, this,
                                   [this, row] { move(row, row - 1); });
    left->setEnabled(row > 0);
    QAction* right = menu.addAction(icon(u"arrow-right"_s), tr("Move right"), Qt::ALT | Qt::Key_Right, this,
                                    [this, row] { move(row, row + 1); });
    right->setEnabled(row + 1 < m_images->rowCount());
    const QList<int> selected = m_view->selectedRows();
    const QList<int> rows = selected.contains(row) ? selected : QList<int> {row};
    menu.addAction(icon(u"trash"_s), tr("Remove"), QKeySequence::Delete, this,
                   [this, rows] { remove(rows); });
    menu.addSeparator();
}

} // namespace safelight
