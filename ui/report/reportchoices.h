#pragma once

#include "ui/report/reportchoice.h"
#include "ui/report/reportjob.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QGroupBox;

namespace safelight {

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

const QList<qint64>& attemptsOf(const ReportSubject& subject, ReportScope scope);

// The controls of a report's choice: which attempts, what of them, what is taken out, and in which format.
class ReportChoices final : public QWidget
{
    Q_OBJECT

public:
    explicit ReportChoices(const ReportSubject& subject, QWidget* parent = nullptr);

    void showChoice(const ReportChoice& choice);
    ReportChoice choice() const;
    // Whether those that were chosen are few enough to be shown side by side.
    static bool canCompare(const ReportSubject& subject);

signals:
    void changed();

private:
    void fillScopes(const ReportSubject& subject);
    QGridLayout* buildHead(const ReportSubject& subject);
    QGroupBox* buildSections(const ReportSubject& subject);
    QGroupBox* buildRedactions();
    void connectParts();
    void offerOnlyWhatFits();

    QComboBox* m_format = nullptr;
    QComboBox* m_scope = nullptr;
    QComboBox* m_pictures = nullptr;
    QCheckBox* m_inside = nullptr;
    QCheckBox* m_compare = nullptr;
    QList<std::pair<ReportSection, QCheckBox*>> m_sections;
    QList<std::pair<Redaction, QCheckBox*>> m_redactions;
};

} // namespace safelight
