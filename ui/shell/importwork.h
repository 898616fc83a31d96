#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace safelight {

class Actions;
class DecodeWork;
class ImportDialog;
struct RecordedCall;
class Settings;
class Workbench;

// What importing needs of the window; all of it outlives it.
struct ImportWorkParts
{
    Workbench& workbench;
    Settings& settings;
    const Actions& actions;
    DecodeWork& decoding; // for what holds no calls, and for the answers of those that do
};

// Calls of models from elsewhere: into the editor, or with their answers into the session.
class ImportWork final : public QObject
{
    Q_OBJECT

public:
    ImportWork(const ImportWorkParts& parts, QWidget* window);

    // What holds no call may be an answer, and is decoded.
    void takeFiles(const QStringList& paths);
    void takeText(const QString& text);

private:
    ImportDialog* openImport();
    void keepCalls(const QList<RecordedCall>& calls, const QString& source);
    void importEach(const QStringList& paths, qsizetype at);

    QWidget& m_window;
    const ImportWorkParts m_parts;
};

} // namespace safelight
