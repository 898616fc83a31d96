#pragma once

#include <QList>
#include <QString>

namespace safelight {

class Settings;

// What is shown beside whatever is written in the filter.
enum class QuickFilter { All, Passed, Blocked, Errors, Different };

struct SavedFilter
{
    QString name;
    QString text;
    QuickFilter quick = QuickFilter::All;

    friend bool operator==(const SavedFilter&, const SavedFilter&) = default;
};

// Kept in the settings; what is not a filter there is passed over.
QList<SavedFilter> savedFilters(const Settings& settings);
void keepFilters(Settings& settings, const QList<SavedFilter>& filters);

// The names stored in the settings: "blocked".
QString quickFilterName(QuickFilter quick);
QuickFilter quickFilterNamed(const QString& name); // All for any other

} // namespace safelight
