#pragma once

#include "app/found/answergroups.h"
#include "app/found/extractedanswer.h"

#include <optional>

namespace safelight {

// How the answers of one text were found, and the reading of each, in their order.
class GroupReading
{
public:
    QString form; // of what came in Gemini's own
    QStringList notes; // for each of them
    QByteArray text; // in which they stand; empty: their place is not known
    int linesBefore = -1; // of the input before the text; -1: its lines are not the input's
    int httpCode = 0;
    bool thresholdsAreOpen = false; // the safety settings beside them block nothing
    bool isCut = false; // what is missing may have said more

    // None where it says nothing that could be relied on.
    std::optional<ExtractedAnswer> read(const AnswerGroup& group);

private:
    void addReadAs(ExtractedAnswer& answer, const QByteArray& json, const AnswerGroup& group) const;
    int lineAt(qsizetype place);
    QString gatewayAround(const AnswerGroup& group) const;
    QString formOfPlace(const AnswerGroup& group) const;

    qsizetype m_countedTo = 0; // lines are counted once, from place to place
    int m_line = 0; // at that place
};

} // namespace safelight
