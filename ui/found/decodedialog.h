#pragma once

#include <QDialog>

#include <memory>

namespace safelight {

class Settings;

// What was found in a text that may hold an answer.
struct DecodedText
{
    bool readable = false;
    QString title; // of the verdict, or why there is none
    QString explanation;
    QStringList notes; // how it was read, and what could not be
};

// "Decode a response…": a place to paste, drop or open an answer that was recorded elsewhere. It says at once
// what is in it. Whoever opens the dialog does the reading, off the interface thread.
class DecodeDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit DecodeDialog(Settings& settings, QWidget* parent = nullptr);
    ~DecodeDialog() override;

    // The reading of what was asked last.
    void showDecoded(const DecodedText& decoded);
    // The beginning of the file that was chosen, beside its reading.
    void showFileText(const QString& name, const QByteArray& bytes);

signals:
    void textEntered(const QByteArray& bytes); // a moment after it changed; to be read
    void fileChosen(const QString& path); // likewise
    void keepAsked(); // what showDecoded() told of last shall become an attempt

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
