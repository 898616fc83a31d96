#include "ui/report/reportchoices.h"

#include "app/wording/reportwords.h"
#include "app/wording/words.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

const QList<qint64>& attemptsOf(const ReportSubject& subject, ReportScope scope)
{
    switch (scope) {
    case ReportScope::All:
        return subject.all;
    case ReportScope::Listed:
        return subject.listed;
    case ReportScope::Chosen:
        return subject.chosen;
    case ReportScope::Starred:
        break;
    }
    return subject.starred;
}

ReportChoices::ReportChoices(const ReportSubject& subject, QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, spacing::insidePane, 0);
    column->setSpacing(spacing::insidePane);
    column->addLayout(buildHead(subject));
    column->addWidget(buildSections(subject));
    column->addWidget(buildRedactions());
    column->addStretch(1);
    connectParts();
}

bool ReportChoices::canCompare(const ReportSubject& subject)
{
    return subject.chosen.size() >= 2 && subject.chosen.size() <= 4;
}

void ReportChoices::fillScopes(const ReportSubject& subject)
{
    const auto add = [this, &subject](ReportScope which, const QString& text) {
        if (!attemptsOf(subject, which).isEmpty())
            m_scope->addItem(text.arg(wording::number(attemptsOf(subject, which).size())), int(which));
    };
    add(ReportScope::All, tr("All attempts of the session (%1)"));
    add(ReportScope::Listed, tr("Those that the filter shows (%1)"));
    add(ReportScope::Chosen, tr("The chosen ones (%1)"));
    add(ReportScope::Starred, tr("Those with a star (%1)"));
}

