#pragma once

#include "app/base/background.h"
#include "app/base/files.h"
#include "app/base/textdiff.h"
#include "ui/base/diffview.h"
#include "ui/base/pasteedit.h"
#include "ui/base/wraplabel.h"
#include "ui/exchange/importdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QListWidget>
#include <QProgressBar>
#include <QTimer>

#include <atomic>
#include <memory>

class QPushButton;
class QVBoxLayout;

namespace safelight {

// The inside of ImportDialog: its parts (importparts.cpp) and what they show (importdialog.cpp).
class ImportDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::ImportDialog)

public:
    struct Reading
    {
        QByteArray bytes;
        Result<RecordedCalls> calls;
        bool isGone = false; // the file could not be read
        QStringList missing; // files that the command names and that were not read
    };

    Private(ImportDialog& dialog, const ImportPlace& given, Settings& store)
        : q(dialog)
        , place(given)
        , settings(store)
    { }

    // importparts.cpp
    // A key that was found, and what is to become of it.
    struct KeyRow
    {
        QCheckBox* keep = nullptr;
        QComboBox* backend = nullptr;
    };

    void build();
    void buildFound(QVBoxLayout& column);
    void buildKeyPlace(QVBoxLayout& column);
    void showKeys();
    void addKeyRow(const FoundKey& found, bool isOnly);
    void leaveToOne(const KeyRow& chosen);
    void buildButtons(QVBoxLayout& column);
    void connectParts();

    static Reading readingOf(const QByteArray& bytes, const FileReading& files, const StopAsked& stop);
    StopAsked beginReading(); // the one before it ends soon
    void read(const QByteArray& bytes, const QString& name);
    void chooseFiles();
    void useFiles(const QStringList& paths);
    void forgetFiles();
    void open(const QString& path);
    void take(const Reading& reading);
    void fail(const QString& sentence);
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
    QWidget* keyPlace = nullptr; // a row for each key
    QList<KeyRow> keyRows; // as RecordedCalls::keys, as many as are shown
    QPushButton* openButton = nullptr;
    QPushButton* choose = nullptr; // the files that a command names
    QPushButton* edit = nullptr;
    QPushButton* keep = nullptr;
    QTimer pause;
    QTimer wait;
    Latest latest;
    std::shared_ptr<std::atomic_bool> stopped = std::make_shared<std::atomic_bool>(); // of the latest reading
    Latest comparing;
    RecordedCalls found;
    QStringList missing;
    QHash<QString, QString> chosenFiles; // files for the names in the command
    QString folder; // of the file the command stands in; empty: pasted
    QString source;
    QString turn; // "2 of 3"; empty: the only one
};

} // namespace safelight
