#pragma once

#include "ui/view/tone.h"

#include <QWidget>

class QLabel;

namespace safelight {

struct Attempt;
class Disclosure;
class IconLabel;

// What happened, in words, tinted by the outcome; while sending, how long it has been.
class VerdictBanner : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictBanner(QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt);
    void showElapsed(double seconds);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void showSending(const Attempt& attempt);
    void showVerdict(const Attempt& attempt);
    void showMoney(const Attempt& attempt);
    void setTexts(const QString& title, const QString& explanation);
    void tint();

    Tone m_tone;
    IconLabel* m_icon = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_explanation = nullptr;
    QLabel* m_money = nullptr; // was it charged, and the support codes
    QLabel* m_readAs = nullptr; // the format, where it is not Gemini's own
    QLabel* m_fields = nullptr;
    Disclosure* m_readFrom = nullptr;
    QString m_progress; // what has arrived while sending
};

} // namespace safelight
