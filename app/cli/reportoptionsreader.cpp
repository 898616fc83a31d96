#include "app/cli/reportoptionsreader.h"

#include "app/cli/console.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int mostNumbers = 100000;

class ReportOptionsText
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

template<typename E>
QString namesOf()
{
    QStringList names;
    for (const auto& [value, name] : WireNames<E>::table)
        names << name;
    return names.join(u", "_s);
}

template<typename E>
Result<E> readName(const QString& option, const QString& text)
{
    if (const auto value = Known<E>::fromWire(text).value())
        return *value;
    return usageProblem(
        ReportOptionsText::tr("“%1” is not a value of %2. It accepts %3.").arg(text, option, namesOf<E>()));
}

template<typename E>
Result<QFlags<E>> readNames(const QString& option, const QString& text)
{
    QFlags<E> flags;
    for (const QString& name : text.split(u',', Qt::SkipEmptyParts)) {
        const auto value = readName<E>(option, name.trimmed());
        if (!value)
            return value.error();
        flags |= *value;
    }
    return flags;
}

Result<Done> readContent(const QCommandLineParser& parser, ReportCall& call)
{
    const auto redactions = readNames<Redaction>(u"--redact"_s, parser.value(u"redact"_s));
    if (!redactions)
        return redactions.error();
    call.options.redactions = *redactions;
    const auto without = readNames<ReportSection>(u"--without"_s, parser.value(u"without"_s));
    if (!without)
        return without.error();
    call.options.sections &= ~*without;
    if (parser.isSet(u"pictures"_s)) {
        const auto size = readName<PictureSize>(u"--pictures"_s, parser.value(u"pictures"_s));
        if (!size)
            return size.error();
        call.options.pictures = *size;
    }
    return Done();
}

Result<Done> readTarget(const QCommandLineParser& parser, ReportCall& call)
{
    call.target.path = parser.value(u"output"_s);
    call.target.picturesInside = parser.isSet(u"pictures-inside"_s);
    if (call.target.path.isEmpty())
        return usageProblem(ReportOptionsText::tr("report needs a file to write: -o FILE."));
    if (parser.isSet(u"format"_s)) {
        const auto format = readName<ReportFormat>(u"--format"_s, parser.value(u"format"_s));
        if (!format)
            return format.error();
        call.target.format = *format;
        return Done();
    }
    const auto format = reportFormatOf(call.target.path);
    if (!format)
        return usageProblem(
            ReportOptionsText::tr("The ending of “%1” names no format; --format takes one of these: %2.")
                .arg(call.target.path, namesOf<ReportFormat>()));
    call.target.format = *format;
    return Done();
}

Result<Done> readChoice(const QCommandLineParser& parser, ReportCall& call)
{
    call.filter = parser.value(u"filter"_s);
    const std::array lists {std::pair {u"attempts"_s, &call.numbers},
                            std::pair {u"compare"_s, &call.compared}};
    for (const auto& [name, numbers] : lists) {
        if (!parser.isSet(name))
            continue;
        const auto read = parseNumbers(parser.value(name));
        if (!read)
            return read.error();
        *numbers = *read;
    }
    if (!call.compared.isEmpty() && (call.compared.size() < 2 || call.compared.size() > 4))
        return usageProblem(ReportOptionsText::tr("--compare takes two to four attempts."));
    return Done();
}

} // namespace

QString reportHelpText()
{
    return ReportOptionsText::tr(
        "Usage: safelight report SESSION -o FILE [OPTION…]\n"
        "\n"
        "Writes a report on the attempts of a session. The session is not changed.\n"
        "\n"
        "  -o, --output FILE   where to; “-” for standard output, with --format\n"
        "  --format FORMAT     html, pdf, markdown, json or csv (else from FILE’s ending)\n"
        "  --filter EXPR       only attempts that match, as in the window: “blocked model:flash”\n"
        "  --attempts LIST     only these, by number: 3,5-7\n"
        "  --compare LIST      two to four of them side by side, the baseline first: 4,5\n"
        "  --redact LIST       take out: prompts, images, host, project, comments\n"
        "  --without LIST      leave out: summary, list, attempts, ratings, tokens, request,\n"
        "                      answer, comparisons, method\n"
        "  --pictures SIZE     full, large (1024 pixels), small (320) or none (large)\n"
        "  --pictures-inside   Markdown: within the file instead of in a folder beside it\n"
        "  -h, --help          this text\n"
        "\n"
        "Keys are never part of a report.\n"
        "Exit: 0 written · 2 usage, unreadable, or not written.\n");
}

Result<QList<int>> parseNumbers(const QString& text)
{
    QList<int> numbers;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const auto ends = part.trimmed().split(u'-');
        bool isFirst = false;
        bool isLast = false;
        const int first = ends.constFirst().toInt(&isFirst);
        const int last = ends.constLast().toInt(&isLast);
        if (!isFirst || !isLast || ends.size() > 2 || first < 1 || last < first || last - first >= mostNumbers
            || numbers.size() >= mostNumbers)
            return usageProblem(
                ReportOptionsText::tr("“%1” is not a list of attempts. Example: 3,5-7").arg(text));
        for (int number = first; number <= last; ++number) {
            if (!numbers.contains(number) || last - first > 1000)
                numbers << number;
        }
    }
    if (numbers.isEmpty())
        return usageProblem(
            ReportOptionsText::tr("“%1” is not a list of attempts. Example: 3,5-7").arg(text));
    return numbers;
}

Result<ReportCall> readReportCall(const QStringList& arguments)
{
    QCommandLineParser parser;
    const QStringList valued {u"format"_s, u"filter"_s,  u"attempts"_s, u"compare"_s,
                              u"redact"_s, u"without"_s, u"pictures"_s};
    for (const QString& name : valued)
        parser.addOption(QCommandLineOption(name, {}, u"VALUE"_s));
    parser.addOptions({QCommandLineOption(QStringList {u"o"_s, u"output"_s}, {}, u"FILE"_s),
                       QCommandLineOption(u"pictures-inside"_s),
                       QCommandLineOption(QStringList {u"h"_s, u"help"_s})});
    if (!parser.parse(QStringList {u"report"_s} + arguments))
        return usageProblem(parser.errorText());
    ReportCall call;
    call.help = parser.isSet(u"help"_s);
    if (call.help)
        return call;
    if (parser.positionalArguments().size() != 1)
        return usageProblem(ReportOptionsText::tr("report needs one session file."));
    call.session = parser.positionalArguments().constFirst();
    for (const auto& part : {&readTarget, &readContent, &readChoice}) {
        if (const auto done = (*part)(parser, call); !done)
            return done.error();
    }
    call.options = optionsFor(call.target.format, call.options);
    return call;
}

} // namespace safelight
