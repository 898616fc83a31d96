#include "ui/prompt/generationform.h"

#include "app/prompt/promptdocument.h"
#include "app/wording/words.h"
#include "ui/base/wraplabel.h"
#include "ui/prompt/generationrow.h"
#include "ui/prompt/valueeditors.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Used while nothing is known of the model (gemini-api.md §8).
const QStringList usualAspectRatios {u"1:1"_s, u"2:3"_s, u"3:2"_s,  u"3:4"_s,  u"4:3"_s,
                                     u"4:5"_s, u"5:4"_s, u"9:16"_s, u"16:9"_s, u"21:9"_s};
const QStringList usualImageSizes {u"512"_s, u"1K"_s, u"2K"_s, u"4K"_s};
const QStringList usualLevels {u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s};
constexpr double usualMaxTemperature = 2;
constexpr int usualMaxTokens = 65536;
constexpr double largestInt = std::numeric_limits<int>::max();

QList<ChoiceEditor::Choice> choicesOf(const QStringList& values)
{
    QList<ChoiceEditor::Choice> choices;
    for (const QString& value : values)
        choices << ChoiceEditor::Choice {value, value};
    return choices;
}

} // namespace

GenerationForm::GenerationForm(PromptDocument& document, QWidget* parent)
    : QScrollArea(parent)
    , m_document(document)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    build();
    connect(&m_document, &PromptDocument::generationChanged, this, &GenerationForm::showSettings);
    showSettings(m_document.prompt().generation);
    setModelInfo({});
}

void GenerationForm::build()
{
    auto* page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    m_layout = new QVBoxLayout(page);
    m_layout->setContentsMargins(spacing::insidePane, 8, spacing::insidePane, spacing::insidePane);
    m_layout->setSpacing(2);
    auto* lead =
        new WrapLabel(tr("Only what is ticked is sent; for the rest the model uses its own defaults."));
    lead->setProperty("muted", true);
    m_layout->addWidget(lead);
    buildSampling();
    buildLength();
    buildImages();
    buildThinking();
    m_layout->addStretch(1);
    setWidget(page);
}

template<typename Value>
GenerationForm::Binding GenerationForm::bind(std::optional<Value> GenerationSettings::*member)
{
    Binding binding;
    binding.read = [member](const GenerationSettings& settings) {
        return settings.*member ? QVariant::fromValue(*(settings.*member)) : QVariant();
    };
    binding.write = [member](GenerationSettings& settings, const QVariant& value) {
        settings.*member = value.isValid() ? std::optional<Value>(value.value<Value>()) : std::nullopt;
    };
    return binding;
}

GenerationForm::Binding GenerationForm::bindList(QStringList GenerationSettings::*member)
{
    Binding binding;
    binding.read = [member](const GenerationSettings& settings) {
        return (settings.*member).isEmpty() ? QVariant() : QVariant(settings.*member);
    };
    binding.write = [member](GenerationSettings& settings, const QVariant& value) {
        settings.*member = value.toStringList();
    };
    return binding;
}

void GenerationForm::buildSampling()
{
    addHeading(tr("Sampling"));
    m_temperature = new NumberEditor({0, usualMaxTemperature, 0.1, 2});
    m_temperatureRow = addRow({tr("Temperature"), u"temperature"_s}, m_temperature, 1.0,
                              bind(&GenerationSettings::temperature));
    auto* topP = addRow({tr("Top P"), u"topP"_s}, new NumberEditor({0, 1, 0.05, 3}), 0.95,
                        bind(&GenerationSettings::topP));
    topP->setHint(tr("0 to 1"));
    auto* topK = addRow({tr("Top K"), u"topK"_s}, new NumberEditor({1, largestInt, 1, 0}), 40,
                        bind(&GenerationSettings::topK));
    topK->setHint(tr("1 or more"));
    addRow({tr("Seed"), u"seed"_s}, new NumberEditor({-largestInt - 1, largestInt, 1, 0}), 0,
           bind(&GenerationSettings::seed));
    auto* candidates = addRow({tr("Candidates"), u"candidateCount"_s}, new NumberEditor({1, 8, 1, 0}), 1,
                              bind(&GenerationSettings::candidateCount));
    candidates->setHint(tr("1 to 8"));
}

