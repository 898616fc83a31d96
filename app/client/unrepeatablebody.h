#pragma once

#include <QIODevice>

namespace safelight {

// A request body that can be read once. Qt repeats a POST up to three times, unasked, when the service closes
// the connection without an answer; each could be generated and billed. A body that cannot be rewound stops
// that.
class UnrepeatableBody final : public QIODevice
{
    Q_OBJECT

public:
    explicit UnrepeatableBody(QByteArray bytes);

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    // No, and without the warning of the base class: that is asked when the request would be repeated.
    bool seek(qint64 /*position*/) override { return false; }
    bool atEnd() const override { return bytesAvailable() == 0; }

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    QByteArray m_bytes;
    qint64 m_read = 0;
};

} // namespace safelight
