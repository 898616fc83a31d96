#pragma once

#include "app/base/textdiff.h"

#include <QDialog>

namespace safelight {

// A text of a comparison at its full length, with what was removed and added. Can be selected and copied.
class TextDialog final : public QDialog
{
    Q_OBJECT

public:
    TextDialog(const QString& title, const QList<DiffPiece>& pieces, QWidget* parent = nullptr);
};

} // namespace safelight
