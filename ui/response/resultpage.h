#pragma once

#include "ui/response/inspectorpage.h"

#include <memory>

namespace safelight {

class Settings;

// What was delivered: text as Markdown, pictures, thoughts folded; or in words what is there instead.
class ResultPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit ResultPage(Settings& settings, QWidget* parent = nullptr);
    ~ResultPage() override;
    void showAttempt(const Attempt& attempt) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

// "Withheld: …", "No answer arrived": why there is nothing to show.
QString nothingDelivered(const Attempt& attempt);

} // namespace safelight
