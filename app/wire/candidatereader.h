#pragma once

#include "app/wire/fieldreader.h"
#include "app/wire/readermemory.h"

namespace safelight {

// The parts of an answer that repeat: candidates, their parts and ratings, Vertex predictions. Each function
// answers false only when the JSON itself is broken.
class CandidateReader
{
public:
    CandidateReader(FieldReader& fields, ReaderMemory& memory)
        : m_fields(fields)
        , m_memory(memory)
    { }

    bool readCandidates(json::Value& value, QList<Candidate>& candidates);
    // Vertex: one candidate for each prediction, those with a picture first (gemini-api.md §3).
    bool readPredictions(json::Value& value, QList<Candidate>& candidates);
    bool readRatings(json::Value& value, QList<SafetyRating>& ratings);

    // How many of the candidates and predictions so far had a member that only they have.
    int recognised() const { return m_recognised; }
    // Some were of another kind: texts, or objects with none but other members.
    bool hasStrangers() const { return m_strangers > 0; }

private:
    bool readCandidate(json::Value& value, Candidate& candidate);
    bool readContent(json::Value& value, Candidate& candidate, int& known, int& strange);
    bool readPart(json::Value& value, QList<Part>& parts);
    bool readPartMember(json::Key key, json::Value& value, Part& part);
    bool readInlineData(json::Value& value, Part& part);
    bool readFunctionCall(json::Value& value, Part& part);
    bool readPrediction(json::Value& value, Candidate& candidate);
    bool readRating(json::Value& value, SafetyRating& rating);
    void readData(json::Value& value, QLatin1StringView name, Part& part);
    void count(int known, int strange);

    FieldReader& m_fields;
    ReaderMemory& m_memory;
    int m_recognised = 0;
    int m_strangers = 0;
};

} // namespace safelight
