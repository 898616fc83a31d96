#pragma once

#include <QMimeData>
#include <QPlainTextEdit>

namespace safelight {

// A field for plain text. Qt 6.4's own crashes when an empty clipboard is pasted into it: it looks at the
// first of no formats.
class PlainEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    using QPlainTextEdit::QPlainTextEdit;

protected:
    void insertFromMimeData(const QMimeData* source) override
    {
        if (source && source->hasText())
            insertPlainText(source->text());
    }
};

} // namespace safelight
