#include "ui/safety/thresholdpanel.h"

#include "app/advice/thresholdadvice.h"
#include "app/prompt/promptdocument.h"
#include "app/wording/advicewords.h"
#include "app/wording/words.h"
#include "ui/base/separator.h"
#include "ui/base/wraplabel.h"
#include "ui/safety/scalelabels.h"
#include "ui/safety/slideraccessible.h"
#include "ui/safety/thresholdslider.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr std::array choosablePresets {SafetyPreset::ModelDefault, SafetyPreset::Strict,
                                       SafetyPreset::Permissive, SafetyPreset::Diagnostic};

QLabel* makeMuted(const QString& text)
{
    auto* label = new WrapLabel(text);
    label->setProperty("muted", true);
    return label;
}

} // namespace

class ThresholdPanel::Private
{
public:
    struct Row
    {
        ThresholdSlider* slider = nullptr;
        QLabel* word = nullptr;
    };

    Private(ThresholdPanel& panel, PromptDocument& promptDocument)
        : q(panel)
        , document(promptDocument)
    { }

    void build();
    QLayout* buildHeader();
    QLayout* buildSliders();
    QLayout* buildLegend();
    void buildPresets();
    void addRow(QGridLayout& grid, HarmCategory category);
    void choose(SafetyPreset preset);
    void show(const SafetySettings& settings);
    void showOutlook(const SafetySettings& settings);
    static QString explanation(SafetyPreset preset);

    ThresholdPanel& q;
    PromptDocument& document;
    QToolButton* presetButton = nullptr;
    QActionGroup* presetActions = nullptr;
    QLabel* outlook = nullptr; // what these thresholds would do to the last ratings
    QLabel* note = nullptr;
    QLabel* general = nullptr; // where there is no note
    QList<SafetyRating> measured;
    QList<Row> rows;
};

void ThresholdPanel::Private::build()
{
    auto* layout = new QVBoxLayout(&q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(separatorLine());
    layout->addLayout(buildHeader());
    layout->addWidget(separatorLine());
    layout->addLayout(buildSliders());
    layout->addWidget(separatorLine());
    layout->addLayout(buildLegend());
}

QLayout* ThresholdPanel::Private::buildHeader()
{
    auto* title = new QLabel(ThresholdPanel::tr("Safety thresholds"));
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    presetButton = new QToolButton;
    presetButton->setAutoRaise(true);
    presetButton->setPopupMode(QToolButton::InstantPopup);
    presetButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    presetButton->setIconSize({14, 14});
    // The chevron stands behind the words; the style's own mark would overlap them.
    presetButton->setLayoutDirection(Qt::RightToLeft);
    presetButton->setMinimumHeight(spacing::rowHeight);
    presetButton->setFocusPolicy(Qt::StrongFocus);
    buildPresets();
    auto* header = new QHBoxLayout;
    header->setContentsMargins(spacing::insidePane, 2, 4, 2);
    header->addWidget(title);
    header->addStretch(1);
    header->addWidget(presetButton);
    return header;
}

void ThresholdPanel::Private::buildPresets()
{
    auto* menu = new QMenu(presetButton);
    menu->setToolTipsVisible(true);
    presetActions = new QActionGroup(&q);
    for (const auto preset : choosablePresets) {
        QAction* action =
            menu->addAction(ThresholdPanel::tr("%1: %2").arg(wording::preset(preset), explanation(preset)),
                            &q, [this, preset] { choose(preset); });
        action->setCheckable(true);
        action->setData(static_cast<int>(preset));
        presetActions->addAction(action);
    }
    presetActions->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    presetButton->setMenu(menu);
}

QString ThresholdPanel::Private::explanation(SafetyPreset preset)
{
    switch (preset) {
    case SafetyPreset::ModelDefault:
        return ThresholdPanel::tr("nothing is sent, the model decides");
    case SafetyPreset::Strict:
        return ThresholdPanel::tr("low and up is blocked in all four");
    case SafetyPreset::Permissive:
        return ThresholdPanel::tr("off in all four, ratings may not come back");
    case SafetyPreset::Diagnostic:
        return ThresholdPanel::tr("none in all four: scores come back, nothing is blocked on them");
    case SafetyPreset::Custom:
        break;
    }
    return {};
}

QLayout* ThresholdPanel::Private::buildSliders()
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(spacing::insidePane, 6, spacing::insidePane, 6);
    grid->setHorizontalSpacing(spacing::betweenControls);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    for (const auto category : adjustableCategories)
        addRow(*grid, category);
    grid->addWidget(new ScaleLabels(*rows.first().slider), 0, 0, 1, 2);
    return grid;
}

