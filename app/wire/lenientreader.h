#pragma once

#include "app/wire/lenientjson.h"

#include <QStringList>

namespace safelight {

// The recursion behind readLenientJson(): each function reads one thing and writes it as strict JSON. False
// ends the reading; the problem is then told.
class LenientReader
{
public:
    LenientReader(QByteArrayView text, const LenientNames& names)
        : m_text(text)
        , m_names(names)
    { }

    bool value(int depth);
    bool space();
    qsizetype position() const { return m_at; }
    bool atEnd() const { return m_at >= m_text.size(); }
    QByteArray takeJson() { return std::move(m_out); }
    JsonSlips slips() const { return m_slips; }
    Error problem() const;
    bool fail(qsizetype at, const char* sentence, const QString& what = {});

private:
    char at(qsizetype offset) const
    {
        return m_at + offset < m_text.size() ? m_text.at(m_at + offset) : '\0';
    }
    bool plainValue(int depth);
    bool object(int depth);
    bool member(int depth);
    bool key();
    bool array(int depth);
    bool afterItem(char close, bool& isOver);
    bool joinedList(qsizetype from);
    bool group(int depth);
    bool number();
    bool word(int depth);
    bool call(QByteArrayView name, int depth);
    bool argument(LenientCall& call, int depth);
    QByteArray ownValue(int depth, bool& isRead); // written apart
    QByteArrayView name();
    bool isText() const;
    bool texts(bool adjacent); // one, and what is put to it
    bool text(); // appended without quotes
    bool textPiece(char quote);
    bool escape(char quote);
    bool hexEscape(int digits);
    bool insertion();
    void control(char c);
    void slip(JsonSlip slip) { m_slips |= slip; }
    QString seen(qsizetype at) const;

    QByteArrayView m_text;
    const LenientNames& m_names;
    qsizetype m_at = 0;
    QByteArray m_out;
    JsonSlips m_slips;
    qsizetype m_problemAt = 0;
    const char* m_problem = nullptr;
    QString m_problemWhat;
    bool m_isGrouped = false; // texts in round brackets need no "+" between them
};

} // namespace safelight
