#include "app/scripts/posixshell.h"

#include "app/scripts/purecommands.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestName = 1024; // of a file, or of what ends a here-document

bool isShellName(QStringView text)
{
    const auto isName = [](QChar c) { return c == u'_' || (c.unicode() < 0x80 && c.isLetterOrNumber()); };
    return !text.isEmpty() && !text.front().isDigit() && std::ranges::all_of(text, isName);
}

// Names that a schema in JSON has and no script means ("$ref").
bool isSchemaWord(const QString& name)
{
    static const QStringList words {u"ref"_s,     u"defs"_s,   u"schema"_s,     u"id"_s,
                                    u"comment"_s, u"anchor"_s, u"dynamicRef"_s, u"dynamicAnchor"_s};
    return words.contains(name);
}

} // namespace

ShellScript PosixShell::read()
{
    while (!atEnd())
        step();
    endCommand();
    readDocuments();
    return std::move(m_script);
}

void PosixShell::operatorOf(QChar c)
{
    if (c == u'<' || c == u'>')
        return redirect(c);
    if (c == u'&' && at(0) == u'>') { // both outputs
        endWord();
        ++m_at;
        return redirect(u'>');
    }
    if (c == u'(' && beginFunction())
        return;
    const bool isPipe = c == u'|' && at(0) != u'|';
    if (at(0) == c && (c == u'|' || c == u'&'))
        ++m_at;
    endCommand(isPipe);
}

void PosixShell::redirect(QChar c)
{
    // "2>" and "3<<" have a number that is not a word of the command.
    const bool numbered =
        m_frame.started && !m_frame.wordQuoted && m_frame.word.size() == 1 && m_frame.word.at(0).isDigit();
    const QString number = numbered ? std::exchange(m_frame.word, {}) : QString();
    m_frame.started = m_frame.started && !numbered;
    endWord();
    const QChar next = at(0);
    if (c == u'<' && next == u'<' && at(1) == u'<') {
        m_at += 2;
        m_frame.target = Target::HereText;
    } else if (c == u'<' && next == u'<') {
        ++m_at;
        beginDocument(number.isEmpty() || number == "0"_L1 ? QString() : QString(u"/dev/fd/"_s + number));
    } else if (c == u'<') {
        m_frame.target = Target::Input;
    } else {
        m_frame.target = next == u'>' ? Target::EndOfFile : Target::File;
        if (next == u'>' || next == u'|' || next == u'&')
            ++m_at;
        if (next == u'&' || (!number.isEmpty() && number != "1"_L1))
            m_frame.target = Target::Nothing;
    }
}

// name() { … }: what it prints is kept under its name.
bool PosixShell::beginFunction()
{
    if (at(0) != u')' || !m_frame.started || !m_frame.command.words.isEmpty() || !isShellName(m_frame.word))
        return false;
    ++m_at;
    m_frame.function = std::exchange(m_frame.word, {});
    m_frame.started = false;
    m_frame.printed.clear();
    m_frame.isKnown = true;
    return true;
}

void PosixShell::endWord()
{
    if (!m_frame.started)
        return;
    takeWord();
    m_frame.started = m_frame.wordQuoted = false;
    m_frame.target = Target::Word;
    m_frame.word.clear();
}

void PosixShell::takeWord()
{
    auto& command = m_frame.command;
    switch (m_frame.target) {
    case Target::Word:
        if (!command.words.isEmpty() || !assign(m_frame.word))
            command.words.append(m_frame.word);
        return;
    case Target::File:
    case Target::EndOfFile:
        command.file = m_frame.word;
        command.appends = m_frame.target == Target::EndOfFile;
        return;
    case Target::Input:
        if (const auto bytes = fileOf(m_frame.word)) {
            command.input = *bytes;
            command.hasInput = true;
        }
        return;
    case Target::HereText:
        command.input = m_frame.word.toUtf8() + '\n';
        command.hasInput = true;
        return;
    case Target::Nothing:
        return;
    }
}

// NAME=value is kept to fill in later.
bool PosixShell::assign(const QString& word)
{
    const qsizetype equals = word.indexOf(u'=');
    if (equals <= 0)
        return false;
    const bool appends = word.at(equals - 1) == u'+';
    const QString name = word.first(equals - (appends ? 1 : 0));
    if (!isShellName(name))
        return false;
    const QString value = word.sliced(equals + 1);
    m_variables[name] = appends ? m_variables.value(name) + value : value;
    return true;
}

