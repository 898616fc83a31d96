#pragma once

#include "app/backends/backend.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QSpinBox;

namespace safelight {

// How much a back end is sent, and whether it charges for what was broken off. Zero is shown as no limit.
class BackendLimitsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit BackendLimitsForm(QWidget* parent = nullptr);

    void setLimits(const BackendLimits& limits, bool billsDisconnects);
    const BackendLimits& limits() const { return m_limits; }
    bool billsDisconnects() const;

signals:
    void edited(); // by the user

private:
    QSpinBox* addField(QFormLayout& form, const QString& label, const QString& unit, const char* name,
                       int highest);
    // The field into its limit; another stays as it is, also where a field cannot show it exactly.
    template<typename Number>
    void connectField(QSpinBox* field, std::optional<Number>& limit, qint64 unit = 1);

    BackendLimits m_limits;
    QSpinBox* m_atOnce = nullptr;
    QSpinBox* m_requests = nullptr;
    QSpinBox* m_tokens = nullptr;
    QSpinBox* m_size = nullptr; // in megabytes
    QCheckBox* m_bills = nullptr;
};

} // namespace safelight
