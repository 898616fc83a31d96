#pragma once

#include "app/response/response.h"
#include "app/wire/jsonvalue.h"

#include <QByteArrayView>

#include <cstring>

namespace safelight {

// A text that is mostly the same in each chunk of a stream: made once and then shared.
class RecentText
{
public:
    const QString& of(QByteArrayView token)
    {
        if (token.size() != m_token.size()
            || std::memcmp(token.data(), m_token.constData(), std::size_t(token.size())) != 0) {
            m_token = token.toByteArray();
            m_text = json::textOf(token);
        }
        return m_text;
    }

private:
    QByteArray m_token;
    QString m_text;
};

// What a reader keeps from chunk to chunk, so that a stream of thousands does not make it as often.
struct ReaderMemory
{
    RecentText modelVersion;
    RecentText responseId;
    RecentText createTime;
    // Empty, with room for what they held last.
    QList<Candidate> candidates;
    QList<Part> parts;
};

} // namespace safelight
