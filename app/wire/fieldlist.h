#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace safelight {

// One field of an answer as the Fields tab lists it.
struct Field
{
    enum class Kind { Text, Number, Bool, Null, EmptyObject, EmptyArray };

    QString path; // "candidates[0].content.parts[1].inlineData.data"; of a stream "chunk[3].candidates…"
    QString value; // as it came, without quotes; long text cut
    Kind kind = Kind::Text;
    qint64 length = 0; // of the whole value in characters, when it was cut

    friend bool operator==(const Field&, const Field&) = default;
};

// Every field of an answer of any shape, in its order, at most `limit` of them. Values are cut at 2,000
// characters (base64 at 64). A stream is listed chunk by chunk; HTML as one field.
QList<Field> listFields(const QByteArray& bytes, int limit = 20000);

// The same bytes, indented for reading; event streams event by event, base64 longer than 200 characters
// folded to “… 1 234 567 characters …”. What is no JSON comes back unchanged.
QByteArray prettyAnswer(const QByteArray& bytes);

} // namespace safelight
