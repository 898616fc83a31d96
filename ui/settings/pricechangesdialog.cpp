#include "ui/settings/pricechangesdialog.h"

#include "app/wording/costwords.h"
#include "ui/base/wraplabel.h"
#include "ui/settings/pricesmodel.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr std::array shownKinds {
    std::pair {RateKind::Input, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "input")},
    std::pair {RateKind::InputImage, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "image input")},
    std::pair {RateKind::InputAudio, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "audio input")},
    std::pair {RateKind::InputVideo, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "video input")},
    std::pair {RateKind::CachedInput, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "cached input")},
    std::pair {RateKind::CachedAudio, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "cached audio")},
    std::pair {RateKind::Output, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "output")},
    std::pair {RateKind::OutputImage, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "image output")},
    std::pair {RateKind::OutputAudio, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "audio output")},
    std::pair {RateKind::OutputVideo, QT_TRANSLATE_NOOP("safelight::PriceChangesModel", "video output")},
};

QString rateOrNone(const std::optional<TokenRate>& rate)
{
    return rate ? rateText(rate) : PriceChangesModel::tr("none");
}

// "input $2 → $4 · output $10 → $20"; of a new price: "input $2 · output $10".
QString changeText(const PriceChange& change)
{
    QStringList parts;
    for (const auto& [kind, name] : shownKinds) {
        const auto& after = change.offered.rate(kind);
        const auto before = change.known ? change.known->rate(kind) : std::nullopt;
        if (before == after)
            continue;
        const QString word = PriceChangesModel::tr(name);
        parts << (change.known
                      ? PriceChangesModel::tr("%1 %2 → %3").arg(word, rateOrNone(before), rateOrNone(after))
                      : PriceChangesModel::tr("%1 %2").arg(word, rateOrNone(after)));
    }
    return parts.join(u" · "_s);
}

QString daysText(const ModelPrice& price)
{
    if (price.from.isValid() && price.until.isValid())
        return PriceChangesModel::tr("%1 to %2").arg(wording::day(price.from), wording::day(price.until));
    if (price.from.isValid())
        return PriceChangesModel::tr("from %1").arg(wording::day(price.from));
    return price.until.isValid() ? PriceChangesModel::tr("until %1").arg(wording::day(price.until))
                                 : QString();
}

} // namespace

QVariant PriceChangesModel::cell(const PriceChange& row, int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Model:
        return row.offered.model;
    case Days:
        return daysText(row.offered);
    default:
        return row.kind == PriceChange::Kind::New ? tr("new: %1").arg(changeText(row)) : changeText(row);
    }
}

QVariant PriceChangesModel::headerCell(int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return column == Model ? tr("Model") : column == Days ? tr("Days") : tr("Change");
}

PriceChangesDialog::PriceChangesDialog(const QList<PriceChange>& changes, const QStringList& notes,
                                       QWidget* parent)
    : QDialog(parent)
    , m_model(this)
{
    setObjectName(u"priceChanges"_s);
    setWindowTitle(tr("Price changes"));
    auto differing = changes;
    differing.removeIf([](const PriceChange& change) { return change.kind == PriceChange::Kind::Same; });
    m_model.setRows(differing);
    auto* table = new QTableView;
    table->setAccessibleName(tr("Price changes"));
    table->setModel(&m_model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->resizeColumnsToContents();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Take prices"));
    buttons->button(QDialogButtonBox::Ok)->setProperty("primary", true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* page = new QVBoxLayout(this);
    page->setSpacing(spacing::betweenControls);
    page->addWidget(new WrapLabel(
        tr("%n prices are new or different. The others stay as they are.", nullptr, int(differing.size()))));
    page->addWidget(table, 1);
    if (!notes.isEmpty())
        page->addWidget(new WrapLabel(notes.join(u'\n')));
    page->addWidget(buttons);
    resize(760, 420);
}

PriceTable PriceChangesDialog::changed() const
{
    PriceTable table;
    for (const auto& change : m_model.rows())
        table.prices.append(change.offered);
    return table;
}

} // namespace safelight
