#pragma once

#include <QWidget>

class QLabel;

namespace safelight {

class IconButton;

// A line with a chevron that folds and unfolds what is under it.
class Disclosure : public QWidget
{
    Q_OBJECT

public:
    // Takes ownership of `content`.
    explicit Disclosure(QWidget* content, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const;
    bool isOpen() const { return m_open; }
    void setOpen(bool open);

signals:
    void toggled(bool open); // by the user

private:
    IconButton* m_button = nullptr;
    QWidget* m_content = nullptr;
    bool m_open = false;
};

} // namespace safelight
