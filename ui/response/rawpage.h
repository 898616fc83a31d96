#pragma once

#include "app/base/background.h"
#include "ui/response/inspectorpage.h"
#include "ui/view/sourcetext.h"

class QButtonGroup;
class QLabel;

namespace safelight {

class Disclosure;
class PlainText;
class Settings;

// The answer as it was received: status line, headers, and the body indented or exact.
class RawPage final : public InspectorPage
{
    Q_OBJECT

public:
    RawPage(Settings& settings, QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt) override;

private:
    void build();
    QWidget* makeBar();
    void prepare();
    void showSource(const SourceText& source);
    void showHeaders(const Attempt& attempt);
    void save();

    Settings& m_settings;
    QLabel* m_status = nullptr;
    QLabel* m_headers = nullptr;
    Disclosure* m_headerFold = nullptr;
    QLabel* m_note = nullptr;
    PlainText* m_text = nullptr;
    QWidget* m_find = nullptr;
    QByteArray m_bytes;
    QString m_name;
    bool m_pretty = true;
    Latest m_preparing;
};

} // namespace safelight
