#include "app/response/warninglist.h"

#include <QCoreApplication>

namespace safelight {

void WarningList::add(QStringList& list, const QString& warning)
{
    if (list.contains(warning))
        return;
    if (list.size() < limit) {
        list.append(warning);
        return;
    }
    ++m_more;
    const QString last = QCoreApplication::translate("WarningList", "… and %1 more").arg(m_more);
    if (list.size() == limit)
        list.append(last);
    else
        list.last() = last;
}

} // namespace safelight
