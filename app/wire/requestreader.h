#pragma once

#include "app/wire/jsonvalue.h"
#include "app/wire/requestcodec.h"

namespace safelight {

// Reads a generateContent body. Unlike an answer, which is taken as it comes, a request with a wrong type is
// refused: sending half of it would be worse.
class RequestReader
{
public:
    Result<DecodedRequest> read(const QByteArray& body);

private:
    // One entry of a content's parts, before it is known what the texts between the pictures are.
    struct Piece
    {
        QString text;
        std::optional<ReferenceImage> image;
    };
    struct Content
    {
        QString role;
        QList<Piece> pieces;
        QStringList left;
    };

    bool readMember(json::Key key, json::Value& value);
    bool readContents(json::Value& value);
    bool readContent(json::Value& value, const QString& path, Content& content);
    bool readParts(json::Value& value, const QString& path, Content& content);
    bool readPart(json::Value& value, const QString& path, Content& content);
    bool readInlineData(json::Value& value, const QString& path, ReferenceImage& image);
    bool readSystemInstruction(json::Value& value);
    bool readSafety(json::Value& value);
    bool readSetting(json::Value& value, const QString& path);
    bool readGeneration(json::Value& value);
    bool readGenerationMember(json::Key key, json::Value& value);
    bool readImageConfig(json::Value& value);
    bool readThinkingConfig(json::Value& value);
    bool readTexts(json::Value& value, const QString& path, QStringList& target);

    // False, with the sentence to show, unless the value is of that kind.
    bool needs(json::Value& value, json::Kind kind, const QString& path);
    bool text(json::Value& value, const QString& path, QString& target);
    bool text(json::Value& value, const QString& path, std::optional<QString>& target);
    bool integer(json::Value& value, const QString& path, std::optional<int>& target);
    bool number(json::Value& value, const QString& path, std::optional<double>& target);
    bool refuse(const QString& path, const QString& expected);

    void arrange(const Content& content);
    void leave(const QString& path) { m_result.left.append(path); }

    DecodedRequest m_result;
    QString m_problem;
};

} // namespace safelight
