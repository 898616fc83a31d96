#include "tests/fuzz/harnesses.h"
#include "tests/support/strict.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace safelight;
using namespace Qt::StringLiterals;

// What the fuzzers begin with, and whatever once broke a reader.
class TestCorpus final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void survives_data();
    void survives();
};

void TestCorpus::survives_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("harness");
    int number = 0;
    for (const auto& harness : fuzz::harnesses) {
        const QString folder =
            QStringLiteral(SAFELIGHT_TEST_SOURCE "/corpus/") + QString::fromLatin1(harness.name);
        int files = 0;
        for (QDirIterator file(folder, QDir::Files); file.hasNext(); ++files) {
            const QString path = file.next();
            QTest::addRow("%s: %s", harness.name, qPrintable(file.fileName())) << path << number;
        }
        QVERIFY2(files > 0, harness.name);
        ++number;
    }
}

void TestCorpus::survives()
{
    QFETCH(const QString, path);
    QFETCH(const int, harness);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    // Exactly these bytes, without the zero that a QByteArray has behind them.
    const auto exact = std::make_unique<char[]>(static_cast<std::size_t>(bytes.size()));
    std::copy(bytes.cbegin(), bytes.cend(), exact.get());
    fuzz::harnesses.at(static_cast<std::size_t>(harness))
        .run(QByteArray::fromRawData(exact.get(), bytes.size()));
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
