#pragma once

#include "app/base/textdiff.h"

#include <QTextEdit>

namespace safelight {

// Do the two, side by side, look like one word? A comma or a space keeps itself apart.
bool wouldReadAsOne(const QString& removed, const QString& added);

// What a text loses and gains: struck out and red, underlined and green. Long parts that stay the same are
// shortened to what stands around a change.
class DiffView final : public QTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget* parent = nullptr);
    void showDiff(const QList<DiffPiece>& pieces);

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();

    QList<DiffPiece> m_pieces;
};

} // namespace safelight
