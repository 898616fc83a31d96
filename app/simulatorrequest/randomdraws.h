#pragma once

#include "app/simulatorrequest/httpcall.h"

#include <QRandomGenerator>

namespace safelight::simulation {

// The chance in one answer. QRandomGenerator's sequence for a seed is fixed, on every platform.
class RandomDraws
{
public:
    explicit RandomDraws(const Turn& turn)
        : m_generator({turn.seed, turn.number})
    { }

    double draw() { return m_generator.generateDouble(); } // 0…1, without 1
    int between(int low, int high) { return m_generator.bounded(low, high + 1); }
    quint32 bits() { return m_generator.generate(); }

private:
    QRandomGenerator m_generator;
};

} // namespace safelight::simulation
