#include "app/cost/costlines.h"

#include <algorithm>

namespace safelight {

namespace {

bool isPlausible(qint64 tokens)
{
    return tokens >= 0 && tokens <= mostTokens;
}

void clean(std::optional<qint64>& count)
{
    if (count && !isPlausible(*count))
        count.reset();
}

void clean(QList<ModalityTokens>& details)
{
    details.removeIf([](const ModalityTokens& detail) { return !isPlausible(detail.tokens); });
    // No answer has more kinds; a hostile one's sum could overflow.
    details = details.first(std::min<qsizetype>(details.size(), 64));
}

qint64 sum(const QList<ModalityTokens>& details)
{
    qint64 total = 0;
    for (const auto& detail : details)
        total += detail.tokens;
    return total;
}

void add(QList<ModalityTokens>& details, const Known<Modality>& modality, qint64 tokens)
{
    const auto same = std::ranges::find(details, modality, &ModalityTokens::modality);
    if (same != details.end())
        same->tokens += tokens;
    else if (tokens > 0)
        details.append({modality, tokens});
}

// Tokens by modality: the details where they fit the count, and what they leave open as text; without details
// the modality is not known.
QList<ModalityTokens> split(std::optional<qint64> count, const QList<ModalityTokens>& details)
{
    QList<ModalityTokens> result;
    const qint64 listed = sum(details);
    if (!count || listed <= *count) {
        for (const auto& detail : details)
            add(result, detail.modality, detail.tokens);
    }
    add(result, details.isEmpty() ? Modality::Unspecified : Modality::Text,
        std::max<qint64>(0, count.value_or(0) - sum(result)));
    return result;
}

// Takes `tokens` out of `from`: of this modality first, then of the others in order.
void take(QList<ModalityTokens>& from, const Known<Modality>& modality, qint64 tokens)
{
    std::stable_partition(from.begin(), from.end(),
                          [&](const ModalityTokens& entry) { return entry.modality == modality; });
    for (auto& entry : from) {
        const qint64 taken = std::min(entry.tokens, tokens);
        entry.tokens -= taken;
        tokens -= taken;
    }
    from.removeIf([](const ModalityTokens& entry) { return entry.tokens == 0; });
}

RateKind rateKind(CostKind kind, const Known<Modality>& modality)
{
    const bool isImage = modality == Modality::Image;
    const bool isAudio = modality == Modality::Audio;
    const bool isVideo = modality == Modality::Video;
    if (kind == CostKind::Cached)
        return isAudio ? RateKind::CachedAudio : RateKind::CachedInput;
    if (kind == CostKind::Prompt || kind == CostKind::ToolUse)
        return isImage ? RateKind::InputImage
            : isAudio  ? RateKind::InputAudio
            : isVideo  ? RateKind::InputVideo
                       : RateKind::Input;
    return isImage ? RateKind::OutputImage
        : isAudio  ? RateKind::OutputAudio
        : isVideo  ? RateKind::OutputVideo
                   : RateKind::Output;
}

// Collects the lines of one answer.
class Lines
{
public:
    Lines(const TokenUsage& usage, const CostRules& rules)
        : m_usage(usage)
        , m_rules(rules)
    { }

    QList<CostLine> all();

private:
    void addPrompt();
    void addOutput();
    void addImages(qint64 tokens);
    void addMixed(qint64 tokens);
    CostLine& add(CostKind kind, const Known<Modality>& modality, qint64 tokens, Charged charged);
    std::optional<double> perMillion(RateKind kind) const;

