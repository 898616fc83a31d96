#include "app/request/requestwriter.h"

#include "app/request/generationfields.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace safelight {

namespace {

// A run of plain characters at a time, so that a long text is not escaped letter by letter.
constexpr qsizetype runLength = qsizetype(64) * 1024;

bool mustEscape(QChar c)
{
    return c < QChar(0x20) || c == u'"' || c == u'\\' || c == QChar(0x7F) || c.isSurrogate();
}

const QByteArray replacement = QByteArrayLiteral("\xEF\xBF\xBD"); // U+FFFD: a lone surrogate is not text

} // namespace

QByteArray escapedJson(QChar c)
{
    switch (c.unicode()) {
    case u'"':
        return "\\\"";
    case u'\\':
        return "\\\\";
    case u'\n':
        return "\\n";
    case u'\r':
        return "\\r";
    case u'\t':
        return "\\t";
    default:
        return "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
}

void RequestWriter::write(const Prompt& prompt)
{
    begin('{');
    writeContents(prompt);
    if (!prompt.systemInstruction.isEmpty()) {
        key("systemInstruction");
        begin('{');
        key("parts");
        begin('[');
        textPart(prompt.systemInstruction);
        end(']');
        end('}');
    }
    if (prompt.safety != SafetySettings())
        writeSafety(prompt.safety);
    if (prompt.generation != GenerationSettings())
        writeGeneration(prompt.generation);
    end('}');
}

// Pictures first and the text behind them: the order of the API's own single-prompt examples.
void RequestWriter::writeContents(const Prompt& prompt)
{
    key("contents");
    begin('[');
    beginItem();
    begin('{');
    key("role");
    value(u"user");
    key("parts");
    begin('[');
    for (const auto& image : prompt.images)
        writeImage(image);
    // An empty list of parts is an error, an empty text is a prompt.
    if (!prompt.text.isEmpty() || prompt.images.isEmpty())
        textPart(prompt.text);
    end(']');
    end('}');
    end(']');
}

void RequestWriter::writeImage(const ReferenceImage& image)
{
    if (!image.caption.isEmpty())
        textPart(image.caption);
    beginItem();
    begin('{');
    key("inlineData");
    begin('{');
    key("mimeType");
    value(image.mimeType);
    key("data");
    m_sink.add("\"");
    m_sink.addImage(image);
    m_sink.add("\"");
    end('}');
    end('}');
}

void RequestWriter::writeSafety(const SafetySettings& safety)
{
    key("safetySettings");
    begin('[');
    for (const auto category : adjustableCategories) {
        if (const auto set = safety.threshold(category)) {
            beginItem();
            threshold(category, *set);
        }
    }
    end(']');
}

void RequestWriter::threshold(HarmCategory category, BlockThreshold threshold)
{
    begin('{');
    key("category");
    value(Known<HarmCategory>::wireName(category));
    key("threshold");
    value(Known<BlockThreshold>::wireName(threshold));
    end('}');
}

void RequestWriter::writeGeneration(const GenerationSettings& generation)
{
    key("generationConfig");
    begin('{');
    QByteArray group;
    const auto openGroup = [&](const QByteArray& next) {
        if (group == next)
            return;
        if (!group.isEmpty())
            end('}');
        group = next;
        key(group);
        begin('{');
    };
    forEachSetting(generation, [&](const SettingName& setting, const auto& set) {
        if (!isSet(set))
            return;
        openGroup(setting.group);
        key(setting.name);
        value(valueOf(set));
    });
    if (!group.isEmpty())
        end('}');
    end('}');
}

void RequestWriter::begin(char bracket)
{
    m_sink.add({&bracket, 1});
    m_first = true;
}

void RequestWriter::end(char bracket)
{
    m_sink.add({&bracket, 1});
    m_first = false;
}

void RequestWriter::beginItem()
{
    if (!m_first)
        m_sink.add(",");
    m_first = false;
}

void RequestWriter::key(QByteArrayView name)
{
    beginItem();
    m_sink.add("\"");
    m_sink.add(name);
    m_sink.add("\":");
}

void RequestWriter::value(QStringView text)
{
    m_sink.add("\"");
    qsizetype from = 0;
    while (from < text.size()) {
        qsizetype end = from;
        while (end < text.size() && end - from < runLength && !mustEscape(text.at(end)))
            ++end;
        m_sink.add(text.sliced(from, end - from).toUtf8());
        from = end;
        if (from == text.size() || !mustEscape(text.at(from)))
            continue;
        const bool pair =
            text.at(from).isHighSurrogate() && from + 1 < text.size() && text.at(from + 1).isLowSurrogate();
        if (pair)
            m_sink.add(text.sliced(from, 2).toUtf8());
        else
            m_sink.add(text.at(from).isSurrogate() ? replacement : escapedJson(text.at(from)));
        from += pair ? 2 : 1;
    }
    m_sink.add("\"");
}

void RequestWriter::value(const QStringList& texts)
{
    begin('[');
    for (const auto& text : texts) {
        beginItem();
        value(text);
    }
    end(']');
}

void RequestWriter::value(int number)
{
    m_sink.add(QByteArray::number(number));
}

void RequestWriter::value(double number)
{
    // JSON has no infinity; null is "not set" to the service.
    m_sink.add(std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest)
                                     : QByteArray("null"));
}

void RequestWriter::textPart(QStringView text)
{
    beginItem();
    begin('{');
    key("text");
    value(text);
    end('}');
}

} // namespace safelight
