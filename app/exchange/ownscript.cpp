#include "app/exchange/ownscript.h"

#include "app/exchange/callparts.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// As writeCurl() writes it: a here-document ends, a picture goes through base64, the next here-document
// begins. No other program writes this, and nothing of it is run.
const QRegularExpression& picturePattern()
{
    static const QRegularExpression pattern(u"\\r?\\nJSON\\r?\\nprintf '\"' && base64 "
                                            u"<\"\\$here/([^\"\\r\\n]{1,255})\" \\| tr -d '\\\\r\\\\n' && "
                                            "printf '\"'\\r?\\ncat <<'JSON'\\r?\\n"_s);
    return pattern;
}

// A name and no way: what a script from elsewhere names lies beside it or is not read.
bool isBareName(const QString& name)
{
    return !name.contains(u'/') && !name.contains(u'\\') && !name.contains(u':') && !name.startsWith(u'.');
}

} // namespace

QByteArray OwnScript::filled(QByteArray body) const
{
    for (const auto& file : files)
        body.replace(file.mark, file.bytes.toBase64());
    return body;
}

Result<OwnScript> readOwnScript(const QString& text, const FileReading& files)
{
    OwnScript script;
    std::optional<Error> problem;
    qsizetype at = 0;
    for (auto it = picturePattern().globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString name = match.captured(1);
        if (!isBareName(name))
            return Error {Error::Code::Refused,
                          sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                                       "The script reads “%1”. Only files beside the script "
                                                       "are read, by their bare name."))
                              .arg(name)};
        auto bytes = files(name);
        if (!bytes) { // the others are still asked for, so that all that are missing can be named
            problem = problem.value_or(bytes.error());
            continue;
        }
        OwnScript::File file {QUuid::createUuid().toByteArray(QUuid::Id128), std::move(*bytes)};
        script.text += QStringView(text).mid(at, match.capturedStart() - at);
        script.text += u'"' + QString::fromLatin1(file.mark) + u'"';
        script.files.append(std::move(file));
        at = match.capturedEnd();
    }
    if (problem)
        return *problem;
    script.text += QStringView(text).mid(at);
    return script;
}

} // namespace safelight