    const TokenUsage& m_usage;
    const CostRules& m_rules;
    QList<CostLine> m_lines;
};

QList<CostLine> Lines::all()
{
    addPrompt();
    for (const auto& [modality, tokens] : split(m_usage.toolUse, m_usage.toolUseDetails))
        add(CostKind::ToolUse, modality, tokens, m_rules.prompt);
    if (m_usage.thoughts.value_or(0) > 0)
        add(CostKind::Thinking, Modality::Text, *m_usage.thoughts, m_rules.thinking);
    addOutput();
    return m_lines;
}

void Lines::addPrompt()
{
    auto fresh = split(m_usage.prompt, m_usage.promptDetails);
    const auto cached = split(m_usage.cached, m_usage.cachedDetails);
    for (const auto& [modality, tokens] : cached)
        take(fresh, modality, tokens);
    for (const auto& [modality, tokens] : fresh)
        add(CostKind::Prompt, modality, tokens, m_rules.prompt);
    for (const auto& [modality, tokens] : cached) {
        auto& line = add(CostKind::Cached, modality, tokens, m_rules.prompt);
        const auto full = perMillion(rateKind(CostKind::Prompt, modality));
        // Cached input costs less than fresh input, but how much less is not known.
        if (!line.high && full) {
            line.low = 0;
            line.high = double(tokens) * *full / 1e6;
        }
    }
}

void Lines::addOutput()
{
    // On a blocked call the count of candidates may repeat the thinking: then it is not output.
    if (m_usage.candidatesMirrorThoughts())
        return;
    for (const auto& [modality, tokens] : split(m_usage.candidates, m_usage.candidatesDetails)) {
        if (modality == Modality::Image)
            addImages(tokens);
        else if (modality == Modality::Unspecified && m_rules.images > 0)
            addMixed(tokens);
        else
            add(CostKind::Output, modality, tokens, m_rules.output);
    }
}

// Each image of an answer is counted with as many tokens as the others. Google says that interim images are
// not charged, and counts them all the same (gemini-api.md §6).
void Lines::addImages(qint64 tokens)
{
    const int drafts = m_rules.images > 0 ? std::min(m_rules.drafts, m_rules.images) : 0;
    const qint64 ofDrafts = drafts > 0 ? tokens / m_rules.images * drafts : 0;
    if (tokens > ofDrafts)
        add(CostKind::Output, Modality::Image, tokens - ofDrafts, m_rules.image);
    if (ofDrafts > 0)
        add(CostKind::Draft, Modality::Image, ofDrafts,
            m_rules.image == Charged::Yes ? Charged::Unknown : m_rules.image);
}

// An answer with images that does not say which tokens were theirs: at least the price of text, at most that
// of images, which is several times higher (gemini-api.md §7).
void Lines::addMixed(qint64 tokens)
{
    auto& line = add(CostKind::Output, Modality::Unspecified, tokens, m_rules.output);
    const auto image = perMillion(RateKind::OutputImage);
    line.perMillion.reset();
    if (!image)
        line.low = line.high = std::nullopt;
    else if (line.charged != Charged::No)
        line.high = double(tokens) * *image / 1e6;
}

CostLine& Lines::add(CostKind kind, const Known<Modality>& modality, qint64 tokens, Charged charged)
{
    CostLine line;
    line.kind = kind;
    line.modality = modality;
    line.tokens = tokens;
    line.perMillion = perMillion(rateKind(kind, modality));
    line.charged = charged;
    if (line.perMillion)
        line.high = double(tokens) * *line.perMillion / 1e6;
    if (charged == Charged::No)
        line.high = 0;
    if (line.high)
        line.low = charged == Charged::Yes ? *line.high : 0;
    m_lines.append(line);
    return m_lines.last();
}

std::optional<double> Lines::perMillion(RateKind kind) const
{
    if (!m_rules.price)
        return {};
    return m_rules.price->perMillion(kind, m_usage.prompt.value_or(0), m_rules.tier);
}

} // namespace

TokenUsage plausible(TokenUsage usage)
{
    for (auto* count :
         {&usage.prompt, &usage.cached, &usage.toolUse, &usage.thoughts, &usage.candidates, &usage.total})
        clean(*count);
    for (auto* details :
         {&usage.promptDetails, &usage.cachedDetails, &usage.toolUseDetails, &usage.candidatesDetails})
        clean(*details);
    return usage;
}

QList<CostLine> costLines(const TokenUsage& usage, const CostRules& rules)
{
    const TokenUsage counts = plausible(usage);
    return Lines(counts, rules).all();
}

} // namespace safelight
