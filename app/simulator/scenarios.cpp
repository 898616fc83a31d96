#include "app/simulator/simulator.h"

#include "app/response/reasontable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Row
{
    const char* name;
    const char* description;
};

class Listing
{
public:
    explicit Listing(const char* group)
        : m_group(QCoreApplication::translate("Simulator", group))
    { }

    void add(const QString& name, const char* description)
    {
        m_list.append({name, QCoreApplication::translate("Simulator", description), m_group});
    }
    template<std::size_t Count>
    void add(const Row (&rows)[Count])
    {
        for (const Row& row : rows)
            add(QString::fromLatin1(row.name), row.description);
    }
    // One for each reason, then its second spelling and its variants ("SAFETY empty"). Of a family of names
    // that mean the same, one is enough.
    template<typename E, std::size_t Count>
    void addReasons(std::span<const ReasonRow> reasons, QLatin1StringView order, const Row (&variants)[Count])
    {
        for (const ReasonRow& reason : reasons) {
            const QString scenario = QString::fromLatin1(reason.play.scenario);
            add(scenario, reason.play.description);
            QStringList spellings;
            for (const auto& [value, name] : WireNames<E>::table) {
                if (&reasonRow(value) == &reason && name != reason.name)
                    spellings << order + name;
            }
            if (spellings.size() == 1)
                add(spellings.constFirst(), reason.play.description);
            for (const Row& variant : variants) {
                if (QString::fromLatin1(variant.name).startsWith(scenario + u' '))
                    add(QString::fromLatin1(variant.name), variant.description);
            }
        }
    }
    const QList<SimulatorScenario>& list() const { return m_list; }

private:
    QString m_group;
    QList<SimulatorScenario> m_list;
};

