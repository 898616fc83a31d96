#include "app/scripts/purecommands.h"

#include "app/wire/jsonmembers.h"
#include "app/wire/lenientjson.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// \n, \t, \\ and their kind, as echo -e, printf and tr have them.
QString withEscapes(const QString& text)
{
    static const QHash<QChar, QChar> letters {{u'n', u'\n'},  {u't', u'\t'}, {u'r', u'\r'},
                                              {u'\\', u'\\'}, {u'0', u'\0'}, {u'"', u'"'}};
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escapes = text.at(i) == u'\\' && i + 1 < text.size() && letters.contains(text.at(i + 1));
        result += escapes ? letters.value(text.at(++i)) : text.at(i);
    }
    return result;
}

QByteArray echoed(QStringList words)
{
    bool hasLineEnd = true;
    bool hasEscapes = false;
    while (!words.isEmpty()
           && (words.first() == "-n"_L1 || words.first() == "-e"_L1 || words.first() == "-ne"_L1)) {
        hasLineEnd = hasLineEnd && !words.first().contains(u'n');
        hasEscapes = hasEscapes || words.first().contains(u'e');
        words.removeFirst();
    }
    const QString text = words.join(u' ');
    return (hasEscapes ? withEscapes(text) : text).toUtf8() + (hasLineEnd ? "\n" : "");
}

// %s and %d take the words one after another; with words left over the format begins again.
std::optional<QByteArray> formatted(const QStringList& words)
{
    if (words.isEmpty() || words.first().startsWith("-v"_L1))
        return std::nullopt;
    const QString format = withEscapes(words.first());
    QString result;
    qsizetype next = 1;
    do {
        const qsizetype before = next;
        for (qsizetype i = 0; i < format.size(); ++i) {
            const QChar kind = i + 1 < format.size() ? format.at(i + 1) : QChar();
            if (format.at(i) != u'%') {
                result += format.at(i);
                continue;
            }
            ++i;
            if (kind == u's' || kind == u'd' || kind == u'b')
                result += next < words.size() ? words.at(next++) : QString();
            else if (kind == u'%')
                result += kind;
            else
                return std::nullopt;
        }
        if (next == before)
            break;
    } while (next < words.size());
    return result.toUtf8();
}

std::optional<QByteArray> concatenated(const PureCommand& command, const QStringList& names,
                                       const NamedBytes& files)
{
    if (names.isEmpty())
        return command.hasInput ? std::optional(command.input) : std::nullopt;
    QByteArray all;
    for (const QString& name : names) {
        if (name == "-"_L1) {
            all += command.input;
            continue;
        }
        const auto bytes = name.startsWith(u'-') ? std::nullopt : files(name);
        if (!bytes)
            return std::nullopt;
        all += *bytes;
    }
    return all;
}

// Never broken into lines: who puts it into JSON does not mean them.
std::optional<QByteArray> base64Of(const PureCommand& command, const NamedBytes& files)
{
    QStringList names;
    bool decodes = false;
    for (qsizetype i = 1; i < command.words.size(); ++i) {
        const QString& word = command.words.at(i);
        if (word == "-w"_L1 || word == "-b"_L1 || word == "--wrap"_L1 || word == "--break"_L1)
            ++i;
        else if (word == "-d"_L1 || word == "-D"_L1 || word == "--decode"_L1)
            decodes = true;
        else if (word.startsWith("--input="_L1))
            names.append(word.sliced(8));
        else if (!word.startsWith(u'-') || word == "-"_L1)
            names.append(word);
    }
    const auto bytes = concatenated(command, names, files);
    if (!bytes)
        return std::nullopt;
    return decodes ? QByteArray::fromBase64(*bytes) : bytes->toBase64();
}

std::optional<QByteArray> withoutCharacters(const PureCommand& command)
{
    if (command.words.size() != 3 || command.words.at(1) != "-d"_L1 || !command.hasInput)
        return std::nullopt;
    const QByteArray gone = withEscapes(command.words.at(2)).toUtf8();
    QByteArray left = command.input;
    left.removeIf([&gone](char c) { return gone.contains(c); });
    return left;
}

// jq -n --arg name text '{contents: [{parts: [{text: $name}]}]}'
class JqCommand
{
public:
    JqCommand(const PureCommand& command, const NamedBytes& files)
        : m_command(command)
        , m_files(files)
    { }

    std::optional<QByteArray> run();

private:
    bool take(qsizetype& at);
    bool addValue(const QString& option, const QString& name, const QString& value);

    const PureCommand& m_command;
    const NamedBytes& m_files;
    QHash<QByteArray, QByteArray> m_values;
    QString m_program;
    bool m_hasNoInput = false;
};

bool JqCommand::addValue(const QString& option, const QString& name, const QString& value)
{
    QByteArray json = value.toUtf8();
    if (option == "--rawfile"_L1 || option == "--slurpfile"_L1) {
        const auto bytes = m_files(value);
        if (!bytes)
            return false;
        json = *bytes;
    }
    const bool isJson = option == "--argjson"_L1 || option == "--slurpfile"_L1;
    if (isJson) {
        const auto read = readWholeJson(json);
        json = read ? read->json.trimmed() : QByteArray();
        if (option == "--slurpfile"_L1)
            json = '[' + json + ']';
    } else {
        json = jsonQuoted(json);
    }
    m_values.insert('$' + name.toUtf8(), json);
    return !json.isEmpty();
}

bool JqCommand::take(qsizetype& at)
{
    const QStringList& words = m_command.words;
    const QString& word = words.at(at);
    if (word == "--arg"_L1 || word == "--argjson"_L1 || word == "--rawfile"_L1 || word == "--slurpfile"_L1) {
        if (at + 2 >= words.size())
            return false;
        at += 2;
        return addValue(word, words.at(at - 1), words.at(at));
    }
    if (word.startsWith(u'-')) {
        m_hasNoInput =
            m_hasNoInput || word == "--null-input"_L1 || (!word.startsWith("--"_L1) && word.contains(u'n'));
        return word != "-f"_L1 && word != "--args"_L1;
    }
    if (!m_program.isEmpty())
        return false;
    m_program = word;
    return true;
}

std::optional<QByteArray> JqCommand::run()
{
    for (qsizetype at = 1; at < m_command.words.size(); ++at) {
        if (!take(at))
            return std::nullopt;
    }
    if (m_program == "."_L1 && m_command.hasInput)
        return m_command.input;
    LenientNames names;
    names.valueOf = [this](QByteArrayView name) -> std::optional<QByteArray> {
        const auto known = m_values.constFind(name.toByteArray());
        return known == m_values.cend() ? std::nullopt : std::optional(*known);
    };
    const auto read = m_hasNoInput ? readWholeJson(m_program.toUtf8(), names) : Error();
    // "\(…)" puts a value into a text, which is not read here.
    if (!read || m_program.contains(u"\\("_s))
        return std::nullopt;
    return read->json + '\n';
}

} // namespace

std::optional<QByteArray> printedBy(const PureCommand& command, const NamedBytes& files)
{
    const QString name = command.words.value(0);
    if (name == "echo"_L1)
        return echoed(command.words.sliced(1));
    if (name == "printf"_L1)
        return formatted(command.words.sliced(1));
    if (name == "cat"_L1)
        return concatenated(command, command.words.sliced(1), files);
    if (name == "base64"_L1)
        return base64Of(command, files);
    if (name == "tr"_L1)
        return withoutCharacters(command);
    if (name == "jq"_L1)
        return JqCommand(command, files).run();
    return std::nullopt;
}

} // namespace safelight
