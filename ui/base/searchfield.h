#pragma once

#include <QLineEdit>

namespace safelight {

// A line edit with a magnifier and a clear button that tells its text once typing pauses (200 ms), and at
// once on Return. Esc clears it.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);

signals:
    void searchChanged(const QString& text);

private:
    class Private;
};

} // namespace safelight
