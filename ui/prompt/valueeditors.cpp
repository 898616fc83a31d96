#include "ui/prompt/valueeditors.h"

#include "app/prompt/promptlimits.h"
#include "ui/base/scrolled.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

void fill(QWidget* editor, QWidget* field)
{
    auto* layout = new QHBoxLayout(editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(field);
    editor->setFocusProxy(field);
}

QString escaped(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s).replace(u'\t', u"\\t"_s);
}

QString unescaped(const QString& line)
{
    QString text;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar next = i + 1 < line.size() ? line.at(i + 1) : QChar();
        const bool escape = line.at(i) == u'\\' && (next == u'n' || next == u't' || next == u'\\');
        text += !escape ? line.at(i) : next == u'n' ? u'\n' : next == u't' ? u'\t' : u'\\';
        i += escape ? 1 : 0;
    }
    return text;
}

} // namespace

NumberEditor::NumberEditor(const NumberRange& range, const QString& leastText)
    : m_field(new CalmField<QDoubleSpinBox>)
{
    fill(this, m_field);
    m_field->setMinimumHeight(spacing::rowHeight);
    m_field->setSpecialValueText(leastText);
    setRange(range);
    connect(m_field, &QDoubleSpinBox::valueChanged, this, &ValueEditor::edited);
    connect(m_field, &QDoubleSpinBox::editingFinished, this, &ValueEditor::finished);
}

void NumberEditor::setRange(const NumberRange& range)
{
    const QSignalBlocker blocker(m_field);
    m_range = range;
    m_field->setDecimals(range.decimals);
    m_field->setSingleStep(range.step);
    m_field->setRange(range.least, range.most);
}

QVariant NumberEditor::value() const
{
    return m_range.decimals == 0 ? QVariant(qRound(m_field->value())) : QVariant(m_field->value());
}

void NumberEditor::setValue(const QVariant& value)
{
    const QSignalBlocker blocker(m_field);
    const double number = value.toDouble();
    m_field->setRange(qMin(m_range.least, number), qMax(m_range.most, number));
    m_field->setValue(number);
}

QWidget* NumberEditor::focusTarget() const
{
    return m_field;
}

ChoiceEditor::ChoiceEditor(const QList<Choice>& choices)
    : m_field(new CalmField<QComboBox>)
{
    fill(this, m_field);
    setChoices(choices);
    connect(m_field, &QComboBox::activated, this, &ValueEditor::edited);
    connect(m_field, &QComboBox::activated, this, &ValueEditor::finished);
}

void ChoiceEditor::setChoices(const QList<Choice>& choices)
{
    m_field->clear();
    for (const Choice& choice : choices)
        m_field->addItem(choice.text, choice.value);
}

QVariant ChoiceEditor::value() const
{
    return m_field->currentData();
}

void ChoiceEditor::setValue(const QVariant& value)
{
    int place = placeOf(value);
    if (place < 0) {
        place = m_field->count();
        m_field->addItem(value.typeId() == QMetaType::QStringList ? value.toStringList().join(u", "_s)
                                                                  : value.toString(),
                         value);
    }
    m_field->setCurrentIndex(place);
}

QWidget* ChoiceEditor::focusTarget() const
{
    return m_field;
}

int ChoiceEditor::placeOf(const QVariant& value) const
{
    for (int i = 0; i < m_field->count(); ++i) {
        if (m_field->itemData(i) == value)
            return i;
    }
    return -1;
}

LinesEditor::LinesEditor()
    : m_field(new QPlainTextEdit)
{
    fill(this, m_field);
    m_field->setTabChangesFocus(true);
    m_field->setFixedHeight(3 * fontMetrics().lineSpacing() + 20);
    m_field->setPlaceholderText(tr("One a line"));
    connect(m_field, &QPlainTextEdit::textChanged, this, &ValueEditor::edited);
}

QVariant LinesEditor::value() const
{
    QStringList list;
    const QStringList lines = cleanText(m_field->toPlainText()).text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines)
        list << unescaped(line);
    return list;
}

void LinesEditor::setValue(const QVariant& value)
{
    if (value.toStringList() == this->value().toStringList())
        return; // keeps the cursor and the empty line that is being filled
    const QSignalBlocker blocker(m_field);
    QStringList lines;
    for (const QString& text : value.toStringList())
        lines << escaped(text);
    m_field->setPlainText(lines.join(u'\n'));
}

QWidget* LinesEditor::focusTarget() const
{
    return m_field;
}

} // namespace safelight
