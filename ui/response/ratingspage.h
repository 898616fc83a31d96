#pragma once

#include "ui/response/inspectorpage.h"
#include "ui/response/ratingsmodel.h"

class QHBoxLayout;
class QLabel;

namespace safelight {

class DataTable;

// Probability per category against the threshold in force, as a plot and as a table.
class RatingsPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit RatingsPage(QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt) override;

private:
    struct Section
    {
        QWidget* place = nullptr;
        QLabel* title = nullptr;
        Plot* plot = nullptr;
    };
    Section& section(int place);
    void showPlots(const QList<RatingGroup>& groups);

    QList<RatingGroup> m_groups;
    QList<Section> m_sections;
    QWidget* m_plots = nullptr;
    QHBoxLayout* m_plotLayout = nullptr;
    QLabel* m_note = nullptr;
    DataTable* m_table = nullptr;
    RatingsModel m_model;
};

} // namespace safelight
