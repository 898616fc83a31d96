#include "app/find/attemptfilter.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// Expressions read: what they mean, and what is said about bad ones.
class TestAttemptFilter final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void means_data();
    void means();
    void problems_data();
    void problems();
    void hostileTextStaysText_data();
    void hostileTextStaysText();
    void everyPrefixCanBeRead();
    void tooMuchIsSaid();
    void place_data();
    void place();
    void quoting_data();
    void quoting();
};

namespace {

const QDate today(2026, 11, 21); // a Saturday

QString kindName(FilterTerm::Kind kind)
{
    static const QStringList names {u"word"_s,      u"phrase"_s,   u"blocked"_s,  u"passed"_s,    u"errors"_s,
                                    u"different"_s, u"starred"_s,  u"marked"_s,   u"reason"_s,    u"stage"_s,
                                    u"model"_s,     u"category"_s, u"tag"_s,      u"cost"_s,      u"tokens"_s,
                                    u"before"_s,    u"after"_s,    u"hasImage"_s, u"hasComment"_s};
    return names.at(static_cast<int>(kind));
}

QString termText(const FilterTerm& term)
{
    QString text = kindName(term.kind);
    if (!term.text.isEmpty())
        text += u'=' + term.text;
    if (term.number)
        text +=
            u'#' + QString::number(*term.number) + u'/' + QString::number(static_cast<int>(term.comparison));
    if (term.date.isValid())
        text += u'@' + term.date.toString(Qt::ISODate);
    return text;
}

// The tree on one line: (all a b), (any a b), (not a).
QString treeText(const FilterNode& node)
{
    if (node.join == FilterNode::Join::Term)
        return termText(node.term);
    QStringList parts {node.join == FilterNode::Join::All       ? u"all"_s
                           : node.join == FilterNode::Join::Any ? u"any"_s
                                                                : u"not"_s};
    for (const FilterNode& child : node.children)
        parts << treeText(child);
    return u'(' + parts.join(u' ') + u')';
}

} // namespace

void TestAttemptFilter::means_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    QTest::newRow("nothing") << u""_s << u"(all)"_s;
    QTest::newRow("only spaces") << u" \t\n "_s << u"(all)"_s;
    QTest::newRow("one word") << u"coat"_s << u"(all word=coat)"_s;
    QTest::newRow("two words") << u"red coat"_s << u"(all word=red word=coat)"_s;
    QTest::newRow("and may be written") << u"red and coat"_s << u"(all word=red word=coat)"_s;
    QTest::newRow("a phrase") << u"\"red coat\""_s << u"(all phrase=red coat)"_s;
    QTest::newRow("a quote within a phrase") << u"\"say \"\"no\"\"\""_s << u"(all phrase=say \"no\")"_s;
    QTest::newRow("outcomes") << u"blocked passed errors Different"_s
                              << u"(all blocked passed errors different)"_s;
    QTest::newRow("one error is errors") << u"error"_s << u"(all errors)"_s;
    QTest::newRow("a reserved word in quotes") << u"\"blocked\""_s << u"(all phrase=blocked)"_s;
    QTest::newRow("keys in any case") << u"Reason:IMAGE_SAFETY"_s << u"(all reason=IMAGE_SAFETY)"_s;
    QTest::newRow("a value in quotes") << u"tag:\"two words\""_s << u"(all tag=two words)"_s;
    QTest::newRow("stage") << u"stage:OUTPUT"_s << u"(all stage=output)"_s;
    QTest::newRow("mark") << u"mark:3"_s << u"(all marked#3/2)"_s;
    QTest::newRow("any mark") << u"mark:any"_s << u"(all marked)"_s;
    QTest::newRow("no mark") << u"mark:none"_s << u"(all marked#0/2)"_s;
    QTest::newRow("star") << u"star"_s << u"(all starred)"_s;
    QTest::newRow("cost above") << u"cost>0.05"_s << u"(all cost#0.05/4)"_s;
    QTest::newRow("spaces around") << u"cost <= $2 red"_s << u"(all cost#2/1 word=red)"_s;
    QTest::newRow("a colon before the sign") << u"tokens:>=10k"_s << u"(all tokens#10000/3)"_s;
    QTest::newRow("equal") << u"tokens=7 tokens:7"_s << u"(all tokens#7/2 tokens#7/2)"_s;
    QTest::newRow("before a day") << u"before:2026-11-03"_s << u"(all before@2026-11-03)"_s;
    QTest::newRow("after a month") << u"after:2026-10"_s << u"(all after@2026-10-01)"_s;
    QTest::newRow("today") << u"after:today"_s << u"(all after@2026-11-21)"_s;
    QTest::newRow("yesterday") << u"before:Yesterday"_s << u"(all before@2026-11-20)"_s;
    QTest::newRow("this week") << u"after:week"_s << u"(all after@2026-11-16)"_s;
    QTest::newRow("a weekday") << u"after:thursday"_s << u"(all after@2026-11-19)"_s;
    QTest::newRow("seven days ago") << u"after:7d"_s << u"(all after@2026-11-14)"_s;
    QTest::newRow("has") << u"has:image has:comment"_s << u"(all hasImage hasComment)"_s;
    QTest::newRow("not") << u"-blocked"_s << u"(all (not blocked))"_s;
    QTest::newRow("not as a word") << u"not tag:x"_s << u"(all (not tag=x))"_s;
    QTest::newRow("or") << u"red or blue"_s << u"(all (any word=red word=blue))"_s;
    QTest::newRow("and binds before or")
        << u"a b or c d"_s << u"(all (any (all word=a word=b) (all word=c word=d)))"_s;
    QTest::newRow("parentheses") << u"a (b or -c)"_s << u"(all word=a (any word=b (not word=c)))"_s;
    QTest::newRow("not of a group") << u"-(a b)"_s << u"(all (not (all word=a word=b)))"_s;
    QTest::newRow("a hyphen inside a word") << u"well-known"_s << u"(all word=well-known)"_s;
    QTest::newRow("an address is a word")
        << u"https://example.org/a:b"_s << u"(all word=https://example.org/a:b)"_s;
    QTest::newRow("a time is a word") << u"12:30"_s << u"(all word=12:30)"_s;
    QTest::newRow("cost alone is a word") << u"cost of tokens"_s << u"(all word=cost word=of word=tokens)"_s;
}