void PosixShell::endCommand(bool pipesOn)
{
    endWord();
    auto& command = m_frame.command;
    m_frame.target = Target::Word;
    if (!command.words.isEmpty() || !command.file.isEmpty() || command.hasInput) {
        command.pipesOn = pipesOn;
        const qsizetype stop = std::min(m_at, m_text.size());
        command.source =
            m_text.sliced(m_frame.commandBegin, std::clamp<qsizetype>(stop - m_frame.commandBegin, 0, 80))
                .simplified();
        m_frame.waiting.append(std::move(command));
    }
    command = {};
    m_frame.commandBegin = m_at;
    if (m_frame.documents.isEmpty())
        runWaiting();
}

void PosixShell::beginDocument(const QString& file)
{
    Document document;
    document.file = file;
    document.command = m_frame.waiting.size();
    document.dedented = at(0) == u'-';
    if (document.dedented)
        ++m_at;
    static const QRegularExpression pattern(u"^[ \\t]*(?:'([^'\\n]*)'|\"([^\"\\n]*)\"|\\\\?([\\w.-]+))"_s);
    const auto match = pattern.match(m_text.sliced(m_at, std::min(longestName, m_text.size() - m_at)));
    if (!match.hasMatch())
        return;
    document.end = match.captured(1) + match.captured(2) + match.captured(3);
    document.quoted = match.captured(3).isEmpty() || match.captured(0).contains(u'\\');
    m_at += match.capturedLength(0);
    m_frame.documents.append(document);
}

// The lines behind the one that named them.
void PosixShell::readDocuments()
{
    for (const auto& document : std::exchange(m_frame.documents, {})) {
        const QByteArray text = documentText(document).toUtf8();
        if (!document.file.isEmpty()) {
            m_script.files.insert(document.file, text);
        } else if (document.command < m_frame.waiting.size()) {
            auto& command = m_frame.waiting[document.command];
            command.input = text;
            command.hasInput = true;
        }
    }
    runWaiting();
    m_frame.commandBegin = m_at;
}

QString PosixShell::documentText(const Document& document)
{
    QStringList lines;
    while (!atEnd()) {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        const qsizetype stop = end < 0 ? m_text.size() : end;
        QString line = m_text.sliced(m_at, stop - m_at);
        m_at = stop + 1;
        if (document.dedented) {
            while (line.startsWith(u'\t'))
                line.remove(0, 1);
        }
        if (QStringView(line).trimmed() == document.end)
            break;
        lines.append(line);
    }
    const QString plain = lines.join(u'\n') + u'\n';
    return document.quoted ? plain : filledIn(plain);
}

// As in double quotes, but for the quotes. It is read as a word of its own, with a shell of its own over it.
QString PosixShell::filledIn(const QString& text)
{
    if (!text.contains(u'$') && !text.contains(u'`') && !text.contains(u'\\'))
        return text;
    PosixShell inner(text, m_files);
    inner.m_variables = m_variables;
    inner.m_functions = m_functions;
    inner.m_room = m_room;
    inner.m_depth = m_depth + 1;
    inner.m_script.blanks = std::move(m_script.blanks);
    inner.m_script.files = m_script.files;
    while (!inner.atEnd()) {
        const QChar c = inner.at(0);
        const qsizetype nameStop = c == u'$' ? inner.nameEnd(inner.m_at + 1) : 0;
        const QString name = c == u'$'
            ? text.sliced(inner.m_at + 1, std::max<qsizetype>(nameStop - inner.m_at - 1, 0))
            : QString();
        const bool isOwn = isSchemaWord(name) && !m_variables.contains(name);
        if (c == u'\\' && u"$`\\\n"_s.contains(inner.at(1)) && !inner.at(1).isNull()) {
            if (inner.at(1) != u'\n')
                inner.m_frame.word += inner.at(1);
            inner.m_at += 2;
        } else if (c == u'$' && !isOwn) {
            inner.variable();
        } else if (c == u'`') {
            inner.substitution(c);
        } else {
            inner.m_frame.word += c;
            ++inner.m_at;
        }
    }
    m_script.blanks = std::move(inner.m_script.blanks);
    m_script.isTooLong = m_script.isTooLong || inner.m_script.isTooLong;
    m_room = inner.m_room;
    return inner.m_frame.word;
}

