<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
