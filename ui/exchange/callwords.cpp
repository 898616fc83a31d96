#include "ui/exchange/callwords.h"

#include "app/exchange/slipwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class ImportDialogText
{
    Q_DECLARE_TR_FUNCTIONS(safelight::ImportDialog)
};

constexpr qsizetype previewLength = 60;
constexpr qsizetype mostNames = 12;
constexpr qsizetype leastShown = 20; // bytes of a key of whose end four may be seen

} // namespace

QString keyName(const FoundKey& found, int number)
{
    const QByteArray& key = found.key.reveal();
    const QByteArray end = key.size() >= leastShown ? key.last(4) : QByteArray();
    const bool plain = std::ranges::all_of(end, [](char c) { return c > ' ' && c <= '~'; });
    return end.isEmpty() || !plain ? QString::number(number) : u"“…"_s + QString::fromLatin1(end) + u'”';
}

QString callTitle(const RecordedCall& call)
{
    QStringList parts;
    if (!call.label.isEmpty())
        parts << call.label;
    if (call.request) {
        const Prompt& prompt = call.request->prompt;
        if (!prompt.model.isEmpty())
            parts << prompt.model;
        const QString line = prompt.text.left(previewLength * 4).simplified();
        if (!line.isEmpty())
            parts << (line.size() > previewLength ? QString(line.left(previewLength) + u'…') : line);
    } else {
        parts << ImportDialogText::tr("no request");
    }
    if (!call.answer.isEmpty())
        parts << (call.httpCode > 0 ? ImportDialogText::tr("answered, HTTP %1").arg(call.httpCode)
                                    : ImportDialogText::tr("answered"));
    if (call.sentAt.isValid())
        parts << QLocale().toString(call.sentAt.toLocalTime(), QLocale::ShortFormat);
    return parts.join(u" · "_s);
}

QString callsTitle(const RecordedCalls& calls)
{
    const int count = int(calls.calls.size());
    switch (calls.kind) {
    case RecordedCalls::Kind::CommandLine:
        return ImportDialogText::tr("%n request(s) from curl", nullptr, count);
    case RecordedCalls::Kind::Har:
        return ImportDialogText::tr("%n call(s) of a model from a HAR file", nullptr, count);
    case RecordedCalls::Kind::Report:
        return ImportDialogText::tr("%n attempt(s) from a session report", nullptr, count);
    case RecordedCalls::Kind::Collection:
    case RecordedCalls::Kind::Request:
        break;
    }
    if (calls.form.isEmpty())
        return ImportDialogText::tr("A request");
    return ImportDialogText::tr("%1: %n request(s)", nullptr, count).arg(calls.form);
}

QString leftSentence(const RecordedCall& call)
{
    if (!call.request || call.request->left.isEmpty())
        return {};
    QStringList names = call.request->left.mid(0, mostNames);
    if (call.request->left.size() > mostNames)
        names << ImportDialogText::tr("%n more", nullptr, int(call.request->left.size() - mostNames));
    return ImportDialogText::tr("Sent along, though the editor does not show it: %1")
        .arg(names.join(u", "_s));
}

QString blanksSentence(const RecordedCall& call)
{
    if (!call.request)
        return {};
    QStringList sentences;
    for (const auto& blank : call.request->blanks.mid(0, mostNames))
        sentences << ImportDialogText::tr("Fill in “%1”: %2.").arg(blank.written, blank.why);
    return sentences.join(u'\n');
}

QString mendedSentence(const RecordedCall& call)
{
    const QString words = call.request ? slipWords(call.request->slips) : QString();
    return words.isEmpty() ? QString() : ImportDialogText::tr("Read as strict JSON: %1.").arg(words);
}

QString hostSentence(const RecordedCall& call)
{
    if (!call.request || call.request->url.host().isEmpty())
        return {};
    return ImportDialogText::tr("It went to %1. The editor sends to the back end that is chosen above it.")
        .arg(call.request->url.host());
}

} // namespace safelight