void TestAttemptFilter::means()
{
    QFETCH(const QString, text);
    QFETCH(const QString, tree);
    const FilterReading reading = readFilter(text, today);
    QCOMPARE(treeText(reading.filter.root), tree);
    QVERIFY(!reading.problem);
    QCOMPARE(reading.filter.isEmpty(), text.trimmed().isEmpty());
}

void TestAttemptFilter::problems_data()
{
    using Kind = FilterProblem::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("rest");
    QTest::newRow("unknown key") << u"red modle:x"_s << Kind::UnknownKey << 4 << 6 << u"(all word=red)"_s;
    QTest::newRow("unknown stage") << u"stage:outputt"_s << Kind::UnknownValue << 6 << 7 << u"(all)"_s;
    QTest::newRow("unknown mark") << u"mark:10"_s << Kind::UnknownValue << 5 << 2 << u"(all)"_s;
    QTest::newRow("nothing behind a key")
        << u"a tag: b"_s << Kind::MissingValue << 2 << 4 << u"(all word=a word=b)"_s;
    QTest::newRow("no number") << u"cost>cheap"_s << Kind::BadNumber << 5 << 5 << u"(all)"_s;
    QTest::newRow("not a number at all") << u"tokens>nan"_s << Kind::BadNumber << 7 << 3 << u"(all)"_s;
    QTest::newRow("negative number") << u"cost>-1"_s << Kind::BadNumber << 5 << 2 << u"(all)"_s;
    QTest::newRow("endless number") << QString(u"cost>"_s + QString(400, u'9')) << Kind::BadNumber << 5 << 400
                                    << u"(all)"_s;
    QTest::newRow("no date") << u"before:2026-02-30"_s << Kind::BadDate << 7 << 10 << u"(all)"_s;
    QTest::newRow("open quote") << u"\"red co"_s << Kind::UnclosedQuote << 0 << 7 << u"(all phrase=red co)"_s;
    QTest::newRow("open quote behind a key")
        << u"tag:\"a b"_s << Kind::UnclosedQuote << 0 << 8 << u"(all tag=a b)"_s;
    QTest::newRow("open parenthesis")
        << u"a (b or c"_s << Kind::UnclosedParenthesis << 2 << 1 << u"(all word=a (any word=b word=c))"_s;
    QTest::newRow("closing parenthesis")
        << u"a) b"_s << Kind::UnopenedParenthesis << 1 << 1 << u"(all word=a word=b)"_s;
    QTest::newRow("or without a right side")
        << u"a or"_s << Kind::MissingOperand << 2 << 2 << u"(all word=a)"_s;
    QTest::newRow("or without a left side")
        << u"or a"_s << Kind::MissingOperand << 0 << 2 << u"(all word=a)"_s;
    QTest::newRow("only or") << u"or or"_s << Kind::MissingOperand << 0 << 2 << u"(all)"_s;
    QTest::newRow("minus at the end") << u"a -"_s << Kind::MissingOperand << 2 << 1 << u"(all word=a)"_s;
}

void TestAttemptFilter::problems()
{
    QFETCH(const QString, text);
    QFETCH(const FilterProblem::Kind, kind);
    QFETCH(const int, position);
    QFETCH(const int, length);
    QFETCH(const QString, rest);
    const FilterReading reading = readFilter(text, today);
    QVERIFY(reading.problem);
    QCOMPARE(reading.problem->kind, kind);
    QCOMPARE(reading.problem->position, position);
    QCOMPARE(reading.problem->length, length);
    QVERIFY(reading.problem->word.size() <= 80);
    QCOMPARE(treeText(reading.filter.root), rest);
}

