#pragma once

#include "ui/report/reportchoices.h"

#include <QDialog>

#include <memory>

namespace safelight {

class Settings;

// Which attempts, what of them, what is taken out, and in which format; a preview of the beginning follows
// each change. What is chosen is proposed the next time.
class ReportDialog final : public QDialog
{
    Q_OBJECT

public:
    // `format`: chosen beforehand; else as the last time.
    ReportDialog(const ReportSubject& subject, Settings& settings, std::optional<ReportFormat> format,
                 QWidget* parent = nullptr);
    ~ReportDialog() override;

    ReportChoice choice() const;
    // Asks for nothing; written() follows, or a sentence in the dialog.
    void writeTo(const QString& path);

    void reject() override; // stops writing first

signals:
    void written(const QString& path);
    void previewed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
