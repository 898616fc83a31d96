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
    QString readAs = {}; // "OpenAI chat completion, through OpenRouter"; empty: Gemini's own form
    int firstLine = 0; // of the text, counted from 1; 0: not known
    int lastLine = 0;
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
    // Of several answers in it: a list to choose from.
    void showAnswers(const QList<DecodedText>& answers);
    // Which of them is chosen; 0 where there is one.
    int chosen() const;
    // The beginning of the file that was chosen, beside its reading.
    void showFileText(const QString& name, const QByteArray& bytes);

signals:
    void textEntered(const QByteArray& bytes); // a moment after it changed; to be read
    void fileChosen(const QString& path); // likewise
    void keepAsked(); // the answer that is chosen shall become an attempt
    void keepAllAsked(); // each of them shall

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
