<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Advice</name>
    <message numerus="yes">
        <source>%n blank(s) still to fill in.</source>
        <translation>
            <numerusform>%n blank still to fill in.</numerusform>
            <numerusform>%n blanks still to fill in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerExtractor</name>
    <message numerus="yes">
        <source>%n lines were looked at, and none holds an answer</source>
        <translation>
            <numerusform>%n line was looked at, and it holds no answer</numerusform>
            <numerusform>%n lines were looked at, and none holds an answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects that began like an answer are cut off or broken</source>
        <translation>
            <numerusform>%n object that began like an answer is cut off or broken</numerusform>
            <numerusform>%n objects that began like an answer are cut off or broken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pieces of an answer could not be read: cut off or broken</source>
        <translation>
            <numerusform>%n piece of an answer could not be read: cut off or broken</numerusform>
            <numerusform>%n pieces of an answer could not be read: cut off or broken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values were shortened away by the program that printed it</source>
        <translation>
            <numerusform>%n value was shortened away by the program that printed it</numerusform>
            <numerusform>%n values were shortened away by the program that printed it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers were found; the last one was read</source>
        <translation>
            <numerusform>%n answer was found and read</numerusform>
            <numerusform>%n answers were found; the last one was read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines around it hold nothing of an answer</source>
        <translation>
            <numerusform>%n line around it holds nothing of an answer</numerusform>
            <numerusform>%n lines around it hold nothing of an answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempts</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, and %n without a price</source>
        <translation>
            <numerusform>, and %n without a price</numerusform>
            <numerusform>, and %n without a price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::AttemptHeader</name>
    <message numerus="yes">
        <source>%n tries</source>
        <translation>
            <numerusform>%n try</numerusform>
            <numerusform>%n tries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::PricesDialog</name>
    <message numerus="yes">
        <source>%n prices were imported.</source>
        <translation>
            <numerusform>%n price was imported.</numerusform>
            <numerusform>%n prices were imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prices were imported; some of the file is not used.</source>
        <translation>
            <numerusform>%n price was imported; some of the file is not used.</numerusform>
            <numerusform>%n prices were imported; some of the file is not used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::ReferenceStrip</name>
    <message numerus="yes">
        <source>removing %n pictures</source>
        <translation>
            <numerusform>removing %n picture</numerusform>
            <numerusform>removing %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>adding %n pictures</source>
        <translation>
            <numerusform>adding %n picture</numerusform>
            <numerusform>adding %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were not taken.</source>
        <translation>
            <numerusform>%n file was not taken.</numerusform>
            <numerusform>%n files were not taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading %n pictures…</source>
        <translation>
            <numerusform>Reading %n picture…</numerusform>
            <numerusform>Reading %n pictures…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::VerdictBanner</name>
    <message numerus="yes">
        <source>Read from %1 and %n more</source>
        <translation>
            <numerusform>Read from %1 and %n more</numerusform>
            <numerusform>Read from %1 and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
