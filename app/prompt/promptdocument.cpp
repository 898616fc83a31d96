#include "app/prompt/promptdocument.h"

#include "app/prompt/textchange.h"

#include <QUndoCommand>

namespace safelight {

namespace {

enum MergeId { NoMerge = -1, TextMerge = 1, SystemMerge, GenerationMerge, FirstSliderMerge };

Prompt withoutTexts(Prompt prompt)
{
    prompt.text.clear();
    prompt.systemInstruction.clear();
    return prompt;
}

} // namespace

// Keeps the difference of the texts and both states of everything else. The lists and the pictures in them
// are implicitly shared, so this costs what changed.
class PromptDocument::ChangeCommand final : public QUndoCommand
{
public:
    ChangeCommand(PromptDocument& document, const Prompt& next, int mergeId, QString remedy)
        : m_document(document)
        , m_remedy(std::move(remedy))
        , m_text(TextChange::between(document.m_prompt.text, next.text))
        , m_system(TextChange::between(document.m_prompt.systemInstruction, next.systemInstruction))
        , m_before(withoutTexts(document.m_prompt))
        , m_after(withoutTexts(next))
        , m_mergeId(mergeId)
        , m_round(document.m_mergeRound)
        , m_typing(m_text.isEmpty() ? m_system.isKeystroke() : m_text.isKeystroke())
    { }

    int id() const override { return m_mergeId; }
    const QString& remedy() const { return m_remedy; }

    void undo() override
    {
        Prompt next = m_before;
        next.text = m_text.takenBackFrom(m_document.m_prompt.text);
        next.systemInstruction = m_system.takenBackFrom(m_document.m_prompt.systemInstruction);
        m_document.apply(next);
    }

    void redo() override
    {
        Prompt next = m_after;
        next.text = m_text.appliedTo(m_document.m_prompt.text);
        next.systemInstruction = m_system.appliedTo(m_document.m_prompt.systemInstruction);
        m_document.apply(next);
    }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = dynamic_cast<const ChangeCommand*>(other);
        if (!next || next->m_mergeId != m_mergeId || next->m_round != m_round)
            return false;
        if (isTyping(m_mergeId) && !goesOn(m_text, next->m_text, *next)
            && !goesOn(m_system, next->m_system, *next))
            return false;
        m_text = m_text.followedBy(next->m_text);
        m_system = m_system.followedBy(next->m_system);
        m_after = next->m_after;
        setObsolete(m_text.removed == m_text.inserted && m_system.removed == m_system.inserted
                    && m_before == m_after);
        return true;
    }

private:
    static bool isTyping(int mergeId) { return mergeId == TextMerge || mergeId == SystemMerge; }
    // A run of typing ends at a new line, a paste and a jump; a turn from writing to deleting ends it too.
    bool goesOn(const TextChange& last, const TextChange& next, const ChangeCommand& command) const
    {
        return m_typing && command.m_typing && !next.isEmpty() && last.touches(next)
            && !next.inserted.contains(u'\n') && last.inserted.isEmpty() == next.inserted.isEmpty();
    }

    PromptDocument& m_document;
    const QString m_remedy; // what it was made on the advice of; empty: nothing
    TextChange m_text;
    TextChange m_system;
    Prompt m_before; // without the texts
    Prompt m_after;
    const int m_mergeId;
    const int m_round;
    const bool m_typing;
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

void PromptDocument::applyRemedy(const QString& remedy, const Prompt& prompt, const QString& undoText)
{
    push(prompt, NoMerge, undoText, remedy);
}

QStringList PromptDocument::remediesSince(int step) const
{
    QStringList found;
    for (int i = qMax(0, step); i < m_undoStack.index(); ++i) {
        const auto* command = dynamic_cast<const ChangeCommand*>(m_undoStack.command(i));
        if (command && !command->remedy().isEmpty())
            found << command->remedy();
    }
    return found;
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

void PromptDocument::push(const Prompt& next, int mergeId, const QString& text, const QString& remedy)
{
    if (next == m_prompt)
        return;
    auto* command = new ChangeCommand(*this, next, mergeId, remedy);
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
