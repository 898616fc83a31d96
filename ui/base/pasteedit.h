#pragma once

#include "ui/base/plainedit.h"

namespace safelight {

// A field for text of any size: of a large one it shows the beginning only, so that it stays quick, and
// keeps the rest apart.
class PasteEdit final : public PlainEdit
{
    Q_OBJECT

public:
    explicit PasteEdit(QWidget* parent = nullptr);

    QByteArray bytes() const; // all of it, UTF-8
    qsizetype hiddenBytes() const; // what is not shown
    void setBytes(const QByteArray& bytes);

signals:
    void entered(); // typed, pasted or emptied by the user
    void filesDropped(const QStringList& paths);

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QByteArray m_whole; // of a large text; empty: the text is all there is
    bool m_setting = false;
};

} // namespace safelight
