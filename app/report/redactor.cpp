#include "app/report/redactor.h"

#include "app/base/secret.h"
#include "app/report/report.h"
#include "app/report/wordruns.h"
#include "app/wording/reportwords.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype echoWords = 3; // so many words of a prompt in a row are an echo

void addOnce(QStringList& list, const QString& text)
{
    if (!text.isEmpty() && !list.contains(text, Qt::CaseInsensitive))
        list.append(text);
}

void longestFirst(QStringList& list)
{
    std::ranges::stable_sort(list, std::ranges::greater(), &QString::size);
}

} // namespace

QString Redactor::mask()
{
    return wording::reportWord(ReportWord::NotShown);
}

void Redactor::learn(const Attempt& attempt)
{
    if (m_redactions.testFlag(Redaction::Prompts)) {
        QStringList asked {attempt.prompt.text, attempt.prompt.systemInstruction};
        asked << attempt.prompt.generation.stopSequences << attempt.importedFrom.value_or(QString());
        for (const auto& image : attempt.prompt.images)
            asked << image.caption << image.fileName;
        for (const QString& text : asked) {
            const auto words = wordSpans(text);
            const qsizetype run = std::min(echoWords, words.size());
            for (qsizetype i = 0; run > 0 && i + run <= words.size(); ++i)
                m_echoes.insert(runHash(words, i, run));
        }
    }
    if (m_redactions.testFlag(Redaction::Host))
        learnHost(attempt.url);
    static const QRegularExpression project(u"projects/([^/\\s\"':?]+)"_s);
    if (const auto match = project.match(attempt.url); match.hasMatch()) {
        addOnce(m_projects, match.captured(1));
        longestFirst(m_projects);
    }
}

// And its domain: an error page may name another machine of the same house.
void Redactor::learnHost(const QString& url)
{
    const QString host = QUrl(url).host();
    if (host.isEmpty() || m_hosts.contains(host, Qt::CaseInsensitive))
        return;
    addOnce(m_hosts, host);
    const QStringList labels = host.split(u'.');
    if (!labels.constLast().isEmpty() && !labels.constLast().at(0).isDigit() && !host.contains(u':')) {
        for (qsizetype i = 1; i + 2 <= labels.size(); ++i)
            addOnce(m_hosts, labels.mid(i).join(u'.'));
    }
    longestFirst(m_hosts);
}

QString Redactor::text(const QString& text) const
{
    if (text.isEmpty())
        return text;
    QString result = redacted(text); // keys
    if (m_redactions.testFlag(Redaction::Prompts))
        result = withoutEchoes(result);
    if (m_redactions.testFlag(Redaction::Host))
        result = withoutHosts(result);
    if (m_redactions.testFlag(Redaction::Project))
        result = withoutProjects(result);
    return result;
}

QString Redactor::withoutEchoes(const QString& text) const
{
    const auto words = wordSpans(text);
    QString result;
    qsizetype kept = 0; // up to here the text is in the result
    qsizetype hiddenEnd = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        qsizetype run = std::min(echoWords, words.size() - i);
        while (run > 0 && !m_echoes.contains(runHash(words, i, run)))
            --run;
        if (run == 0)
            continue;
        const qsizetype from = words.at(i).from;
        const auto& last = words.at(i + run - 1);
        if (from >= hiddenEnd) {
            const auto between = QStringView(text).mid(kept, from - kept);
            // What stands between two echoes without a word of its own belongs to them.
            const bool goesOn = kept > 0 && kept == hiddenEnd && wordSpans(between.toString()).isEmpty();
            if (!goesOn)
                result += between + mask();
        }
        hiddenEnd = std::max(hiddenEnd, last.from + last.length);
        kept = hiddenEnd;
    }
    return kept == 0 ? text : result + QStringView(text).mid(kept);
}

QString Redactor::withoutHosts(QString text) const
{
    static const QRegularExpression url(u"\\b[a-z][a-z0-9+.-]*://[^\\s\"'<>)\\]]+"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression address(
        u"(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?(?![\\d.])|"
        "\\[[0-9a-f:]*:[0-9a-f:]+\\](?::\\d{1,5})?|\\blocalhost(?::\\d{1,5})?\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(url, mask());
    for (const QString& host : m_hosts) {
        const QRegularExpression named(u"(?:[a-z0-9-]+\\.)*"_s + QRegularExpression::escape(host)
                                           + u"(?::\\d{1,5})?"_s,
                                       QRegularExpression::CaseInsensitiveOption);
        text.replace(named, mask());
    }
    return text.replace(address, mask());
}

// The forms in which Google's errors name a project: "projects/my-project-1", "project=123", "project 123",
// "project_number:123", "Project `x` has been deleted" (a bare word only where it has a digit in it, so that
// "the project is" stays a sentence).
QString Redactor::withoutProjects(QString text) const
{
    static const QRegularExpression named(
        u"\\b((?:projects?|project[_ ]?(?:id|number|name))(?:/|\\s*[=:#]\\s*|%2F|%3D)[\"'`“]?)"
        "[a-z0-9][a-z0-9._-]*(?::[a-z0-9][a-z0-9-]*)?"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression quoted(u"\\b(project\\s+(?:id\\s+|number\\s+)?[\"'`“])[^\"'`”\\s]+"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bare(
        u"\\b(project\\s+(?:(?:id|number)\\s+)?)(?=[a-z-]*\\d)[a-z0-9][a-z0-9-]*"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression account(u"[a-z0-9._-]+@[a-z0-9-]+(?:\\.iam)?\\.gserviceaccount\\.com"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    text.replace(account, mask());
    const QString instead = u"\\1"_s + mask();
    for (const auto* form : {&named, &quoted, &bare})
        text.replace(*form, instead);
    for (const QString& project : m_projects)
        text.replace(project, mask(), Qt::CaseInsensitive);
    return text;
}

} // namespace safelight
