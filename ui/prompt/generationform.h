#pragma once

#include "app/prompt/generationsettings.h"
#include "app/prompt/modelinfo.h"

#include <QScrollArea>
#include <QVariant>

#include <functional>

class QVBoxLayout;

namespace safelight {

class ChoiceEditor;
class GenerationRow;
class NumberEditor;
class PromptDocument;
class ValueEditor;

// The generation settings of the document. A row that is off sends nothing.
class GenerationForm final : public QScrollArea
{
    Q_OBJECT

public:
    explicit GenerationForm(PromptDocument& document, QWidget* parent = nullptr);
    void setModelInfo(const std::optional<ModelInfo>& model);

private:
    // How a row reads and writes the settings; a variant that is not valid is "not sent".
    struct Binding
    {
        GenerationRow* row = nullptr;
        std::function<QVariant(const GenerationSettings&)> read;
        std::function<void(GenerationSettings&, const QVariant&)> write;
    };
    struct Text
    {
        QString name;
        QString field; // of generationConfig: what it means stands in the table of fields
    };

    void build();
    void buildSampling();
    void buildLength();
    void buildImages();
    void buildThinking();
    void addHeading(const QString& text);
    GenerationRow* addRow(const Text& text, ValueEditor* editor, const QVariant& start, Binding binding);
    template<typename Value>
    static Binding bind(std::optional<Value> GenerationSettings::*member);
    static Binding bindList(QStringList GenerationSettings::*member);
    void showSettings(const GenerationSettings& settings);
    void writeSetting(qsizetype place, const QVariant& value);
    void showRanges();
    void showImageChoices();
    void showObstacles();

    PromptDocument& m_document;
    std::optional<ModelInfo> m_model;
    QVBoxLayout* m_layout = nullptr;
    QList<Binding> m_bindings;
    qsizetype m_lastWritten = -1;
    NumberEditor* m_temperature = nullptr;
    NumberEditor* m_maxTokens = nullptr;
    ChoiceEditor* m_aspectRatio = nullptr;
    ChoiceEditor* m_imageSize = nullptr;
    ChoiceEditor* m_level = nullptr;
    GenerationRow* m_temperatureRow = nullptr;
    GenerationRow* m_maxTokensRow = nullptr;
    GenerationRow* m_modalitiesRow = nullptr;
    GenerationRow* m_aspectRatioRow = nullptr;
    GenerationRow* m_imageSizeRow = nullptr;
    GenerationRow* m_levelRow = nullptr;
    GenerationRow* m_budgetRow = nullptr;
};

} // namespace safelight
