#include "app/client/safepieces.h"

#include <algorithm>

namespace safelight {

namespace {

constexpr qsizetype mostAtOnce = 2LL * 1024 * 1024;
constexpr qsizetype mostHeldBack = 64LL * 1024;
constexpr qsizetype longLine = 64LL * 1024; // a shorter one is waited for
constexpr qsizetype margin = 4096; // no secret is longer

bool isBase64Character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' || c == '/';
}

// What stands before the rest of a picture, for redacted() to see that it is one.
const QByteArray& pictureBefore()
{
    static const QByteArray run(64, 'x');
    return run;
}

} // namespace

QByteArray SafePieces::next(const QByteArray& received)
{
    if (m_taken < m_clean)
        return nextClean(received);
    const qsizetype end = safeEnd(received);
    const auto bytes = QByteArrayView(received).sliced(m_taken, end - m_taken);
    if (bytes.isEmpty())
        return {};
    EchoFilter echoes = m_echoes;
    // Nothing is copied where nothing is masked.
    QByteArray safe = echoes.pass(QByteArray::fromRawData(bytes.data(), bytes.size()));
    if (echoes.mayGoOn() && bytes.size() < mostHeldBack)
        return {};
    m_echoes = std::move(echoes);
    safe = masked(std::move(safe));
    m_isMidLine = received.at(end - 1) != '\n';
    if (safe.constData() == bytes.data()) {
        m_clean = end;
        return nextClean(received);
    }
    m_taken = end;
    return safe;
}

// One line may be all of a large answer.
QByteArray SafePieces::nextClean(const QByteArray& received)
{
    const QByteArray piece = received.sliced(m_taken, std::min(mostAtOnce, m_clean - m_taken));
    m_taken += piece.size();
    m_isBehind = m_isBehind || m_taken < m_clean;
    return piece;
}

qsizetype SafePieces::safeEnd(QByteArrayView received)
{
    const auto fresh = received.sliced(m_searched);
    const auto atOnce = fresh.first(std::min(fresh.size(), mostAtOnce));
    m_isBehind = atOnce.size() < fresh.size();
    qsizetype lineEnd = atOnce.lastIndexOf('\n');
    if (lineEnd < 0 && endsInPicture(received.sliced(m_taken, m_searched + atOnce.size() - m_taken))) {
        m_searched += atOnce.size() - margin;
        return m_searched;
    }
    if (lineEnd < 0)
        lineEnd = fresh.indexOf('\n', atOnce.size());
    if (lineEnd < 0) {
        m_isBehind = false;
        m_searched = received.size();
        return m_taken;
    }
    m_searched += lineEnd + 1;
    m_isBehind = m_isBehind || received.size() - m_searched >= longLine; // a picture may have begun
    return m_searched;
}

// So deep in one that a secret neither ends nor begins there.
bool SafePieces::endsInPicture(QByteArrayView bytes) const
{
    if (bytes.size() < longLine)
        return false;
    const auto last = bytes.last(2 * margin);
    if (!std::ranges::all_of(last, isBase64Character))
        return false;
    const QByteArray around = pictureBefore() + last.toByteArray();
    return redacted(around, m_secrets) == around;
}

QByteArray SafePieces::masked(QByteArray bytes) const
{
    if (!m_isMidLine)
        return redacted(std::move(bytes), m_secrets);
    QByteArray all = redacted(pictureBefore() + bytes, m_secrets);
    return all.startsWith(pictureBefore()) ? all.sliced(pictureBefore().size())
                                           : redacted(std::move(bytes), m_secrets);
}

} // namespace safelight
