#include "app/wire/fieldlist.h"

#include "tests/support/samples.h"
#include "tests/support/strict.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// JSON with single quotes, which reads better in a test.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QStringList lines(const QList<Field>& fields)
{
    QStringList result;
    for (const auto& field : fields)
        result.append(field.path + u" = "_s + field.value);
    return result;
}

} // namespace

class TestFieldList : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void fieldsInTheirOrder()
    {
        const auto fields = listFields(
            json("{'a':{'b':[1,{'c':'x\\n'},[],{}],'d':null},'e':true,'':-1.5e3,'f':{},'g':{'h':{}},'i':2}"));
        QCOMPARE(lines(fields),
                 (QStringList {u"a.b[0] = 1"_s, u"a.b[1].c = x\n"_s, u"a.b[2] = "_s, u"a.b[3] = "_s,
                               u"a.d = null"_s, u"e = true"_s, u" = -1.5e3"_s, u"f = "_s, u"g.h = "_s,
                               u"i = 2"_s}));
        const QList kinds {Field::Kind::Number,      Field::Kind::Text,        Field::Kind::EmptyArray,
                           Field::Kind::EmptyObject, Field::Kind::Null,        Field::Kind::Bool,
                           Field::Kind::Number,      Field::Kind::EmptyObject, Field::Kind::EmptyObject,
                           Field::Kind::Number};
        for (qsizetype i = 0; i < kinds.size(); ++i)
            QVERIFY(fields.at(i).kind == kinds.at(i));
    }

    void chunksAreNumbered()
    {
        const QStringList expected {u"chunk[0].a = 1"_s, u"chunk[1].error.code = 2"_s};
        QCOMPARE(lines(listFields(json("[{'a':1},{'error':{'code':2}}]"))), expected);
        QCOMPARE(lines(listFields(json("data: {'a':1}\r\n\r\ndata: {'error':{'code':2}}"))), expected);
        QCOMPARE(lines(listFields(json("data: {'a':1}\n\n{\n 'error': {'code': 2}\n}\n"))),
                 (QStringList {u"chunk[0].a = 1"_s, u"tail.error.code = 2"_s}));
    }

    void longValuesAreCut()
    {
        const auto text =
            listFields("{\"a\":\"" + QByteArray("word \\u00e9 ").repeated(1000) + "\"}").value(0);
        QCOMPARE(text.value.size(), 2000);
        QCOMPARE(text.length, 7000);
        const auto data = listFields("{\"a\":\"" + QByteArray(3'000'000, 'A') + "\"}").value(0);
        QCOMPARE(data.value, QString(64, u'A'));
        QCOMPARE(data.length, 3'000'000);
        const auto number = listFields("{\"a\":" + QByteArray(5000, '1') + "}").value(0);
        QCOMPARE(number.value.size(), 2000);
        QCOMPARE(number.length, 5000);
    }

    void aLimitIsKept()
    {
        QCOMPARE(listFields("[" + QByteArray("1,").repeated(500) + "1]", 10).size(), 10);
        QCOMPARE(listFields(QByteArray("data: {\"a\":1}\n\n").repeated(500), 10).size(), 10);
        QVERIFY(listFields("{\"a\":1}", 0).isEmpty());
    }

    void cutAnswersAreListedUpToTheCut()
    {
        QCOMPARE(lines(listFields(json("{'a':1,'b':[2,'x"))), (QStringList {u"a = 1"_s, u"b[0] = 2"_s}));
        QVERIFY(listFields("").isEmpty());
        QCOMPARE(lines(listFields("<html>x")), QStringList {u"page = <html>x"_s});
        QCOMPARE(lines(listFields("plain \\n")), QStringList {u"text = plain \\n"_s});
    }

    void depthIsNoDanger()
    {
        const QByteArray deep = QByteArray(100000, '[') + "1" + QByteArray(100000, ']');
        QCOMPARE(listFields(deep).size(), 1);
        const QByteArray objects = json("{'some key':").repeated(100000) + "1" + QByteArray(100000, '}');
        QCOMPARE(listFields(objects).size(), 1);
        QVERIFY(listFields(objects).constFirst().path.size() < 2000);
        QVERIFY(prettyAnswer(deep).size() < 200 * deep.size());
    }

    void pretty()
    {
        QCOMPARE(prettyAnswer(json(" {'a':[],'b':{'c':[1, 2,{}]},'d':'x'} ")),
                 json("{\n  'a': [],\n  'b': {\n    'c': [\n      1,\n      2,\n      {}\n    ]\n  },\n"
                      "  'd': 'x'\n}"));
        QCOMPARE(prettyAnswer("[]"), "[]");
        QCOMPARE(prettyAnswer(json("data: {'a':1}\n\ndata: cut\n")),
                 json("data: {\n  'a': 1\n}\n\ndata: cut\n\n"));
        for (const QByteArray same : {"", "{\"a\":", "{} x", "<html>", "words", "[1,]", "data:", ": hi\n"})
            QCOMPARE(prettyAnswer(same), same);
    }

    void base64IsFolded()
    {
        const QByteArray data = QByteArray(1'234'567, 'A');
        const auto text =
            prettyAnswer("{\"data\":\"" + data + "\",\"text\":\"" + QByteArray("so ").repeated(100) + "\"}");
        QVERIFY(text.contains(QByteArray("… 1\u202F234\u202F567 characters …")));
        QVERIFY(text.contains("so so so"));
        QVERIFY(text.size() < 1000);
    }

    void samplesStayTheSameJson()
    {
        for (const auto& name : test::sampleNames()) {
            const auto bytes = test::sample(name);
            const auto document = QJsonDocument::fromJson(bytes);
            if (!document.isNull())
                QCOMPARE(QJsonDocument::fromJson(prettyAnswer(bytes)), document);
        }
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestFieldList)
#include "tst_fieldlist.moc"
