#pragma once

#include "app/prompt/modelinfo.h"
#include "ui/prompt/imageloader.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QMenu;
class QProgressBar;

namespace safelight {

class CaptionBar;
class DropArea;
class ImageListModel;
class ImageListView;
class PromptDocument;
class Settings;

// The reference images of the document: tiles, the place to drop more, and under them what there is to say.
class ReferenceStrip final : public QWidget
{
    Q_OBJECT

public:
    ReferenceStrip(PromptDocument& document, Settings& settings, QWidget* parent = nullptr);

    void setModelInfo(const std::optional<ModelInfo>& model);
    // `place`: before which of the images they go; −1 behind the last.
    void add(const QList<Incoming>& incoming, int place = -1);
    void offer(const QMimeData& media, int place = -1, bool textWelcome = false);
    void browse();
    void paste();

signals:
    void problemOccurred(const QString& sentence, const QString& detail);
    void textArrived(const QString& text); // a text file that was dropped where text is welcome

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectParts();
    void arrange();
    void showImages();
    void showNote();
    void showProgress(int waiting);
    void takeOver(const QList<Intake>& intakes, int place);
    void tellProblems(const QList<Error>& problems);
    void change(const QList<ReferenceImage>& images, const QString& undoText, int row);
    bool has(int row) const;
    void remove(const QList<int>& rows);
    void move(int from, int to);
    void open(int row);
    void editCaption(int row);
    void setCaption(int row, const QString& caption);
    void copy(int row);
    void saveCopy(int row);
    void showMenu(const QPoint& position);
    void fillMenu(QMenu& menu, int row);

    PromptDocument& m_document;
    Settings& m_settings;
    std::optional<ModelInfo> m_model;
    ImageLoader m_loader;
    ImageListModel* m_images = nullptr;
    ImageListView* m_view = nullptr;
    DropArea* m_drop = nullptr;
    QBoxLayout* m_row = nullptr;
    CaptionBar* m_caption = nullptr;
    QLabel* m_progressText = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_note = nullptr;
    int m_expected = 0; // pictures being read in all, for the progress
    bool m_encoded = false; // the last ones came as pixels
};

} // namespace safelight
