#include "ui/frame/about.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QMessageBox>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class AboutText
{
    Q_DECLARE_TR_FUNCTIONS(About)
};

void addShortcuts(QFormLayout* form, const QList<QAction*>& actions)
{
    for (const auto* action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        const QString text = QString(action->text()).remove(u'&').remove(u'…');
        form->addRow(new QLabel(action->shortcut().toString(QKeySequence::NativeText)), new QLabel(text));
    }
    const QList<std::pair<QString, QString>> others {
        {u"Alt+← / Alt+→"_s, AboutText::tr("Move the reference image")},
        {u"F2"_s, AboutText::tr("Caption of the reference image")},
        {u"Del"_s, AboutText::tr("Remove the reference image")},
        {u"← → Home End"_s, AboutText::tr("Move a threshold")},
        {u"Ctrl+F"_s, AboutText::tr("Find in the raw answer")},
    };
    for (const auto& [keys, text] : others)
        form->addRow(new QLabel(keys), new QLabel(text));
}

} // namespace

void showAbout(QWidget* parent)
{
    QMessageBox::about(
        parent, AboutText::tr("About Safelight"),
        AboutText::tr("<h3>Safelight %1</h3><p>A workbench for Gemini prompts that a safety filter stops: "
                      "which stage, can a setting change it, what to try next.</p>"
                      "<p>Free software under the GNU General Public License, version 3 or later. "
                      "It sends nothing anywhere except to the back end you choose.</p>")
            .arg(QCoreApplication::applicationVersion()));
}

void showShortcuts(QWidget* parent, const QList<QAction*>& actions)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(AboutText::tr("Keyboard shortcuts"));
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setHorizontalSpacing(24);
    addShortcuts(form, actions);
    auto* scroll = new QScrollArea(dialog);
    scroll->setAccessibleName(dialog->windowTitle());
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    dialog->resize(440, 520);
    dialog->open();
}

} // namespace safelight
