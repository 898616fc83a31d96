#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

class QDebug;

namespace safelight {

// A key or token. It can be shown only masked; reveal() is for the one place that writes the header. The last
// copy overwrites the memory when it goes.
class Secret
{
public:
    Secret() = default;
    ~Secret();
    Secret(const Secret&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret other) noexcept // what was here goes with `other`
    {
        m_value.swap(other.m_value);
        return *this;
    }
    explicit Secret(QByteArray value)
        : m_value(std::move(value))
    { }

    bool isEmpty() const { return m_value.isEmpty(); }
    const QByteArray& reveal() const { return m_value; }

    friend bool operator==(const Secret&, const Secret&) = default;
    friend QDebug operator<<(QDebug debug, const Secret& secret);

private:
    QByteArray m_value;
};

// Replaces the given secrets (also backwards, in hexadecimal, percent-encoded, within base64, and escaped as
// in JSON or HTML, in whole or in part) and whatever has the shape of a Google key, an OAuth token or a
// bearer header by "[redacted]". Cheap on large input that holds none. Shapes: gemini-api.md §9 (AIza…, AQ.…,
// sk-…, ya29.…, Bearer …). Base64 image data is left alone. A secret of less than 4 characters is not looked
// for; one that could be a word (up to 15) only where it stands alone.
QByteArray redacted(QByteArray text, const QList<Secret>& secrets = {});
QString redacted(const QString& text, const QList<Secret>& secrets = {});

} // namespace safelight
