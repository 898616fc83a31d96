#pragma once

#include <QList>
#include <QObject>
#include <QSet>

namespace safelight {

// The attempts that are ticked, for what is done with several of them. Ticks stay while other filters are
// tried.
class AttemptTicks final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool has(qint64 id) const { return m_ids.contains(id); }
    const QList<qint64>& all() const { return m_inOrder; } // in the order of ticking
    void set(const QList<qint64>& ids, bool ticked)
    {
        const auto before = m_ids.size();
        for (const qint64 id : ids) {
            if (!ticked)
                m_ids.remove(id);
            else if (!m_ids.contains(id)) {
                m_ids.insert(id);
                m_inOrder << id;
            }
        }
        if (m_ids.size() == before)
            return;
        if (!ticked)
            m_inOrder.removeIf([this](qint64 id) { return !m_ids.contains(id); });
        emit changed();
    }
    void clear() { set(QList<qint64>(m_inOrder), false); }

signals:
    void changed();

private:
    QList<qint64> m_inOrder;
    QSet<qint64> m_ids; // the same, to ask for
};

} // namespace safelight
