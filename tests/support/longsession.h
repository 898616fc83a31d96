#pragma once

#include "app/session/attemptrows.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "tests/support/sampleattempt.h"

#include <QUrl>

#include <array>

namespace safelight::test {

// Numbers without a pattern, the same each time.
class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_state(seed)
    { }
    int below(int limit)
    {
        m_state = m_state * 1664525U + 1013904223U;
        return static_cast<int>((m_state >> 8) % static_cast<quint32>(limit));
    }

private:
    quint32 m_state;
};

// Words of a small language, frequent ones more often than rare ones.
inline QString longSessionText(Dice& dice, int words)
{
    static constexpr std::array syllables {"ba", "de", "fi", "go", "lu", "ma",
                                           "ne", "pi", "ro", "su", "ta", "ve"};
    QString text = QStringLiteral("Generate a picture of");
    for (int i = 0; i < words; ++i) {
        int word = dice.below(dice.below(dice.below(4000) + 1) + 1);
        text += u' ';
        do {
            text += QLatin1StringView(syllables.at(static_cast<size_t>(word % 12)));
            word /= 12;
        } while (word > 0);
    }
    return text;
}

// A quarter of the requests was sent before.
inline Attempt longSessionAttempt(int number)
{
    Dice dice(static_cast<quint32>(number % 4 == 3 ? number - 2 : number) * 7919U);
    Attempt attempt;
    attempt.sentAt =
        QDateTime(QDate(2026, 1, 1), QTime(8, 0), QTimeZone::utc()).addSecs(qint64(number) * 240);
    attempt.backendId = QStringLiteral("simulator");
    attempt.backendName = QStringLiteral("Built-in simulator");
    attempt.simulated = true;
    attempt.url = QStringLiteral("http://127.0.0.1:4/v1beta/models/m:generateContent");
    attempt.prompt.model = dice.below(3) == 0 ? QStringLiteral("gemini-2.5-flash-image")
                                              : QStringLiteral("gemini-3-pro-image-preview");
    attempt.prompt.text = longSessionText(dice, 25);
    attempt.requestBody =
        QByteArray(R"({"contents":[{"parts":[{"text":")") + attempt.prompt.text.toUtf8() + R"("}]}]})";
    return attempt;
}

inline Attempt longSessionAnswer(Attempt attempt, int number, bool hasImage)
{
    Dice dice(static_cast<quint32>(number) * 104729U);
    attempt.state = AttemptState::Completed;
    attempt.httpCode = 200;
    attempt.seconds = 1 + dice.below(200) / 10.0;
    attempt.response.modelVersion = attempt.prompt.model;
    attempt.response.usage = TokenUsage();
    attempt.response.usage->prompt = 100 + dice.below(900);
    attempt.response.usage->candidates = dice.below(2000);
    attempt.billing.high = dice.below(1000) / 5000.0;
    attempt.billing.low = attempt.billing.high;
    Candidate candidate;
    if (dice.below(3) == 0) {
        attempt.verdict.outcome = Outcome::ResponseBlocked;
        attempt.verdict.stage = Stage::Output;
        attempt.verdict.reason =
            dice.below(2) == 0 ? QStringLiteral("IMAGE_SAFETY") : QStringLiteral("SAFETY");
        attempt.verdict.categories = {QStringLiteral("HARM_CATEGORY_HARASSMENT")};
    } else {
        attempt.verdict.outcome = Outcome::Delivered;
        attempt.verdict.stage = Stage::Delivered;
        attempt.verdict.reason = QStringLiteral("STOP");
        Part part;
        part.text = longSessionText(dice, 40);
        candidate.parts.append(part);
        if (hasImage) {
            Part image;
            image.kind = Part::Kind::InlineData;
            image.mimeType = QStringLiteral("image/png");
            image.data = noise(3000, static_cast<quint32>(number));
            candidate.parts.append(image);
        }
    }
    attempt.response.candidates = {candidate};
    attempt.rawAnswer = QByteArray(R"({"candidates":[{"content":{"parts":[{"text":")")
        + candidate.text().toUtf8() + R"("},{"inlineData":{"data":")"
        + (hasImage ? noise(3000, static_cast<quint32>(number)).toBase64() : QByteArray()) + R"("}}]}}]})";
    return attempt;
}

// A session with that many answered attempts; every tenth came back with a picture and has a thumbnail. Sent
// by `thumbnail`, a small PNG.
inline Result<Done> makeLongSession(const QString& path, int attempts, const QByteArray& thumbnail)
{
    if (const auto store = SessionStore::open(path); !store)
        return store.error();
    const auto connection = Connection::open(path, Connection::Mode::ReadWrite);
    if (!connection)
        return connection.error();
    const auto owner = QStringLiteral("long");
    return transacted(**connection, [&]() -> Result<Done> {
        for (int number = 1; number <= attempts; ++number) {
            const auto begun = insertAttempt(**connection, longSessionAttempt(number), owner);
            if (!begun)
                return begun.error();
            const bool hasImage = number % 10 == 0;
            if (auto done = completeAttempt(**connection, longSessionAnswer(*begun, number, hasImage), owner);
                !done)
                return done;
            if (!hasImage)
                continue;
            if (auto done = (*connection)
                                ->run(QStringLiteral("INSERT INTO thumbnails (attempt, png) VALUES (?, ?)"),
                                      {begun->id, thumbnail});
                !done)
                return done;
        }
        return Done();
    });
}

} // namespace safelight::test
