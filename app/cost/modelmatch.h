#pragma once

#include <QString>

#include <vector>

namespace safelight {

// Which model ids a price is for, as the open genai-prices format says it. Case does not matter, but in a
// pattern it does.
struct ModelMatch
{
    enum class Kind { Equals, StartsWith, EndsWith, Contains, Regex, AnyOf, AllOf };

    Kind kind = Kind::Equals;
    QString text; // all but AnyOf and AllOf
    std::vector<ModelMatch> of; // AnyOf, AllOf

    bool matches(const QString& model) const;

    friend bool operator==(const ModelMatch&, const ModelMatch&) = default;
};

// "models/x", "publishers/google/models/x" and "projects/…/models/x" are x. Tuned models keep their name.
QString plainModelId(const QString& model);

// Is `model` a dated or numbered version of `id`: "gemini-2.5-flash-001", "…-preview-09-2025"? Only groups of
// digits may follow (ai.google.dev, model version name patterns), because "-lite" or "-tts" is another model
// with another price.
bool isVersionOf(const QString& model, const QString& id);

} // namespace safelight