constexpr Row promptVariants[] = {
    {"block=SAFETY unnamed",
     QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped for safety, and no rating explains why.")},
};

constexpr Row otherPromptBlocks[] = {
    {"block-message-only",
     QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped with a message and without a reason.")},
    {"null-candidates",
     QT_TRANSLATE_NOOP("Simulator", "There are no candidates (null) and no reason is given.")},
};

constexpr Row answerVariants[] = {
    {"STOP empty", QT_TRANSLATE_NOOP("Simulator", "The answer ends normally with nothing in it.")},
    {"SAFETY empty", QT_TRANSLATE_NOOP("Simulator", "The text is stopped before anything arrives.")},
    {"SAFETY unnamed",
     QT_TRANSLATE_NOOP("Simulator", "The text is stopped for safety and all ratings are negligible.")},
    {"IMAGE_SAFETY rate=0.5",
     QT_TRANSLATE_NOOP("Simulator", "The output filter withholds the image in half of the runs.")},
    {"MAX_TOKENS empty", QT_TRANSLATE_NOOP("Simulator", "Thinking uses up the whole output limit.")},
    {"CONTINUATION empty", QT_TRANSLATE_NOOP("Simulator", "One part ends with only thinking in it.")},
};

constexpr Row otherAnswerStops[] = {
    {"refusal", QT_TRANSLATE_NOOP("Simulator", "The model declines in words and draws no image.")},
};

constexpr Row errors[] = {
    {"error=400", QT_TRANSLATE_NOOP("Simulator", "The request is invalid.")},
    {"key-echo", QT_TRANSLATE_NOOP("Simulator", "The key is refused, and the error repeats it.")},
    {"region", QT_TRANSLATE_NOOP("Simulator", "The user's location is not supported.")},
    {"error=401", QT_TRANSLATE_NOOP("Simulator", "The credentials are not accepted.")},
    {"error=402", QT_TRANSLATE_NOOP("Simulator", "The prepaid credit is used up.")},
    {"error=403", QT_TRANSLATE_NOOP("Simulator", "The key may not do this.")},
    {"error=404", QT_TRANSLATE_NOOP("Simulator", "The model is not found.")},
    {"error=413", QT_TRANSLATE_NOOP("Simulator", "The request is too large.")},
    {"error=429 retryDelay=3s",
     QT_TRANSLATE_NOOP("Simulator", "Too many requests; try again in three seconds.")},
    {"error=429 perDay", QT_TRANSLATE_NOOP("Simulator", "The quota of the day is used up.")},
    {"error=499", QT_TRANSLATE_NOOP("Simulator", "The service cancelled the operation.")},
    {"error=500", QT_TRANSLATE_NOOP("Simulator", "The service failed.")},
    {"error=503", QT_TRANSLATE_NOOP("Simulator", "The model is overloaded.")},
    {"error=503 rate=0.5", QT_TRANSLATE_NOOP("Simulator", "The model is overloaded in half of the runs.")},
    {"error=504", QT_TRANSLATE_NOOP("Simulator", "The service ran out of time.")},
    {"error-array", QT_TRANSLATE_NOOP("Simulator", "An error that comes inside a list.")},
};

constexpr Row malformedAnswers[] = {
    {"invalid-json", QT_TRANSLATE_NOOP("Simulator", "The answer, or one event of it, is not JSON.")},
    {"html", QT_TRANSLATE_NOOP("Simulator", "A web page comes instead of an answer.")},
    {"empty-body", QT_TRANSLATE_NOOP("Simulator", "The answer has no body.")},
    {"truncated", QT_TRANSLATE_NOOP("Simulator", "The answer is cut in half.")},
    {"error-tail", QT_TRANSLATE_NOOP("Simulator", "The stream ends in an error that is not an event.")},
    {"no-finish", QT_TRANSLATE_NOOP("Simulator", "The answer ends without a finish reason.")},
    {"broken-chunk", QT_TRANSLATE_NOOP("Simulator", "The last event of the stream is cut.")},
    {"unknown-enum", QT_TRANSLATE_NOOP("Simulator", "Reasons and categories that nobody knows.")},
    {"crlf", QT_TRANSLATE_NOOP("Simulator", "The lines of the stream end in CR LF.")},
    {"comments", QT_TRANSLATE_NOOP("Simulator", "The stream holds comments and a closing [DONE].")},
    {"no-usage", QT_TRANSLATE_NOOP("Simulator", "The answer does not tell its token counts.")},
    {"empty-ratings", QT_TRANSLATE_NOOP("Simulator", "The ratings are empty objects.")},
};

constexpr Row faults[] = {
    {"slow=5s", QT_TRANSLATE_NOOP("Simulator", "The answer starts after five seconds.")},
    {"pace=300ms", QT_TRANSLATE_NOOP("Simulator", "The text comes slowly, piece by piece.")},
    {"hang", QT_TRANSLATE_NOOP("Simulator", "Nothing ever comes.")},
    {"drop-after=2", QT_TRANSLATE_NOOP("Simulator", "The connection closes after two chunks.")},
    {"close", QT_TRANSLATE_NOOP("Simulator", "The connection closes without an answer.")},
    {"reset", QT_TRANSLATE_NOOP("Simulator", "The connection is reset.")},
    {"flood", QT_TRANSLATE_NOOP("Simulator", "The answer never ends.")},
    {"chunks=5000", QT_TRANSLATE_NOOP("Simulator", "The text comes in five thousand chunks.")},
    {"large=20MB", QT_TRANSLATE_NOOP("Simulator", "The image has about twenty megabytes.")},
    {"drafts=3", QT_TRANSLATE_NOOP("Simulator", "Three drafts come before the image.")},
};

} // namespace

QList<SimulatorScenario> Simulator::scenarios()
{
    Listing prompts(QT_TRANSLATE_NOOP("Simulator", "Prompt blocks"));
    prompts.addReasons<BlockReason>(blockReasonRows(), "block="_L1, promptVariants);
    prompts.add(otherPromptBlocks);
    Listing answers(QT_TRANSLATE_NOOP("Simulator", "Answer stops"));
    answers.addReasons<FinishReason>(finishReasonRows(), "finish="_L1, answerVariants);
    answers.add(otherAnswerStops);
    Listing failures(QT_TRANSLATE_NOOP("Simulator", "Errors"));
    failures.add(errors);
    for (const ReasonRow& row : errorRows()) {
        if (*row.play.scenario != '\0')
            failures.add(QString::fromLatin1(row.play.scenario), row.play.description);
    }
    Listing malformed(QT_TRANSLATE_NOOP("Simulator", "Malformed answers"));
    malformed.add(malformedAnswers);
    Listing faulty(QT_TRANSLATE_NOOP("Simulator", "Faults"));
    faulty.add(faults);
    return prompts.list() + answers.list() + failures.list() + malformed.list() + faulty.list();
}

} // namespace safelight
