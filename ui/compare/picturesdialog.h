#pragma once

#include "ui/compare/picturezoom.h"

#include <QDialog>
#include <QList>

class QComboBox;
class QSlider;
class QStackedWidget;

namespace safelight {

class SwipeView;

// A picture with the name of its attempt.
struct NamedPicture
{
    QString name;
    QByteArray bytes;
};

// Pictures large: side by side, zoomed and moved together, or two of them in one place with a line between
// them that is moved.
class PicturesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit PicturesDialog(const QList<NamedPicture>& pictures, QWidget* parent = nullptr);

    void setSwiping(bool swiping);

private:
    QWidget* makeBar();
    QWidget* makeSideBySide();
    QWidget* makeSwipe();
    void showPair();

    QList<NamedPicture> m_pictures;
    PictureZoom m_zoom;
    QStackedWidget* m_pages = nullptr;
    SwipeView* m_swipe = nullptr;
    QSlider* m_line = nullptr;
    QComboBox* m_left = nullptr;
    QComboBox* m_right = nullptr;
};

} // namespace safelight
