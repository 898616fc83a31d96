#pragma once

#include <QStringList>

namespace safelight {

// Warnings about one answer: each sentence once, and no more than a person would read, however hostile the
// answer is.
class WarningList
{
public:
    static constexpr qsizetype limit = 100;

    // Adds to `list`; the one after the limit becomes "… and N more".
    void add(QStringList& list, const QString& warning);

private:
    qint64 m_more = 0;
};

} // namespace safelight
