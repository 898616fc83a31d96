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
    <name>Exchange</name>
    <message numerus="yes">
        <source>%n other command(s) could not be used.</source>
        <translation>
            <numerusform>%n other command could not be used.</numerusform>
            <numerusform>%n other commands could not be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other request(s) are left out.</source>
        <translation>
            <numerusform>%n other request is left out.</numerusform>
            <numerusform>%n other requests are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) have neither a readable request nor an answer.</source>
        <translation>
            <numerusform>%n call has neither a readable request nor an answer.</numerusform>
            <numerusform>%n calls have neither a readable request nor an answer.</numerusform>
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
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers were recorded elsewhere and only read here</source>
        <translation>
            <numerusform>%n answer was recorded elsewhere and only read here</numerusform>
            <numerusform>%n answers were recorded elsewhere and only read here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempts had no answer yet</source>
        <translation>
            <numerusform>%n attempt had no answer yet</numerusform>
            <numerusform>%n attempts had no answer yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more without a known price</source>
        <translation>
            <numerusform>%n more without a known price</numerusform>
            <numerusform>%n more without a known price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not decided</source>
        <translation>
            <numerusform>%n not decided</numerusform>
            <numerusform>%n not decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tries</source>
        <translation>
            <numerusform>%n try</numerusform>
            <numerusform>%n tries</numerusform>
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
    <name>safelight::Closing</name>
    <message numerus="yes">
        <source>%n attempt(s) could not be written into a session and would be lost.</source>
        <translation>
            <numerusform>%n attempt could not be written into a session and would be lost.</numerusform>
            <numerusform>%n attempts could not be written into a session and would be lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::CompareDelegate</name>
    <message numerus="yes">
        <source>%n more changes: Return shows all</source>
        <translation>
            <numerusform>%n more change: Return shows all</numerusform>
            <numerusform>%n more changes: Return shows all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::CompareHeads</name>
    <message numerus="yes">
        <source>picture of the first of %n candidates</source>
        <translation>
            <numerusform>picture of the first of %n candidate</numerusform>
            <numerusform>picture of the first of %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::ComparePage</name>
    <message numerus="yes">
        <source>%n differences</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::ImportDialog</name>
    <message numerus="yes">
        <source>%n request(s) from curl</source>
        <translation>
            <numerusform>%n request from curl</numerusform>
            <numerusform>%n requests from curl</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) of a model from a HAR file</source>
        <translation>
            <numerusform>%n call of a model from a HAR file</numerusform>
            <numerusform>%n calls of a model from a HAR file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) from a session report</source>
        <translation>
            <numerusform>%n attempt from a session report</numerusform>
            <numerusform>%n attempts from a session report</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep %n attempt(s)</source>
        <translation>
            <numerusform>&amp;Keep %n attempt</numerusform>
            <numerusform>&amp;Keep %n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>safelight::ImportKeys</name>
    <message numerus="yes">
        <source>%n more key(s) are dropped.</source>
        <translation>
            <numerusform>%n more key is dropped.</numerusform>
            <numerusform>%n more keys are dropped.</numerusform>
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
    <name>safelight::SessionWork</name>
    <message numerus="yes">
        <source>%n attempt(s) of “%1” were taken.</source>
        <translation>
            <numerusform>%n attempt of “%1” was taken.</numerusform>
            <numerusform>%n attempts of “%1” were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were here already.</source>
        <translation>
            <numerusform>%n was here already.</numerusform>
            <numerusform>%n were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted attempt(s) are gone for good.</source>
        <translation>
            <numerusform>%n deleted attempt is gone for good.</numerusform>
            <numerusform>%n deleted attempts are gone for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) of “%1” were recovered whole.</source>
        <translation>
            <numerusform>%n attempt of “%1” was recovered whole.</numerusform>
            <numerusform>%n attempts of “%1” were recovered whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lack their answer, request or a picture.</source>
        <translation>
            <numerusform>%n lacks its answer, request or a picture.</numerusform>
            <numerusform>%n lack their answer, request or a picture.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are lost.</source>
        <translation>
            <numerusform>%n is lost.</numerusform>
            <numerusform>%n are lost.</numerusform>
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
