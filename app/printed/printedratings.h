#pragma once

#include "app/printed/printedvalue.h"

#include <QByteArray>

#include <utility>

namespace safelight {

// The member of this name on the wire, however it was printed; null: none.
const PrintedValue* memberOf(const PrintedValue& object, const char* name);

// Do these settings, a list in JSON, leave every category they name open? An empty list says nothing.
bool blockNothing(const QByteArray& settings);

// Safety ratings and settings anywhere in a printed tree: as objects, as "HARM_CATEGORY_X: HIGH", as loose
// lines, or in a text that holds them. What has a threshold is a setting and never a rating.
class PrintedRatings
{
public:
    explicit PrintedRatings(const PrintedValue& root);

    // Lists in JSON, each category once; empty: there are none.
    QByteArray ratings() const;
    QByteArray settings() const;
    const PrintedValue& ratingList() const { return m_ratings; }

private:
    void walk(const PrintedValue& value, int inTexts);
    void walkMember(const PrintedMember& member, int inTexts);
    void add(PrintedValue&& entry);

    PrintedValue m_ratings {PrintedValue::Kind::Array, {}, {}};
    PrintedValue m_settings {PrintedValue::Kind::Array, {}, {}};
    PrintedValue m_loose {PrintedValue::Kind::Object, {}, {}}; // being gathered from members side by side
};

} // namespace safelight
