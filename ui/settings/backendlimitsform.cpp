#include "ui/settings/backendlimitsform.h"

#include "app/prompt/modelinfo.h"
#include "ui/base/scrolled.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int mostAtOnceHere = 64; // each is a connection
constexpr int mostRequestsPerMinute = 100'000;
constexpr int mostMegabytes = 2000;
constexpr qint64 megabyte = 1'000'000;

template<typename Number>
int shownLimit(const std::optional<Number>& limit, qint64 unit = 1)
{
    // Less than one unit is shown as one, because zero means that there is no limit.
    return limit ? int(std::clamp<qint64>(qint64(*limit) / unit, 1, std::numeric_limits<int>::max())) : 0;
}

} // namespace

BackendLimitsForm::BackendLimitsForm(QWidget* parent)
    : QWidget(parent)
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(spacing::insidePane);
    form->setVerticalSpacing(spacing::betweenControls);
    form->addRow(new QLabel(tr("Limits")));
    m_atOnce = addField(*form, tr("Requests at &once"), {}, "limitAtOnce", mostAtOnceHere);
    m_requests = addField(*form, tr("Re&quests per minute"), {}, "limitRequests", mostRequestsPerMinute);
    m_tokens =
        addField(*form, tr("&Input tokens per minute"), {}, "limitTokens", std::numeric_limits<int>::max());
    m_tokens->setToolTip(tr("The tokens of a request are estimated before it is sent"));
    m_size = addField(*form, tr("&Largest request"), tr(" MB"), "limitSize", mostMegabytes);
    m_size->setSpecialValueText(tr("Default (%1 MB)").arg(inlineRequestLimit / megabyte));
    m_bills = new QCheckBox(tr("Char&ges for requests that are stopped or lose their connection"));
    m_bills->setObjectName(u"billsDisconnects"_s);
    m_bills->setToolTip(tr("A request that loses its connection is then not retried by itself"));
    form->addRow(m_bills);
    connectField(m_atOnce, m_limits.atOnce);
    connectField(m_requests, m_limits.requestsPerMinute);
    connectField(m_tokens, m_limits.tokensPerMinute);
    connectField(m_size, m_limits.requestBytes, megabyte);
    connect(m_bills, &QCheckBox::clicked, this, &BackendLimitsForm::edited);
}

QSpinBox* BackendLimitsForm::addField(QFormLayout& form, const QString& label, const QString& unit,
                                      const char* name, int highest)
{
    auto* field = new CalmField<QSpinBox>;
    field->setObjectName(QLatin1StringView(name));
    field->setAccessibleName(QString(label).remove(u'&') + unit);
    field->setRange(0, highest);
    field->setSpecialValueText(tr("No limit"));
    field->setSuffix(unit);
    field->setGroupSeparatorShown(true);
    form.addRow(label, field);
    return field;
}

template<typename Number>
void BackendLimitsForm::connectField(QSpinBox* field, std::optional<Number>& limit, qint64 unit)
{
    connect(field, &QSpinBox::valueChanged, this, [this, &limit, unit](int value) {
        limit = value > 0 ? std::optional(Number(value * unit)) : std::nullopt;
        emit edited();
    });
}

void BackendLimitsForm::setLimits(const BackendLimits& limits, bool billsDisconnects)
{
    const QSignalBlocker atOnce(m_atOnce);
    const QSignalBlocker requests(m_requests);
    const QSignalBlocker tokens(m_tokens);
    const QSignalBlocker size(m_size);
    m_limits = limits;
    m_atOnce->setValue(shownLimit(limits.atOnce));
    m_requests->setValue(shownLimit(limits.requestsPerMinute));
    m_tokens->setValue(shownLimit(limits.tokensPerMinute));
    m_size->setValue(shownLimit(limits.requestBytes, megabyte));
    m_bills->setChecked(billsDisconnects);
}

bool BackendLimitsForm::billsDisconnects() const
{
    return m_bills->isChecked();
}

} // namespace safelight