void TestAttemptFilter::hostileTextStaysText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("operators of the index") << u"NEAR/3"_s;
    QTest::newRow("a column of the index") << u"{prompt"_s;
    QTest::newRow("a star and a caret") << u"^a*"_s;
    QTest::newRow("a quote inside") << u"a\"b\"\"c"_s;
    QTest::newRow("SQL") << u"';DROP/**/TABLE/**/attempts;--"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(u'\0') + u"b"_s);
    QTest::newRow("half a character") << QString(QChar(0xd800));
    QTest::newRow("100 KB") << QString(100'000, u'x');
}

void TestAttemptFilter::hostileTextStaysText()
{
    QFETCH(const QString, text);
    const FilterReading reading = readFilter(text, today);
    QVERIFY(!reading.problem);
    QCOMPARE(reading.filter.root.children.size(), 1);
    QCOMPARE(reading.filter.root.children.first().term.kind, FilterTerm::Kind::Word);
    QCOMPARE(reading.filter.root.children.first().term.text, text);
}

// As it is typed.
void TestAttemptFilter::everyPrefixCanBeRead()
{
    const QString whole =
        u"-(blocked or \"red \"\"coat\"\"\") model:flash cost >= $0.05 before:2026-11 tag:\"a b\" has:image"_s;
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        const QString text = whole.left(length);
        const FilterReading reading = readFilter(text, today);
        if (reading.problem) {
            QVERIFY(reading.problem->position >= 0);
            QVERIFY(reading.problem->length > 0);
            QVERIFY(reading.problem->position + reading.problem->length <= text.size());
        }
        const FilterPlace at = filterPlace(text, length);
        QVERIFY(at.position >= 0 && at.position + at.length <= text.size());
    }
    QVERIFY(!readFilter(whole, today).problem);
}

void TestAttemptFilter::tooMuchIsSaid()
{
    const FilterReading deep = readFilter(QString(100'000, u'('), today);
    QVERIFY(deep.problem);
    QCOMPARE(readFilter(QString(100'000, u'-') + u'a', today).problem->kind, FilterProblem::Kind::TooDeep);
    QCOMPARE(readFilter(QString(u"a "_s).repeated(50'000), today).problem->kind,
             FilterProblem::Kind::TooMany);
    QVERIFY(readFilter(QString(100'000, u')'), today).problem);
}

void TestAttemptFilter::place_data()
{
    QTest::addColumn<QString>("text"); // | is the cursor
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::newRow("nothing yet") << u"|"_s << u""_s << u""_s << 0 << 0;
    QTest::newRow("a word half written") << u"red blo|"_s << u""_s << u"blo"_s << 4 << 3;
    QTest::newRow("within a word") << u"blo|cked"_s << u""_s << u"blo"_s << 0 << 7;
    QTest::newRow("behind a key") << u"stage:|"_s << u"stage"_s << u""_s << 6 << 0;
    QTest::newRow("a value half written") << u"-reason:IM|"_s << u"reason"_s << u"IM"_s << 8 << 2;
    QTest::newRow("a value in quotes") << u"tag:\"two w|"_s << u"tag"_s << u"two w"_s << 4 << 6;
    QTest::newRow("in a phrase nothing is offered") << u"\"red blo|"_s << u""_s << u""_s << 8 << 0;
    QTest::newRow("behind a space") << u"red |"_s << u""_s << u""_s << 4 << 0;
    QTest::newRow("behind a minus") << u"-|"_s << u""_s << u""_s << 1 << 0;
}

void TestAttemptFilter::place()
{
    QFETCH(QString, text);
    QFETCH(const QString, key);
    QFETCH(const QString, typed);
    QFETCH(const int, position);
    QFETCH(const int, length);
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    const FilterPlace at = filterPlace(text, cursor);
    QCOMPARE(at.key, key);
    QCOMPARE(at.typed, typed);
    QCOMPARE(at.position, position);
    QCOMPARE(at.length, length);
}

void TestAttemptFilter::quoting_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"flash"_s;
    QTest::newRow("two words") << u"two words"_s;
    QTest::newRow("quotes") << u"say \"no\""_s;
    QTest::newRow("parentheses") << u"(a)"_s;
}

void TestAttemptFilter::quoting()
{
    QFETCH(const QString, value);
    const FilterReading reading = readFilter(u"tag:"_s + quotedForFilter(value), today);
    QVERIFY(!reading.problem);
    QCOMPARE(reading.filter.root.children.first().term.text, value);
}

QTEST_GUILESS_MAIN(TestAttemptFilter)
#include "tst_attemptfilter.moc"
