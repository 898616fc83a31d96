#pragma once

#include "app/base/result.h"
#include "app/workbench/importedanswer.h"

#include <QObject>

#include <functional>

namespace safelight {

class Clock;
class OpenSession;
class PriceDesk;

// Responses from elsewhere. They are read off the interface thread; callbacks come unless `context` is gone
// by then.
class Importing final : public QObject
{
    Q_OBJECT

public:
    Importing(OpenSession& session, PriceDesk& prices, const Clock& clock, QObject* parent = nullptr);

    void read(const QByteArray& bytes, const QString& source, QObject* context,
              std::function<void(const ImportedAnswer&)> then);
    // Each answer in it.
    void readAll(const QByteArray& bytes, const QString& source, QObject* context,
                 std::function<void(const ImportedText&)> then);
    void readFile(const QString& path, QObject* context,
                  std::function<void(const Result<ImportedText>&)> then);
    // The response becomes an attempt of the session, marked as imported, and is shown.
    void keep(const ImportedAnswer& imported);

signals:
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    void noteKept(const ImportedAnswer& imported);
    void noteUnkept(const ImportedAnswer& imported, const Error& why);
    void moveOn(const ImportedAnswer& imported, const QString& from, const Error& why);

    OpenSession& m_session;
    PriceDesk& m_prices;
    const Clock& m_clock;
};

} // namespace safelight
