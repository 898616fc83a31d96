#include "app/workbench/historytask.h"

namespace safelight {

HistoryTask::HistoryTask(QObject* parent)
    : QObject(parent)
{ }

} // namespace safelight
