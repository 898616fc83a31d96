#pragma once

#include "app/exchange/code.h"

#include <QSyntaxHighlighter>

namespace safelight {

// Comments, texts and words of the language, in the colours of the theme.
class CodeHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    CodeHighlighter(QTextDocument* document, const QPalette& palette);

    void setTarget(CodeTarget target);
    void setPalette(const QPalette& palette); // draws anew

protected:
    void highlightBlock(const QString& text) override;

private:
    void markWords(const QString& text, qsizetype from, qsizetype end);

    CodeTarget m_target = CodeTarget::Python;
    QTextCharFormat m_comment;
    QTextCharFormat m_text;
    QTextCharFormat m_word;
};

} // namespace safelight
