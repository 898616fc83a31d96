#pragma once

#include "app/report/report.h"

#include <QJsonObject>

#include <functional>

namespace safelight {

/* The JSON report, "safelight.report/1". UTF-8, one object. Members may be added; those below stay. `null`
   stands where something is not known or was taken out; lists may be empty, never absent.

   {
     "schema": "safelight.report/1",
     "program": {"name": "Safelight", "version": "0.1.0"},
     "created": "2026-11-21T14:05:00Z",               times are UTC, ISO 8601
     "session": "jacket.safelight",                    file name
     "redactions": ["prompts", "images", "host", "project", "comments"],   what was taken out
     "pictures": "full",                               none · small · large · full
     "summary": {
       "attempts", "passed", "simulated", "imported", "open": numbers,
       "first", "last": times,
       "endings": [{"stage", "outcome", "reason", "count"}],        words of headless.md
       "models", "answered", "backEnds": [{"name", "count"}],
       "cost": {"currency": "USD", "low", "high", "withoutPrice"},  sent to a service
       "simulatedCost": the same, for what the simulator made up
       "tokens": {"prompt", "thoughts", "output"}, "images": number,
       "prices": {"from", "until": days, "sources": []},
       "passRates": [{"attempts": [numbers], "model", "backEnd", "tries", "passed", "undecided",
                      "low", "high", "varies"}]
     },
     "attempts": [{
       "number": 7, "sentAt": time, "state": "completed",  sending · completed · cancelled · interrupted ·
   failed "backEnd": {"id", "name"}, "simulated": false, "importedFrom": null, "cameFrom": number or null,
       "remedies": [ids], "url", "stream": true,
       "title", "mark": 0, "starred": false, "tags": [], "comment",
       "request": {
         "model", "text", "systemInstruction", "characters": 85,
         "images": [PICTURE with "caption", "fileName"],
         "thresholds": {"HARM_CATEGORY_…": "BLOCK_…"},     only those that were sent
         "generationConfig": {}                            as the API takes it, only what was sent
         "carried"         null, or the whole request as JSON in a string, where it has more than the above;
                           "safelight:image:" and a SHA-256 stand for the data of the images above
       },
       "http": {"code", "tries", "seconds", "firstByteSeconds"},
       "failure": null,                                    a sentence when it did not get through
       "end": "complete",  complete · noFinish · brokenChunk · errorTail · cancelled · network · refused ·
                              unreadable
       "verdict": {"outcome", "stage", "reason", "settingHelps", "retry", "summary", "categories": [],
                   "checks": {"noBlockReason", "finishStop", "hasContent"},
                   "readFrom": [{"path", "value"}], "rule", "source"},
       "billing": {"state", "why", "currency", "low", "high", "priceModel", "priceDate"},
       "answer": {
         "raw": null,      the answer as it was received, a string, where nothing had to be taken out
         "response": {}    otherwise the same answer in the shape of the API (candidates, promptFeedback,
                           usageMetadata, modelVersion, responseId, error); pictures as inlineData parts;
                           one that is not in the report is the part {"picture": PICTURE}
       }
     }],
     "comparisons": [{"attempts": [numbers], "baseline": number,
                      "rows": [{"row": "thresholds", "texts": [one for each], "different": [true or false for
   each]}]}]
   }
   PICTURE: {"mimeType", "width", "height", "bytes", "sha256", "data"}; `data` is base64, null where it is not
   in the report. With "pictures" other than "full" the data may be a smaller picture than bytes, width,
   height and sha256 say. */

// Stands for a stored piece of data in an object until it is written: base64, or text as a JSON string.
using JsonStandIn = std::function<QString(int place, bool asText)>;

QJsonObject summaryObject(const Report& report);
QJsonObject attemptObject(const ReportAttempt& attempt, const ReportOptions& options,
                          const JsonStandIn& standIn);
QJsonObject comparisonObject(const ReportComparison& comparison);

} // namespace safelight
