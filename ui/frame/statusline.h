#pragma once

#include <QWidget>

class QLabel;

namespace safelight {

class Ledger;

// The line at the bottom: where it is kept · whose answers these are · what the session used so far.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void showSession(const QString& path, qint64 bytes = 0);
    void showLostSession(const QString& path); // its file is gone, or is another one
    void showBackend(const QString& name, bool simulated);
    void showTotals(const Ledger& ledger);
    void showTotalsProblem(const QString& sentence); // they could not be read: no zeros
    void showProgress(const QString& text); // replaces the middle while something runs; empty ends it

private:
    QLabel* m_session = nullptr;
    QLabel* m_backend = nullptr;
    QLabel* m_totals = nullptr;
    QString m_backendText;
};

} // namespace safelight