void GenerationForm::buildLength()
{
    addHeading(tr("Length"));
    m_maxTokens = new NumberEditor({1, usualMaxTokens, 256, 0});
    m_maxTokensRow = addRow({tr("Max output tokens"), u"maxOutputTokens"_s}, m_maxTokens, 8192,
                            bind(&GenerationSettings::maxOutputTokens));
    auto* stops = addRow({tr("Stop sequences"), u"stopSequences"_s}, new LinesEditor, QStringList {u"END"_s},
                         bindList(&GenerationSettings::stopSequences));
    stops->setHint(tr("At most 5, one a line; \\n stands for a line break"));
}

void GenerationForm::buildImages()
{
    addHeading(tr("Pictures"));
    const QList<ChoiceEditor::Choice> kinds {{tr("Text"), QStringList {u"TEXT"_s}},
                                             {tr("Picture"), QStringList {u"IMAGE"_s}},
                                             {tr("Text and picture"), QStringList {u"TEXT"_s, u"IMAGE"_s}}};
    m_modalitiesRow =
        addRow({tr("Answer with"), u"responseModalities"_s}, new ChoiceEditor(kinds),
               QStringList {u"TEXT"_s, u"IMAGE"_s}, bindList(&GenerationSettings::responseModalities));
    m_aspectRatio = new ChoiceEditor(choicesOf(usualAspectRatios));
    m_aspectRatioRow = addRow({tr("Aspect ratio"), u"imageConfig.aspectRatio"_s}, m_aspectRatio, u"1:1"_s,
                              bind(&GenerationSettings::aspectRatio));
    m_imageSize = new ChoiceEditor(choicesOf(usualImageSizes));
    m_imageSizeRow = addRow({tr("Image size"), u"imageConfig.imageSize"_s}, m_imageSize, u"1K"_s,
                            bind(&GenerationSettings::imageSize));
}

void GenerationForm::buildThinking()
{
    addHeading(tr("Thinking"));
    m_level = new ChoiceEditor(choicesOf(usualLevels));
    m_levelRow = addRow({tr("Thinking level"), u"thinkingConfig.thinkingLevel"_s}, m_level, u"low"_s,
                        bind(&GenerationSettings::thinkingLevel));
    m_budgetRow = addRow({tr("Thinking budget"), u"thinkingConfig.thinkingBudget"_s},
                         new NumberEditor({-1, largestInt, 128, 0}, tr("model decides (−1)")), 1024,
                         bind(&GenerationSettings::thinkingBudget));
    m_budgetRow->setHint(tr("Tokens; 0 asks for none, −1 lets the model decide"));
    addRow({tr("Thoughts in the answer"), u"thinkingConfig.includeThoughts"_s},
           new ChoiceEditor({{tr("Yes"), true}, {tr("No"), false}}), true,
           bind(&GenerationSettings::includeThoughts));
}

void GenerationForm::addHeading(const QString& text)
{
    auto* heading = new QLabel(text);
    QFont font = heading->font();
    font.setWeight(QFont::DemiBold);
    heading->setFont(font);
    m_layout->addSpacing(8);
    m_layout->addWidget(heading);
}

GenerationRow* GenerationForm::addRow(const Text& text, ValueEditor* editor, const QVariant& start,
                                      Binding binding)
{
    const QString path = u"generationConfig."_s + text.field;
    const QString help = tr("%1: %2").arg(text.field, wording::fieldHelp(path));
    auto* row = new GenerationRow(text.name, help, editor, start);
    binding.row = row;
    const qsizetype place = m_bindings.size();
    m_bindings << std::move(binding);
    m_layout->addWidget(row);
    connect(row, &GenerationRow::valueEdited, this,
            [this, place](const QVariant& value) { writeSetting(place, value); });
    connect(row, &GenerationRow::finished, this, [this] { m_document.endMerge(); });
    return row;
}

