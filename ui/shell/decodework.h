#pragma once

#include <QObject>

class QWidget;

namespace safelight {

class Actions;
struct ImportedAnswer;
class MessageBar;
class Settings;
class Workbench;

// What decoding needs of the window; all of it outlives it.
struct DecodeWorkParts
{
    Workbench& workbench;
    Settings& settings;
    const Actions& actions;
    MessageBar& message;
};

// Answers that were recorded elsewhere: read, shown, kept in the session.
class DecodeWork final : public QObject
{
    Q_OBJECT

public:
    DecodeWork(const DecodeWorkParts& parts, QWidget* window);

    void decodeFile(const QString& path);
    void decodeText(const QString& text);
    // Or says why not.
    void keep(const ImportedAnswer& imported);

private:
    void openDialog();

    QWidget& m_window;
    const DecodeWorkParts m_parts;
};

} // namespace safelight
