#pragma once

#include "app/find/attemptfilter.h"
#include "app/find/historyquery.h"
#include "ui/base/searchfield.h"

class QCompleter;
class QStandardItemModel;

namespace safelight {

// Where a filter is written: tells it at each keystroke, offers keys and values while they are written, and
// underlines what it does not understand.
class FilterField final : public SearchField
{
    Q_OBJECT

public:
    explicit FilterField(QWidget* parent = nullptr);

    void setValues(const FilterValues& values); // what the session's attempts have
    void markProblem(const std::optional<FilterProblem>& problem);

signals:
    void valuesNeeded(); // a value is about to be written

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void makeCompleter();
    bool isOffering() const;
    void complete();
    void take(const QModelIndex& index);
    void offerKeys(const QString& typed);
    void offerValues(const QString& key, const QString& typed);
    void offer(const QString& text, const QString& insert, const QString& hint);
    QStringList valuesOf(const QString& key) const;

    QCompleter* m_completer = nullptr; // made when something is first written
    QStandardItemModel* m_offers = nullptr;
    FilterValues m_values;
    FilterPlace m_place;
    bool m_taking = false;
    bool m_asked = false; // for values, since the field was entered
};

} // namespace safelight
