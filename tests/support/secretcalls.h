#pragma once

#include "app/settings/secretstore.h"

#include <QCoreApplication>
#include <QTest>

#include <utility>

namespace safelight::test {

// Each call of a key store answers once, later, on this thread; whatever else it does is a warning, which
// fails the test.
template<typename Value, typename Call>
Value answerOf(Call call)
{
    int times = 0;
    Value answer {};
    call([&](Value value) {
        ++times;
        answer = std::move(value);
    });
    if (times != 0)
        qWarning("answered before the call returned");
    if (!QTest::qWaitFor([&times] { return times > 0; }, 30'000))
        qWarning("never answered");
    QCoreApplication::processEvents();
    if (times > 1)
        qWarning("answered more than once");
    return answer;
}

inline Secret readFrom(SecretStore& store, const QString& name)
{
    return answerOf<Secret>([&](auto then) { store.read(name, then); });
}

inline SecretStore::Stored writeTo(SecretStore& store, const QString& name, const Secret& secret)
{
    return answerOf<SecretStore::Stored>([&](auto then) { store.write(name, secret, then); });
}

inline void removeFrom(SecretStore& store, const QString& name)
{
    answerOf<bool>([&](auto then) { store.remove(name, [then] { then(true); }); });
}

} // namespace safelight::test
