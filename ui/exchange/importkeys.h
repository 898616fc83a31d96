#pragma once

#include "app/exchange/calls.h"

#include <QPair>
#include <QWidget>

class QCheckBox;
class QComboBox;

namespace safelight {

// The keys that were found in calls, each on a line, and what is to become of it.
class ImportKeys final : public QWidget
{
    Q_OBJECT

public:
    using Backends = QList<QPair<QString, QString>>; // id and name

    explicit ImportKeys(Backends backends, QWidget* parent = nullptr);

    void showKeys(const QList<FoundKey>& keys);
    // Those to be kept, each with the id of its back end.
    QList<QPair<QString, Secret>> chosen() const;

private:
    struct Row
    {
        FoundKey key;
        QCheckBox* keep = nullptr;
        QComboBox* backend = nullptr;
    };

    void addRow(const FoundKey& key, bool isOnly);
    void leaveToOne(const Row& chosen);

    const Backends m_backends;
    QList<Row> m_rows;
};

} // namespace safelight
