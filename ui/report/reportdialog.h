#pragma once

#include "ui/report/reportchoice.h"
#include "ui/report/reportjob.h"

#include <QDialog>

#include <memory>

namespace safelight {

class Settings;

// What a report can be about.
struct ReportSubject
{
    AttemptSource source;
    QList<qint64> all; // in the order of the report
    QList<qint64> listed; // those that the filter shows; empty: the same as all
    QList<qint64> chosen;
    bool aboutChosen = false; // asked about these: they are proposed
    QList<qint64> starred;
    ReportBuilder::Facts facts;
};

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