void GenerationForm::writeSetting(qsizetype place, const QVariant& value)
{
    if (std::exchange(m_lastWritten, place) != place)
        m_document.endMerge();
    GenerationSettings settings = m_document.prompt().generation;
    m_bindings.at(place).write(settings, value);
    // The service refuses both at once (gemini-api.md §2 and the API's thinkingConfig).
    const GenerationRow* row = m_bindings.at(place).row;
    if (row == m_levelRow && value.isValid())
        settings.thinkingBudget.reset();
    else if (row == m_budgetRow && value.isValid())
        settings.thinkingLevel.reset();
    m_document.setGeneration(settings);
}

void GenerationForm::showSettings(const GenerationSettings& settings)
{
    for (const Binding& binding : m_bindings)
        binding.row->showValue(binding.read(settings));
}

void GenerationForm::setModelInfo(const std::optional<ModelInfo>& model)
{
    m_model = model;
    showRanges();
    showImageChoices();
    showObstacles();
    showSettings(m_document.prompt().generation);
}

void GenerationForm::showRanges()
{
    const double hottest =
        m_model ? m_model->maxTemperature.value_or(usualMaxTemperature) : usualMaxTemperature;
    const bool known = m_model && m_model->outputTokenLimit;
    const int longest = known ? *m_model->outputTokenLimit : usualMaxTokens;
    m_temperature->setRange({0, hottest, 0.1, 2});
    m_temperatureRow->setHint(tr("0 to %1").arg(hottest));
    m_maxTokens->setRange({1, known ? longest : largestInt, 256, 0});
    m_maxTokensRow->setStart(qMin(8192, longest));
    m_maxTokensRow->setHint(known ? tr("1 to %1 tokens for this model").arg(wording::number(longest))
                                  : tr("1 or more tokens; the model's limit is not known"));
}

void GenerationForm::showImageChoices()
{
    const auto known = [](const QStringList& told, const QStringList& usual) {
        return told.isEmpty() ? usual : told;
    };
    const ModelInfo model = m_model.value_or(ModelInfo());
    const QStringList ratios = known(model.aspectRatios, usualAspectRatios);
    const QStringList sizes = known(model.imageSizes, usualImageSizes);
    const QStringList levels = known(model.thinkingLevels, usualLevels);
    m_aspectRatio->setChoices(choicesOf(ratios));
    m_imageSize->setChoices(choicesOf(sizes));
    m_level->setChoices(choicesOf(levels));
    m_imageSizeRow->setStart(sizes.contains(u"1K"_s) ? u"1K"_s : sizes.first());
    m_aspectRatioRow->setStart(ratios.first());
    m_levelRow->setStart(levels.first());
}

void GenerationForm::showObstacles()
{
    const bool drawsNothing = m_model && m_model->outputsImages == false;
    const QString draws = drawsNothing ? tr("%1 answers with text only.").arg(m_model->id) : QString();
    m_modalitiesRow->setObstacle(draws);
    m_aspectRatioRow->setObstacle(draws);
    m_imageSizeRow->setObstacle(draws);
    const bool noLevels = m_model && m_model->thinkingLevels.isEmpty() && m_model->thinkingBudget == true;
    m_levelRow->setObstacle(noLevels ? tr("%1 takes a budget, not a level.").arg(m_model->id) : QString());
    const bool noBudget = m_model && m_model->thinkingBudget == false;
    m_budgetRow->setObstacle(noBudget ? tr("%1 takes no budget in tokens.").arg(m_model->id) : QString());
}

} // namespace safelight
