#include "app/wording/verdicttexts.h"

#include "app/response/reasontable.h"

#include <QCoreApplication>

namespace safelight {

namespace {

QString translated(const char* text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("Wording", text);
}

} // namespace

VerdictText verdictText(const QString& rule)
{
    const ReasonRow* row = findReasonRow(rule);
    if (!row)
        return {};
    const QString title = translated(row->title);
    const QString madeTitle = translated(row->madeTitle);
    return {title, madeTitle.isEmpty() ? title : madeTitle, translated(row->explanation)};
}

} // namespace safelight
