#include "app/wire/candidatereader.h"

#include "app/base/secret.h"
#include "app/prompt/imagestructure.h"
#include "app/response/responseassembler.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using safelight::json::Key;
using safelight::json::Kind;
using safelight::json::Value;

namespace safelight {

namespace {

// Some proxies leave the type out; the first bytes tell it.
QString imageTypeOf(const QByteArray& data)
{
    const ImageKind kind = imageKindOf(data);
    return kind.taken ? QString::fromLatin1(kind.mimeType) : QString();
}

// A hostile answer may have a million; what is shown and written of each would outgrow the answer itself.
bool isTooMany(qsizetype place, FieldReader& fields)
{
    if (place == ResponseAssembler::candidateLimit)
        fields.warn(
            QCoreApplication::translate("AnswerDecoder", "more than %1 candidates; the rest is left out")
                .arg(ResponseAssembler::candidateLimit));
    return place >= ResponseAssembler::candidateLimit;
}

QByteArray signatureOf(QByteArrayView token)
{
    const auto quoted = json::quotedOf(token);
    return quoted.contains('\\') ? json::textOf(token).toLatin1() : quoted.toByteArray();
}

} // namespace

bool CandidateReader::readCandidates(Value& value, QList<Candidate>& candidates)
{
    if (!m_fields.isA(value, Kind::Array, "candidates"_L1))
        return true;
    if (candidates.isEmpty())
        candidates.swap(m_memory.candidates);
    int place = 0;
    return json::forEachElement(value, [&](Value& item) {
        const int index = place++; // the API leaves a zero out
        if (isTooMany(index, m_fields))
            return true;
        if (!m_fields.isA(item, Kind::Object, "candidates[]"_L1)) {
            ++m_strangers;
            return true;
        }
        static const Candidate none; // copied faster than made
        Candidate& candidate = candidates.emplaceBack(none);
        candidate.index = index;
        candidate.parts.swap(m_memory.parts);
        return readCandidate(item, candidate);
    });
}

bool CandidateReader::readCandidate(Value& value, Candidate& candidate)
{
    int known = 0;
    int strange = 0;
    const bool whole = json::forEachMember(value, [&](Key key, Value& item) {
        if (key.is("content"))
            return readContent(item, candidate, known, strange);
        if (key.is("finishReason", "finish_reason")) {
            ++known;
            m_fields.name(item, QT_TRANSLATE_NOOP("AnswerDecoder", "finish reason"), candidate.finishReason);
        } else if (key.is("finishMessage", "finish_message")) {
            ++known;
            m_fields.text(item, "finishMessage"_L1, candidate.finishMessage);
            candidate.finishMessage = redacted(candidate.finishMessage);
        } else if (key.is("safetyRatings", "safety_ratings")) {
            ++known;
            candidate.hasRatings = m_fields.isA(item, Kind::Array, "safetyRatings"_L1);
            return !candidate.hasRatings || readRatings(item, candidate.ratings);
        } else if (key.is("index")) {
            std::optional<qint64> index;
            m_fields.integer(item, "index"_L1, index);
            candidate.index = int(std::clamp<qint64>(index.value_or(candidate.index), 0, 1 << 30));
        } else {
            ++strange;
        }
        return true;
    });
    count(known, strange);
    return whole;
}

// One without any member, or with its place alone, is one that holds nothing.
void CandidateReader::count(int known, int strange)
{
    if (known > 0 || strange == 0)
        ++m_recognised;
    else
        ++m_strangers;
}

bool CandidateReader::readContent(Value& value, Candidate& candidate, int& known, int& strange)
{
    if (!m_fields.isA(value, Kind::Object, "content"_L1))
        return true;
    return json::forEachMember(value, [&](Key key, Value& item) {
        ++(key.is("parts") || key.is("role") ? known : strange);
        if (!key.is("parts") || !m_fields.isA(item, Kind::Array, "parts"_L1))
            return true;
        return json::forEachElement(item, [&](Value& part) { return readPart(part, candidate.parts); });
    });
}

bool CandidateReader::readPart(Value& value, QList<Part>& parts)
{
    if (!m_fields.isA(value, Kind::Object, "parts[]"_L1))
        return true;
    const char* start = json::tokenOf(value).data();
    static const Part none; // copied faster than made
    Part& part = parts.emplaceBack(none);
    const bool whole =
        json::forEachMember(value, [&](Key key, Value& item) { return readPartMember(key, item, part); });
    if (whole && (part.kind == Part::Kind::Other || part.kind == Part::Kind::FunctionCall)) {
        const char* end = nullptr;
        if (value.current_location().get(end) != simdjson::SUCCESS)
            return false; // nothing behind it: what it stands in is not closed
        part.json = QByteArrayView(start, end - start).trimmed().toByteArray();
    }
    return whole;
}

bool CandidateReader::readPartMember(Key key, Value& value, Part& part)
{
    if (key.is("text")) {
        m_fields.text(value, "text"_L1, part.text);
    } else if (key.is("inlineData", "inline_data")) {
        return readInlineData(value, part);
    } else if (key.is("thoughtSignature", "thought_signature")) {
        if (m_fields.isA(value, Kind::Text, "thoughtSignature"_L1))
            part.thoughtSignature = signatureOf(json::tokenOf(value));
    } else if (key.is("thought")) {
        std::optional<bool> thought;
        m_fields.boolean(value, "thought"_L1, thought);
        part.thought = thought.value_or(false);
    } else if (key.is("functionCall", "function_call")) {
        return readFunctionCall(value, part);
    } else if (part.kind == Part::Kind::Text && part.name.isEmpty() && part.text.isEmpty()
               && !key.is("videoMetadata", "video_metadata") && !key.is("mediaResolution", "media_resolution")
               && !key.is("partMetadata", "part_metadata") && json::kindOf(value) != Kind::Null) {
        part.kind = Part::Kind::Other;
        part.name = key.text();
    }
    if (part.kind == Part::Kind::Other && !part.text.isEmpty()) {
        part.kind = Part::Kind::Text; // a text that carries something this program does not know
        part.name.clear();
    }
    return true;
}

bool CandidateReader::readInlineData(Value& value, Part& part)
{
    if (!m_fields.isA(value, Kind::Object, "inlineData"_L1))
        return true;
    part.kind = Part::Kind::InlineData;
    part.name.clear();
    const bool whole = json::forEachMember(value, [&](Key key, Value& item) {
        if (key.is("mimeType", "mime_type"))
            m_fields.text(item, "inlineData.mimeType"_L1, part.mimeType);
        else if (key.is("data"))
            readData(item, "inlineData.data"_L1, part);
        return true;
    });
    if (part.mimeType.isEmpty())
        part.mimeType = imageTypeOf(part.data);
    return whole;
}

void CandidateReader::readData(Value& value, QLatin1StringView name, Part& part)
{
    if (!m_fields.isA(value, Kind::Text, name))
        return;
    if (auto data = json::base64Of(json::tokenOf(value)))
        part.data = std::move(*data);
    else
        m_fields.warn(QCoreApplication::translate("AnswerDecoder", "“%1” is not base64").arg(name));
}

bool CandidateReader::readFunctionCall(Value& value, Part& part)
{
    if (!m_fields.isA(value, Kind::Object, "functionCall"_L1))
        return true;
    part.kind = Part::Kind::FunctionCall;
    part.name.clear();
    return json::forEachMember(value, [&](Key key, Value& item) {
        if (key.is("name"))
            m_fields.text(item, "functionCall.name"_L1, part.name);
        return true;
    });
}

bool CandidateReader::readPredictions(Value& value, QList<Candidate>& candidates)
{
    if (!m_fields.isA(value, Kind::Array, "predictions"_L1))
        return true;
    int place = 0;
    const bool whole = json::forEachElement(value, [&](Value& item) {
        Candidate candidate;
        candidate.index = place++;
        if (isTooMany(candidate.index, m_fields))
            return true;
        if (!m_fields.isA(item, Kind::Object, "predictions[]"_L1)) {
            ++m_strangers;
            return true;
        }
        candidates.append(std::move(candidate));
        return readPrediction(item, candidates.last());
    });
    // Some of several pictures may be filtered; what was delivered speaks first.
    std::stable_partition(candidates.begin(), candidates.end(),
                          [](const Candidate& candidate) { return !candidate.parts.isEmpty(); });
    return whole;
}

bool CandidateReader::readPrediction(Value& value, Candidate& candidate)
{
    Part part;
    part.kind = Part::Kind::InlineData;
    int known = 0;
    int strange = 0;
    const bool whole = json::forEachMember(value, [&](Key key, Value& item) {
        ++known;
        if (key.is("bytesBase64Encoded", "bytes_base64_encoded"))
            readData(item, "predictions[].bytesBase64Encoded"_L1, part);
        else if (key.is("mimeType", "mime_type"))
            m_fields.text(item, "predictions[].mimeType"_L1, part.mimeType);
        else if (key.is("raiFilteredReason", "rai_filtered_reason"))
            m_fields.text(item, "predictions[].raiFilteredReason"_L1, candidate.finishMessage);
        else
            ++strange;
        return true;
    });
    count(known - strange, strange);
    candidate.finishMessage = redacted(candidate.finishMessage);
    if (part.mimeType.isEmpty())
        part.mimeType = imageTypeOf(part.data);
    if (!part.data.isEmpty())
        candidate.parts.append(std::move(part));
    return whole;
}

bool CandidateReader::readRatings(Value& value, QList<SafetyRating>& ratings)
{
    ratings.clear();
    return json::forEachElement(value, [&](Value& item) {
        if (!m_fields.isA(item, Kind::Object, "safetyRatings[]"_L1))
            return true;
        ratings.emplaceBack(); // kept when empty: Vertex image models send such (gemini-api.md §2)
        return readRating(item, ratings.last());
    });
}

bool CandidateReader::readRating(Value& value, SafetyRating& rating)
{
    return json::forEachMember(value, [&](Key key, Value& item) {
        if (key.is("category"))
            m_fields.name(item, QT_TRANSLATE_NOOP("AnswerDecoder", "category"), rating.category);
        else if (key.is("probability"))
            m_fields.name(item, QT_TRANSLATE_NOOP("AnswerDecoder", "probability"), rating.probability);
        else if (key.is("blocked"))
            m_fields.boolean(item, "blocked"_L1, rating.blocked);
        else if (key.is("probabilityScore", "probability_score"))
            m_fields.number(item, "probabilityScore"_L1, rating.probabilityScore);
        else if (key.is("severity"))
            m_fields.name(item, QT_TRANSLATE_NOOP("AnswerDecoder", "severity"), rating.severity);
        else if (key.is("severityScore", "severity_score"))
            m_fields.number(item, "severityScore"_L1, rating.severityScore);
        else if (key.is("overwrittenThreshold", "overwritten_threshold"))
            m_fields.name(item, QT_TRANSLATE_NOOP("AnswerDecoder", "threshold"), rating.overwrittenThreshold);
        return true;
    });
}

} // namespace safelight
