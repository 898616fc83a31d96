#pragma once

#include "app/advice/remedy.h"
#include "app/base/result.h"

#include <QHash>

namespace safelight {

// A blank of a template; the label and the hint are in app/wording.
struct TemplateField
{
    QString id;
    bool required = false;
    QStringList suggestions; // ids of words to choose from; the user may write others

    friend bool operator==(const TemplateField&, const TemplateField&) = default;
};

// What a remedy adds to the text once the user has filled in the facts.
struct Template
{
    QString remedy;
    Scenario scenario = Scenario::General;
    bool before = false; // stands before the user's text instead of after it
    QList<TemplateField> fields;
    QStringList sentences; // ids; their words hold "{field}" where a fact goes

    friend bool operator==(const Template&, const Template&) = default;
};

struct TemplateTable
{
    QList<Template> templates;
    QHash<Scenario, QStringList> scenarioWords; // that make the scenario likely

    // The one for this scenario, else the general one; null: the remedy has none.
    const Template* find(const QString& remedy, Scenario scenario) const;
    // Those the remedy makes a difference for; General is always among them.
    QList<Scenario> scenarios(const QString& remedy) const;
};

// Checked like the table of remedies: the error names the place.
Result<TemplateTable> readTemplateTable(const QByteArray& json);

// resources/knowledge/templates.json, read once; empty when it cannot be read.
const TemplateTable& templateTable();

// What the text seems to be about, by its words alone: only to preselect, never to fill anything in.
Scenario likelyScenario(const QString& text);

// The ids of the required fields that are blank.
QStringList blankFields(const Template& form, const QHash<QString, QString>& filled);

// The sentences with the facts in their places, in one pass: a fact that holds "{…}" stays as it is. A
// sentence whose field is blank is left out.
QStringList filledSentences(const QStringList& sentences, const QHash<QString, QString>& filled);

} // namespace safelight
