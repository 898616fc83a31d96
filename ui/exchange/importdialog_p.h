#pragma once

#include "app/base/background.h"
#include "app/base/textdiff.h"
#include "ui/base/diffview.h"
#include "ui/base/pasteedit.h"
#include "ui/base/wraplabel.h"
#include "ui/exchange/callreading.h"
#include "ui/exchange/importdialog.h"
#include "ui/exchange/importkeys.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QProgressBar>
#include <QTimer>

class QPushButton;
class QVBoxLayout;

namespace safelight {

// The inside of ImportDialog: its parts (importparts.cpp) and what they show (importdialog.cpp).
class ImportDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::ImportDialog)

public:
    Private(ImportDialog& dialog, const ImportPlace& given, Settings& store)
        : q(dialog)
        , place(given)
        , settings(store)
    { }

    // importparts.cpp
    void build();
    void buildFound(QVBoxLayout& column);
    void buildButtons(QVBoxLayout& column);
    void connectParts();

    void read(const QByteArray& bytes, const QString& name);
    void chooseFiles();
    void open(const QString& path);
    void take(const ReadCalls& read);
    void showFound(const QString& sentence);
    void showCall();
    void compare(const RecordedCall& call);
    QList<RecordedCall> chosenCalls() const;
    void finish(bool intoEditor);
    void browse();
    void showWaiting();
    void showHidden();

    ImportDialog& q;
    ImportPlace place;
    Settings& settings;
    PasteEdit* text = nullptr;
    WrapLabel* hidden = nullptr; // how much of the text is not shown
    QProgressBar* busy = nullptr;
    QLabel* title = nullptr;
    QListWidget* list = nullptr; // of the calls, when there are several
    WrapLabel* changes = nullptr;
    DiffView* difference = nullptr;
    WrapLabel* notes = nullptr;
    ImportKeys* keys = nullptr;
    QPushButton* openButton = nullptr;
    QPushButton* choose = nullptr; // the files that a command names
    QPushButton* edit = nullptr;
    QPushButton* keep = nullptr;
    QTimer pause;
    QTimer wait;
    CallReading reading;
    Latest comparing;
    RecordedCalls found;
    QString source;
    QString turn; // "2 of 3"; empty: the only one
};

} // namespace safelight
