#pragma once

#include "app/request/requestlayout.h"

namespace safelight {

// Fills a layout. Unlike an answer, which is taken as it comes, a request with a wrong type is refused:
// sending half of it would be worse. One object or a text in place of a list is taken, as the service does.
class RequestReader
{
public:
    RequestReader(RequestLayout& layout, const QList<ReferenceImage>& known)
        : m_layout(layout)
        , m_json(layout.outline)
        , m_known(known)
    { }

    Result<Done> read();

private:
    // A text or an image among the parts of a turn.
    struct Piece
    {
        int part = noNode;
        int text = noNode;
        int data = noNode;
        ReferenceImage image;
    };

    bool readMember(int member);
    bool readContents(int contents);
    bool readTurn(int turn, const QString& path);
    bool readSystem(int system);
    bool readParts(int parts, const QString& path, QList<Piece>& pieces);
    bool readPart(int part, const QString& path, QList<Piece>& pieces);
    bool readImage(int inlineData, const QString& path, Piece& piece);
    bool readSafety(int safety);
    bool readThreshold(int entry, const QString& path);
    bool readGeneration(int config);
    bool readSettings(int group, const QByteArray& name, const QString& path);
    bool readGroup(int member, const QByteArray& name, const QString& path);
    void arrange(const QList<Piece>& pieces);
    void takePromptFromCaptions();

    bool take(int value, const QString& path, std::optional<QString>& target);
    bool take(int value, const QString& path, std::optional<int>& target);
    bool take(int value, const QString& path, std::optional<double>& target);
    bool take(int value, const QString& path, std::optional<bool>& target);
    bool take(int value, const QString& path, QStringList& target);
    // False, with the sentence to show, unless the value is of that kind.
    bool needs(int value, json::Kind kind, const QString& path);
    bool refuse(const QString& path, const QString& expected);
    // The elements of a list, or the one thing that stands in its place.
    QList<int> elements(int list) const;
    QString joined(const QList<int>& texts) const;

    RequestLayout& m_layout;
    const JsonOutline& m_json;
    const QList<ReferenceImage>& m_known;
    QString m_problem;
};

} // namespace safelight
