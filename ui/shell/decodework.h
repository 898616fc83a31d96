#pragma once

#include <QObject>

#include <memory>

class QWidget;

namespace safelight {

class Actions;
class DecodeDialog;
struct DecodeReading;
struct ImportedAnswer;
struct ImportedText;
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
    DecodeDialog& openDialog(const std::shared_ptr<DecodeReading>& reading);
    void keepOrAsk(const ImportedText& read);

    QWidget& m_window;
    const DecodeWorkParts m_parts;
};

} // namespace safelight
