#pragma once

#include "app/base/known.h"

#include <QByteArray>

namespace safelight {

// Found by QCOMPARE: a failing comparison of enums prints their wire names.
template<typename E>
requires requires
{
    WireNames<E>::table;
}
char* toString(const E& value)
{
    return qstrdup(Known<E>::wireName(value).toUtf8().constData());
}

template<typename E>
char* toString(const Known<E>& value)
{
    return qstrdup(value.text().toUtf8().constData());
}

} // namespace safelight
