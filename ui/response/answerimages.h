#pragma once

#include "app/base/background.h"
#include "app/response/response.h"

#include <QWidget>

#include <memory>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QTemporaryDir;

namespace safelight {

class ImageView;
class Settings;

// The pictures of an answer: the last one large, the drafts before it apart in a strip. Copy, save, drag out.
class AnswerImages : public QWidget
{
    Q_OBJECT

public:
    static constexpr int shownDrafts = 24;

    explicit AnswerImages(Settings& settings, QWidget* parent = nullptr);
    ~AnswerImages() override;

    // `name`: what files are called, without suffix: "attempt-7".
    void showImages(const QList<Part>& images, const QString& name);
    QString fileName() const; // of the picture shown large

signals:
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    void build();
    QWidget* makeBar();
    void showStrip();
    void addThumbnail(int place);
    void showLarge(int place);
    void showState();
    void copyImage();
    void saveImage();
    void dragOut();
    void openLarge();
    void showMenu(QPoint place);

    Settings& m_settings;
    QList<Part> m_images;
    QString m_name;
    int m_large = -1; // place in m_images
    ImageView* m_view = nullptr;
    QLabel* m_state = nullptr;
    QWidget* m_strip = nullptr;
    QHBoxLayout* m_thumbnails = nullptr;
    QButtonGroup* m_group = nullptr;
    Latest m_copying;
    std::unique_ptr<QTemporaryDir> m_dragged;
};

} // namespace safelight
