#pragma once

#include "app/prompt/prompt.h"

#include <QObject>
#include <QUndoStack>

namespace safelight {

// The prompt being edited. Changes only through undoable commands; a run of typing and the moves of one
// slider merge into one step each, until endMerge(). A new line, a paste and a jump end a run of typing.
class PromptDocument : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptDocument)

public:
    explicit PromptDocument(QObject* parent = nullptr);
    ~PromptDocument() override;

    const Prompt& prompt() const { return m_prompt; }
    QUndoStack* undoStack() { return &m_undoStack; }

    void setText(const QString& text);
    void setSystemInstruction(const QString& text);
    void setThreshold(HarmCategory category, std::optional<BlockThreshold> threshold);
    void setSafety(const SafetySettings& safety, const QString& undoText); // a preset: one step
    void setGeneration(const GenerationSettings& generation);
    void setModel(const QString& model);
    void setImages(const QList<ReferenceImage>& images,
                   const QString& undoText); // add, remove, move, caption
    void replace(const Prompt& prompt, const QString& undoText); // one step: an example, a restored attempt
    // One step made on advice: the step keeps the remedy's id, and loses it when it is undone.
    void applyRemedy(const QString& remedy, const Prompt& prompt, const QString& undoText);
    // The ids of what was applied, and not undone, since the undo stack stood at `step`; the oldest first.
    QStringList remediesSince(int step) const;
    void load(const Prompt& prompt); // at the start: no step, the undo history is emptied
    // The next change starts a step of its own (slider released, focus moved on, request sent).
    void endMerge();

signals:
    void textChanged(const QString& text);
    void systemInstructionChanged(const QString& text);
    void safetyChanged(const safelight::SafetySettings& safety);
    void generationChanged(const safelight::GenerationSettings& generation);
    void modelChanged(const QString& model);
    void imagesChanged(const QList<safelight::ReferenceImage>& images);
    void changed(); // after any of them

private:
    class ChangeCommand;
    void push(const Prompt& next, int mergeId, const QString& text, const QString& remedy = {});
    void apply(const Prompt& next);

    Prompt m_prompt;
    QUndoStack m_undoStack;
    int m_mergeRound = 0;
};

} // namespace safelight
