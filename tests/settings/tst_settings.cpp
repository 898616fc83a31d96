#include "app/settings/settings.h"

#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyKeyHasADefaultAndKeepsAValue_data();
    void everyKeyHasADefaultAndKeepsAValue();
    void keysDoNotShareAName();
    void knowsItsDefaults();
    void writesNothingThatIsSoAlready();
    void keepsValuesInMemoryWhereNothingCanBeWritten_data();
    void keepsValuesInMemoryWhereNothingCanBeWritten();
    void fallsBackWhereTheFileHoldsNonsense();
    void readsAFileThatIsNone_data();
    void readsAFileThatIsNone();
    void twoWindowsSeeEachOthersLastWord();
    void usesThePlatformsPlace();

private:
    QString path() const { return m_folder->filePath(u"safelight.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr int firstKey = static_cast<int>(SettingKey::CurrentBackend);
constexpr int lastKey = static_cast<int>(SettingKey::StreamAnswers);

QVariant otherThan(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return !value.toBool();
    case QMetaType::Int:
        return value.toInt() + 3;
    case QMetaType::QByteArray:
        return QByteArray("\0\xff@x", 4);
    default:
        return u"ä, \"quoted\"; %1 and\na line"_s;
    }
}

} // namespace

void SettingsTest::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

void SettingsTest::everyKeyHasADefaultAndKeepsAValue_data()
{
    QTest::addColumn<int>("key");
    for (int key = firstKey; key <= lastKey; ++key)
        QTest::addRow("key %d", key) << key;
}

void SettingsTest::everyKeyHasADefaultAndKeepsAValue()
{
    QFETCH(int, key);
    const auto settingKey = static_cast<SettingKey>(key);
    QVariant other;
    {
        Settings settings(path());
        const QVariant standard = settings.value(settingKey);
        QVERIFY(standard.isValid());
        other = otherThan(standard);
        settings.setValue(settingKey, other);
        QCOMPARE(settings.value(settingKey), other);
    }
    const Settings again(path());
    QCOMPARE(again.value(settingKey), other);
    QCOMPARE(again.value(settingKey).metaType(), other.metaType());
}

void SettingsTest::keysDoNotShareAName()
{
    {
        Settings settings(path());
        for (int key = firstKey; key <= lastKey; ++key)
            settings.setValue(static_cast<SettingKey>(key),
                              otherThan(settings.value(static_cast<SettingKey>(key))));
    }
    const QSettings file(path(), QSettings::IniFormat);
    QCOMPARE(file.allKeys().size(), lastKey - firstKey + 1);
}

void SettingsTest::knowsItsDefaults()
{
    const Settings settings(path());
    QCOMPARE(settings.text(SettingKey::CurrentBackend), u"simulator"_s);
    QCOMPARE(settings.value(SettingKey::StreamAnswers).toBool(), true);
    QCOMPARE(settings.value(SettingKey::RawPretty).toBool(), true);
    QVERIFY(settings.value(SettingKey::Backends).toByteArray().isEmpty());
    QVERIFY(!QFile::exists(path())); // looking writes nothing
}

void SettingsTest::writesNothingThatIsSoAlready()
{
    {
        Settings settings(path());
        for (int key = firstKey; key <= lastKey; ++key)
            settings.setValue(static_cast<SettingKey>(key), settings.value(static_cast<SettingKey>(key)));
    }
    QVERIFY(!QFile::exists(path()));
    Settings settings(path());
    settings.setValue(SettingKey::RawPretty, false);
    settings.setValue(SettingKey::RawPretty, true); // back to where it began
    QCOMPARE(settings.value(SettingKey::RawPretty).toBool(), true);
}

void SettingsTest::keepsValuesInMemoryWhereNothingCanBeWritten_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("a folder nobody may write in") << u"/proc/safelight/safelight.ini"_s;
    QTest::newRow("below a device") << u"/dev/null/safelight.ini"_s;
    QTest::newRow("a folder of that name") << QString();
}

void SettingsTest::keepsValuesInMemoryWhereNothingCanBeWritten()
{
    QFETCH(QString, place);
    if (place.isEmpty()) {
        place = path();
        QVERIFY(QDir().mkpath(place));
    }
    Settings settings(place);
    QCOMPARE(settings.text(SettingKey::CurrentBackend), u"simulator"_s);
    settings.setValue(SettingKey::CurrentBackend, u"gemini"_s);
    QCoreApplication::processEvents(); // when it would be written
    QCOMPARE(settings.text(SettingKey::CurrentBackend), u"gemini"_s);
}

void SettingsTest::fallsBackWhereTheFileHoldsNonsense()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[window]\ninspectorTab=many\neditorTab=2\n[backend]\nstream=false\nmodel=a, b\n");
    file.close();
    const Settings settings(path());
    QCOMPARE(settings.value(SettingKey::InspectorTab), QVariant(0));
    QCOMPARE(settings.value(SettingKey::EditorTab), QVariant(2));
    QCOMPARE(settings.value(SettingKey::StreamAnswers), QVariant(false));
    QCOMPARE(settings.value(SettingKey::CurrentModel).typeId(), int(QMetaType::QString));
}

void SettingsTest::readsAFileThatIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("binary") << QByteArray("\0\1\2\xff\xfe[[[", 8);
    QTest::newRow("cut off") << QByteArray("[backend]\ncurrent=\"gem");
    QTest::newRow("one endless line") << QByteArray(1'000'000, '=');
}

void SettingsTest::readsAFileThatIsNone()
{
    QFETCH(QByteArray, bytes);
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    Settings settings(path());
    for (int key = firstKey; key <= lastKey; ++key)
        QVERIFY(settings.value(static_cast<SettingKey>(key)).isValid());
    settings.setValue(SettingKey::CurrentModel, u"m"_s);
    QCOMPARE(settings.text(SettingKey::CurrentModel), u"m"_s);
}

void SettingsTest::twoWindowsSeeEachOthersLastWord()
{
    {
        Settings one(path());
        Settings two(path());
        one.setValue(SettingKey::CurrentModel, u"one"_s);
        two.setValue(SettingKey::LastOpenFolder, u"/two"_s);
    }
    const Settings after(path());
    QCOMPARE(after.text(SettingKey::CurrentModel), u"one"_s);
    QCOMPARE(after.text(SettingKey::LastOpenFolder), u"/two"_s);
}

void SettingsTest::usesThePlatformsPlace()
{
    const QString place =
        QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/safelight.ini"_L1;
    QFile::remove(place);
    {
        Settings settings;
        settings.setValue(SettingKey::CurrentModel, u"here"_s);
    }
    QVERIFY(QFile::exists(place));
    QFile::remove(place);
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
