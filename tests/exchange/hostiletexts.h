#pragma once

#include <QString>
#include <QTest>

namespace safelight::test {

// Texts that end strings, start commands, or are no text at all, as rows of a column "text".
inline void addHostileTexts()
{
    using namespace Qt::StringLiterals;
    QTest::addColumn<QString>("text");
    QTest::newRow("plain words") << u"A lighthouse at dawn"_s;
    QTest::newRow("quotes of every kind") << u"'\"`\"\"\"'''''' \"); '); \"\"\");"_s;
    QTest::newRow("backslashes") << u"\\ \\\\ \\n \\u0041 \\x41 \\' \\\" ends with \\"_s;
    QTest::newRow("lines, one of them a here-document's end") << u"one\nJSON\nKEY\n\n\nlast\n"_s;
    QTest::newRow("carriage returns and tabs") << u"a\r\nb\rc\td\fe\vf"_s;
    QTest::newRow("commands of a shell")
        << u"$(touch pwned) `touch pwned` ; touch pwned & | > pwned\n'; touch pwned; '\" $HOME ${HOME} !!"_s;
    QTest::newRow("templates of JavaScript") << u"${process.exit(7)} `${1}` </script> <!-- */ // #"_s;
    QTest::newRow("templates of Python and Jinja") << u"{key} {{7*7}} {% raw %} {# x #} %s %(a)s"_s;
    QTest::newRow("comments") << u"*/ // # -- /* \n# import os\n//x\n"_s;
    QTest::newRow("NUL and other control characters")
        << u"a"_s + QChar(u'\0') + u"b\u0001\u0008\u001b[31m\u007f\u0085\u009fc"_s;
    QTest::newRow("line and paragraph separators") << u"a\u2028b\u2029c"_s;
    QTest::newRow("turned writing and hidden marks")
        << u"\u202Eevil\u202C \u2066x\u2069 \uFEFF\u200B\u00AD"_s;
    QTest::newRow("half a pair of surrogates") << u"a"_s + QChar(0xD83D) + u"b"_s + QChar(0xDE00) + u"c"_s;
    QTest::newRow("many scripts and emoji")
        << u"Größe 東京 नमस्ते שלום 👩‍👩‍👧 🇩🇪 \U0010FFFD"_s;
    QTest::newRow("looks like a file, an option, JSON") << u"@/etc/passwd --config x [{\"role\":\"user\"}]"_s;
    QTest::newRow("100,000 letters") << u"ab'\"\\"_s.repeated(20'000);
    QTest::newRow("5,000 lines") << u"line '\"$x`\n"_s.repeated(5'000);
}

} // namespace safelight::test
