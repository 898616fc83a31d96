#include "app/prompt/promptdocument.h"

#include <QUndoCommand>

namespace safelight {

namespace {

    enum MergeId { NoMerge = -1, TextMerge = 1, SystemMerge, GenerationMerge, FirstSliderMerge };

} // namespace

// Keeps both states: a Prompt is implicitly shared, so this costs what changed and not a copy of the
// pictures.
class PromptDocument::ChangeCommand final : public QUndoCommand
{
public:
    ChangeCommand(PromptDocument& document, Prompt next, int mergeId)
        : m_document(document)
        , m_before(document.m_prompt)
        , m_after(std::move(next))
        , m_mergeId(mergeId)
        , m_round(document.m_mergeRound)
    { }

    void undo() override { m_document.apply(m_before); }
    void redo() override { m_document.apply(m_after); }
    int id() const override { return m_mergeId; }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = dynamic_cast<const ChangeCommand*>(other);
        if (!next || next->m_mergeId != m_mergeId || next->m_round != m_round)
            return false;
        m_after = next->m_after;
        setObsolete(m_before == m_after);
        return true;
    }

private:
    PromptDocument& m_document;
    Prompt m_before;
    Prompt m_after;
    const int m_mergeId;
    const int m_round;
};

PromptDocument::PromptDocument(QObject* parent)
    : QObject(parent)
{ }

PromptDocument::~PromptDocument() = default;

void PromptDocument::setText(const QString& text)
{
    Prompt next = m_prompt;
    next.text = text;
    push(next, TextMerge, tr("typing in the prompt"));
}

void PromptDocument::setSystemInstruction(const QString& text)
{
    Prompt next = m_prompt;
    next.systemInstruction = text;
    push(next, SystemMerge, tr("typing in the system instruction"));
}

void PromptDocument::setThreshold(HarmCategory category, std::optional<BlockThreshold> threshold)
{
    Prompt next = m_prompt;
    next.safety.setThreshold(category, threshold);
    push(next, FirstSliderMerge + static_cast<int>(category), tr("safety threshold"));
}

void PromptDocument::setSafety(const SafetySettings& safety, const QString& undoText)
{
    Prompt next = m_prompt;
    next.safety = safety;
    push(next, NoMerge, undoText);
}

void PromptDocument::setGeneration(const GenerationSettings& generation)
{
    Prompt next = m_prompt;
    next.generation = generation;
    push(next, GenerationMerge, tr("generation settings"));
}

void PromptDocument::setModel(const QString& model)
{
    Prompt next = m_prompt;
    next.model = model;
    push(next, NoMerge, tr("model"));
}

void PromptDocument::setImages(const QList<ReferenceImage>& images, const QString& undoText)
{
    Prompt next = m_prompt;
    next.images = images;
    push(next, NoMerge, undoText);
}

void PromptDocument::replace(const Prompt& prompt, const QString& undoText)
{
    push(prompt, NoMerge, undoText);
}

void PromptDocument::load(const Prompt& prompt)
{
    apply(prompt);
    m_undoStack.clear();
    m_undoStack.setClean();
}

void PromptDocument::endMerge()
{
    ++m_mergeRound;
}

void PromptDocument::push(const Prompt& next, int mergeId, const QString& text)
{
    if (next == m_prompt)
        return;
    auto* command = new ChangeCommand(*this, next, mergeId);
    command->setText(text);
    m_undoStack.push(command);
}

void PromptDocument::apply(const Prompt& next)
{
    const Prompt previous = std::exchange(m_prompt, next);
    if (previous.text != next.text)
        emit textChanged(m_prompt.text);
    if (previous.systemInstruction != next.systemInstruction)
        emit systemInstructionChanged(m_prompt.systemInstruction);
    if (previous.safety != next.safety)
        emit safetyChanged(m_prompt.safety);
    if (previous.generation != next.generation)
        emit generationChanged(m_prompt.generation);
    if (previous.model != next.model)
        emit modelChanged(m_prompt.model);
    if (previous.images != next.images)
        emit imagesChanged(m_prompt.images);
    emit changed();
}

} // namespace safelight
