#include "ui/exchange/importkeys.h"

#include "ui/base/wraplabel.h"
#include "ui/exchange/callwords.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace safelight {

namespace {

constexpr qsizetype mostKeys = 6; // shown, each on a line

} // namespace

ImportKeys::ImportKeys(Backends backends, QWidget* parent)
    : QWidget(parent)
    , m_backends(std::move(backends))
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(spacing::betweenControls);
}

void ImportKeys::showKeys(const QList<FoundKey>& keys)
{
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    m_rows.clear();
    for (const auto& key : keys) {
        if (m_rows.size() < mostKeys)
            addRow(key, keys.size() == 1);
    }
    if (const auto more = keys.size() - m_rows.size(); more > 0)
        layout()->addWidget(new WrapLabel(tr("%n more key(s) are dropped.", nullptr, int(more))));
    setVisible(!keys.isEmpty());
}

void ImportKeys::addRow(const FoundKey& key, bool isOnly)
{
    const QString name = keyName(key, int(m_rows.size()) + 1);
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    Row made {key};
    made.keep =
        new QCheckBox(isOnly ? tr("Save the &key it contains for") : tr("Save the key %1 for").arg(name));
    made.keep->setToolTip(tr("Otherwise it is dropped. It is kept in no session either way."));
    made.backend = new QComboBox;
    made.backend->setAccessibleName(isOnly ? tr("Back end of the key")
                                           : tr("Back end of the key %1").arg(name));
    for (const auto& [id, words] : m_backends)
        made.backend->addItem(words, id);
    row->addWidget(made.keep);
    row->addWidget(made.backend);
    row->addStretch(1);
    layout()->addWidget(line);
    m_rows.append(made);
    connect(made.keep, &QCheckBox::toggled, this, [this, made] { leaveToOne(made); });
    connect(made.backend, &QComboBox::currentIndexChanged, this, [this, made] { leaveToOne(made); });
}

// A back end has one key.
void ImportKeys::leaveToOne(const Row& chosen)
{
    if (!chosen.keep->isChecked())
        return;
    for (const auto& other : std::as_const(m_rows)) {
        if (other.keep != chosen.keep && other.backend->currentIndex() == chosen.backend->currentIndex())
            other.keep->setChecked(false);
    }
}

QList<QPair<QString, Secret>> ImportKeys::chosen() const
{
    QList<QPair<QString, Secret>> keys;
    for (const auto& row : m_rows) {
        if (row.keep->isChecked())
            keys.append({row.backend->currentData().toString(), row.key.key});
    }
    return keys;
}

} // namespace safelight