QGridLayout* ReportChoices::buildHead(const ReportSubject& subject)
{
    m_format = new QComboBox;
    m_format->setObjectName(u"format"_s);
    const QList<std::pair<ReportFormat, QString>> formats {
        {ReportFormat::Html, tr("HTML: one file for any browser")},
        {ReportFormat::Pdf, tr("PDF: pages to print")},
        {ReportFormat::Markdown, tr("Markdown: for notes and issues")},
        {ReportFormat::Json, tr("JSON: can be imported again")},
        {ReportFormat::Csv, tr("CSV: one row for each attempt")}};
    for (const auto& [value, text] : formats)
        m_format->addItem(text, int(value));
    m_scope = new QComboBox;
    m_scope->setObjectName(u"scope"_s);
    fillScopes(subject);
    m_pictures = new QComboBox;
    m_pictures->setObjectName(u"pictures"_s);
    const QList<std::pair<PictureSize, QString>> sizes {
        {PictureSize::Full, tr("As they are")},
        {PictureSize::Large, tr("At most 1024 pixels wide or high")},
        {PictureSize::Small, tr("At most 320 pixels wide or high")},
        {PictureSize::None, tr("None")}};
    for (const auto& [value, text] : sizes)
        m_pictures->addItem(text, int(value));
    m_inside = new QCheckBox(tr("Pictures &inside the file"));
    m_inside->setObjectName(u"picturesInside"_s);
    // A form would put the names at the top of their fields.
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    const QList<std::pair<QString, QComboBox*>> named {
        {tr("&Format"), m_format}, {tr("&Attempts"), m_scope}, {tr("&Pictures"), m_pictures}};
    for (int row = 0; row < named.size(); ++row) {
        const auto& [name, box] = named.at(row);
        auto* label = new QLabel(name);
        label->setBuddy(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
        grid->addWidget(label, row, 0);
        grid->addWidget(box, row, 1);
    }
    grid->addWidget(m_inside, int(named.size()), 0, 1, 2);
    return grid;
}

QGroupBox* ReportChoices::buildSections(const ReportSubject& subject)
{
    auto* group = new QGroupBox(tr("What it tells"));
    auto* column = new QVBoxLayout(group);
    const auto add = [this, column](ReportSection section, const QString& text) {
        auto* box = new QCheckBox(text);
        box->setObjectName(u"section-"_s + Known<ReportSection>::wireName(section));
        column->addWidget(box);
        m_sections.append({section, box});
    };
    add(ReportSection::Summary, tr("&Summary and pass rates"));
    add(ReportSection::List, tr("A &table of all attempts"));
    add(ReportSection::Attempts, tr("&Each attempt with its verdict"));
    add(ReportSection::Ratings, tr("&Ratings"));
    add(ReportSection::Tokens, tr("T&okens and cost"));
    add(ReportSection::Request, tr("Re&quests"));
    add(ReportSection::Answer, tr("Ans&wers"));
    add(ReportSection::Method, tr("&How to read it, price dates"));
    m_compare = new QCheckBox(tr("The chosen attempts si&de by side"));
    m_compare->setObjectName(u"compare"_s);
    column->addWidget(m_compare);
    m_compare->setVisible(canCompare(subject));
    return group;
}

QGroupBox* ReportChoices::buildRedactions()
{
    auto* group = new QGroupBox(tr("What is taken out"));
    auto* column = new QVBoxLayout(group);
    const auto add = [this, column](Redaction redaction, const QString& text, const QString& tip) {
        auto* box = new QCheckBox(text);
        box->setObjectName(u"redact-"_s + Known<Redaction>::wireName(redaction));
        box->setToolTip(tip);
        column->addWidget(box);
        m_redactions.append({redaction, box});
    };
    add(Redaction::Prompts, tr("Prompts, and what answers sa&y"),
        wording::reportWord(ReportWord::HiddenPrompts));
    add(Redaction::Images, tr("Pict&ures"), wording::reportWord(ReportWord::HiddenImages));
    add(Redaction::Host, tr("Host &names and addresses"), wording::reportWord(ReportWord::HiddenHost));
    add(Redaction::Project, tr("Cloud pro&jects"), wording::reportWord(ReportWord::HiddenProject));
    add(Redaction::Comments, tr("My own notes: &comments, titles, tags"),
        wording::reportWord(ReportWord::HiddenComments));
    auto* never = new WrapLabel(wording::reportWord(ReportWord::MethodKeys));
    never->setProperty("muted", true);
    column->addWidget(never);
    return group;
}

void ReportChoices::connectParts()
{
    const auto noteChange = [this] {
        offerOnlyWhatFits();
        emit changed();
    };
    for (auto* box : {m_format, m_scope, m_pictures})
        connect(box, &QComboBox::currentIndexChanged, this, noteChange);
    for (auto* box : {m_inside, m_compare})
        connect(box, &QCheckBox::toggled, this, noteChange);
    for (const auto& [section, box] : m_sections)
        connect(box, &QCheckBox::toggled, this, noteChange);
    for (const auto& [redaction, box] : m_redactions)
        connect(box, &QCheckBox::toggled, this, noteChange);
}

void ReportChoices::offerOnlyWhatFits()
{
    const ReportChoice chosen = choice();
    m_inside->setVisible(chosen.format == ReportFormat::Markdown);
    m_pictures->setEnabled(chosen.format != ReportFormat::Csv && !chosen.options.hides(Redaction::Images));
    const bool each = chosen.options.has(ReportSection::Attempts) || chosen.format == ReportFormat::Json
        || chosen.format == ReportFormat::Csv;
    for (const auto& [section, box] : m_sections) {
        if (section == ReportSection::Ratings || section == ReportSection::Tokens
            || section == ReportSection::Request || section == ReportSection::Answer)
            box->setEnabled(each);
    }
}

void ReportChoices::showChoice(const ReportChoice& shown)
{
    m_format->setCurrentIndex(m_format->findData(int(shown.format)));
    m_scope->setCurrentIndex(std::max(m_scope->findData(int(shown.scope)), 0));
    m_pictures->setCurrentIndex(m_pictures->findData(int(shown.options.pictures)));
    m_inside->setChecked(shown.picturesInside);
    m_compare->setChecked(shown.compare);
    for (const auto& [section, box] : m_sections)
        box->setChecked(shown.options.has(section));
    for (const auto& [redaction, box] : m_redactions)
        box->setChecked(shown.options.hides(redaction));
    offerOnlyWhatFits();
}

ReportChoice ReportChoices::choice() const
{
    ReportChoice result;
    result.format = ReportFormat(m_format->currentData().toInt());
    result.scope = ReportScope(m_scope->currentData().toInt());
    result.options.pictures = PictureSize(m_pictures->currentData().toInt());
    result.picturesInside = m_inside->isChecked();
    result.compare = m_compare->isChecked();
    result.options.sections = ReportSection::Comparisons;
    for (const auto& [section, box] : m_sections)
        result.options.sections.setFlag(section, box->isChecked());
    for (const auto& [redaction, box] : m_redactions)
        result.options.redactions.setFlag(redaction, box->isChecked());
    return result;
}

} // namespace safelight
