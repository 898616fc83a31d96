#pragma once

#include "app/base/background.h"
#include "ui/response/inspectorpage.h"

class QLabel;

namespace safelight {

class PlainText;
class Settings;

// The request as it was sent: where to, headers with the key masked, body with base64 folded.
class RequestPage final : public InspectorPage
{
    Q_OBJECT

public:
    RequestPage(Settings& settings, QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt) override;

protected:
    // Tells what the field under the pointer means.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QString hintAt(const QPoint& place) const;

    Settings& m_settings;
    QWidget* m_bar = nullptr;
    QLabel* m_note = nullptr;
    PlainText* m_text = nullptr;
    QString m_head; // address and headers
    QByteArray m_body;
    QString m_name;
    Latest m_preparing;
};

} // namespace safelight