void ThresholdPanel::Private::addRow(QGridLayout& grid, HarmCategory category)
{
    const int line = static_cast<int>(rows.size()) + 1;
    auto* label = new WrapLabel(wording::category(category));
    label->setFixedWidth(88);
    auto* slider = new ThresholdSlider(category);
    auto* word = makeMuted({});
    word->setFixedWidth(76);
    label->setBuddy(slider);
    grid.addWidget(label, line, 0);
    grid.addWidget(slider, line, 1);
    grid.addWidget(word, line, 2);
    grid.setRowMinimumHeight(line, 40);
    rows << Row {slider, word};
    QObject::connect(slider, &ThresholdSlider::thresholdMoved, &q,
                     [this, category](std::optional<BlockThreshold> threshold) {
                         document.setThreshold(category, threshold);
                     });
    QObject::connect(slider, &ThresholdSlider::sliderReleased, &document, &PromptDocument::endMerge);
}

QLayout* ThresholdPanel::Private::buildLegend()
{
    auto* legend = new QVBoxLayout;
    legend->setContentsMargins(spacing::insidePane, 8, spacing::insidePane, 8);
    legend->setSpacing(2);
    legend->addWidget(
        makeMuted(ThresholdPanel::tr("Last measured, as a mark. At or left of the knob: blocked.")));
    legend->addWidget(new MarkLegend);
    outlook = new WrapLabel;
    outlook->setObjectName(u"outlook"_s);
    outlook->hide();
    legend->addSpacing(4);
    legend->addWidget(outlook);
    note = new WrapLabel;
    note->setObjectName(u"thresholdNote"_s);
    note->hide();
    legend->addSpacing(4);
    legend->addWidget(note);
    general = makeMuted(ThresholdPanel::tr("These four filters judge the prompt and the text. The filter on "
                                           "the finished image is separate; no setting reaches it."));
    legend->addWidget(general);
    return legend;
}

void ThresholdPanel::Private::choose(SafetyPreset preset)
{
    document.setSafety(settingsOf(preset), ThresholdPanel::tr("the preset %1").arg(wording::preset(preset)));
    show(document.prompt().safety); // choosing the present one again must not untick it
}

void ThresholdPanel::Private::show(const SafetySettings& settings)
{
    for (const Row& row : std::as_const(rows)) {
        const auto threshold = settings.threshold(row.slider->category());
        row.slider->showThreshold(threshold);
        row.word->setText(wording::threshold(threshold));
        row.word->setToolTip(wording::thresholdMeaning(threshold));
    }
    showOutlook(settings);
    const SafetyPreset preset = presetOf(settings);
    const QString name = ThresholdPanel::tr("Preset: %1").arg(wording::preset(preset));
    presetButton->setText(name);
    presetButton->setAccessibleName(name);
    presetButton->setIcon(themedIcon(u"chevron-down"_s, q.palette(), Role::Mute));
    for (QAction* action : presetActions->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(preset));
}

void ThresholdPanel::Private::showOutlook(const SafetySettings& settings)
{
    outlook->setText(wording::whatIf(whatIf(measured, settings)));
    outlook->setVisible(!outlook->text().isEmpty());
}

ThresholdPanel::ThresholdPanel(PromptDocument& document, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, document))
{
    installSliderAccessibility();
    d->build();
    connect(&document, &PromptDocument::safetyChanged, this,
            [this](const SafetySettings& settings) { d->show(settings); });
    d->show(document.prompt().safety);
}

ThresholdPanel::~ThresholdPanel() = default;

void ThresholdPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        d->show(d->document.prompt().safety); // the icon in its new colour
    QWidget::changeEvent(event);
}

void ThresholdPanel::setNote(const QString& sentence)
{
    d->note->setText(sentence);
    d->note->setVisible(!sentence.isEmpty());
    d->general->setVisible(sentence.isEmpty());
}

void ThresholdPanel::setMeasured(const QList<SafetyRating>& ratings)
{
    d->measured = ratings;
    d->showOutlook(d->document.prompt().safety);
    for (const auto& row : std::as_const(d->rows)) {
        std::optional<Known<HarmProbability>> measured;
        for (const SafetyRating& rating : ratings) {
            if (rating.category && *rating.category == row.slider->category() && rating.probability)
                measured = rating.probability;
        }
        row.slider->setMeasured(measured);
    }
}

} // namespace safelight