void PosixShell::runWaiting()
{
    for (auto& command : std::exchange(m_frame.waiting, {}))
        run(command);
}

void PosixShell::run(Command& command)
{
    const auto piped = std::exchange(m_frame.piped, {});
    if (piped && !command.hasInput) {
        command.input = *piped;
        command.hasInput = true;
    }
    static const QStringList before {u"time"_s, u"sudo"_s, u"then"_s, u"do"_s,    u"{"_s,      u"!"_s,
                                     u"else"_s, u"if"_s,   u"exec"_s, u"while"_s, u"command"_s};
    while (!command.words.isEmpty() && before.contains(command.words.first()))
        command.words.removeFirst();
    if (command.words.value(0) == "}"_L1 && !m_frame.function.isEmpty()) {
        if (m_frame.isKnown)
            m_functions.insert(m_frame.function, m_frame.printed);
        m_frame.function.clear();
        m_frame.printed.clear();
        m_frame.isKnown = true;
        return;
    }
    if (runCurl(command))
        return deliver(command, {});
    if (runBuiltin(command))
        return;
    const QString name = command.words.value(0);
    if (m_functions.contains(name))
        return deliver(command, m_functions.value(name));
    m_missing.clear();
    auto output = printedBy({command.words, command.input, command.hasInput},
                            [this](const QString& file) { return fileOf(file); });
    // What is made of a file that is not there stays open as a whole.
    if (output && !m_missing.isEmpty())
        output = m_missing;
    if (name == "tee"_L1 && command.hasInput) {
        for (const QString& file : command.words.sliced(1))
            m_script.files.insert(file, command.input);
        return deliver(command, command.input);
    }
    // "$(<file)" is what is in the file.
    deliver(command, command.words.isEmpty() ? std::optional(command.input) : output);
}

bool PosixShell::runCurl(const Command& command)
{
    const auto it = std::ranges::find_if(command.words, isCurl);
    if (it == command.words.end())
        return false;
    m_script.commands.append({command.words.sliced(it - command.words.begin() + 1), command.input,
                              command.hasInput, command.hasInput ? QString() : m_frame.pipe});
    return true;
}

// What sets variables, and what prints nothing.
bool PosixShell::runBuiltin(const Command& command)
{
    static const QStringList assigning {u"export"_s, u"declare"_s, u"local"_s, u"readonly"_s, u"typeset"_s};
    static const QStringList silent {u"set"_s, u"cd"_s, u":"_s, u"true"_s, u"trap"_s, u"fi"_s, u"done"_s};
    const QString name = command.words.value(0);
    if (assigning.contains(name)) {
        for (const QString& word : command.words.sliced(1))
            assign(word);
        return true;
    }
    if (name == "read"_L1 && command.hasInput) { // read -r -d '' NAME <<EOF
        m_variables.insert(command.words.last(), QString::fromUtf8(command.input));
        return true;
    }
    return silent.contains(name);
}

void PosixShell::deliver(const Command& command, const std::optional<QByteArray>& output)
{
    m_frame.pipe.clear();
    if (!command.file.isEmpty()) {
        if (output)
            m_script.files[command.file] =
                command.appends ? m_script.files.value(command.file) + *output : *output;
    } else if (command.pipesOn) {
        m_frame.piped = output;
        m_frame.pipe = output ? QString() : command.source;
    } else {
        m_frame.isKnown = m_frame.isKnown && output.has_value();
        m_frame.printed += output.value_or(QByteArray());
    }
}

// A file that is not there stands in what is read of it as a blank, with the reason.
std::optional<QByteArray> PosixShell::fileOf(const QString& name)
{
    if (name.isEmpty() || name == "/dev/null"_L1)
        return QByteArray();
    for (const QString& written : {name, QFileInfo(name).fileName()}) {
        if (m_script.files.contains(written))
            return m_script.files.value(written);
    }
    if (Blanks::isIn(name))
        return std::nullopt;
    auto bytes = m_files(name);
    if (bytes)
        return *bytes;
    m_missing = m_script.blanks.markOf({Blanks::Blank::Kind::File, name, name, bytes.error()}).toUtf8();
    return m_missing;
}

} // namespace safelight
