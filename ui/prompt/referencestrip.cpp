#include "ui/prompt/referencestrip.h"

#include "app/prompt/promptdocument.h"
#include "app/settings/settings.h"
#include "ui/base/wraplabel.h"
#include "ui/prompt/captionbar.h"
#include "ui/prompt/droparea.h"
#include "ui/prompt/imagelistmodel.h"
#include "ui/prompt/imagelistview.h"
#include "ui/prompt/imagetiledelegate.h"
#include "ui/theme/theme.h"
#include "ui/theme/tint.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int dropAreaMinimum = 112;
constexpr int tilePitch = ImageTileDelegate::side + ImageTileDelegate::gap;
constexpr int visibleRows = 2;

} // namespace

ReferenceStrip::ReferenceStrip(PromptDocument& document, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_settings(settings)
{
    build();
    connectParts();
    showImages();
}

void ReferenceStrip::build()
{
    m_images = new ImageListModel(this);
    m_view = new ImageListView;
    m_view->setModel(m_images);
    m_view->setAccessibleName(tr("Reference images"));
    m_view->setAccessibleDescription(
        tr("Space opens, F2 writes a caption, Alt and an arrow moves, Delete removes."));
    m_view->setMinimumWidth(tilePitch);
    m_drop = new DropArea;
    m_drop->setMinimumWidth(dropAreaMinimum);
    m_caption = new CaptionBar;
    m_progressText = new QLabel;
    m_progressText->setProperty("muted", true);
    m_progress = new QProgressBar;
    m_progress->setFixedHeight(6);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Pictures being read"));
    m_note = new WrapLabel;

    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->setSpacing(0);
    m_row->addWidget(m_view, 100);
    m_row->addWidget(m_drop, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::insidePane, 10, spacing::insidePane, 10);
    layout->setSpacing(6);
    layout->addLayout(m_row);
    layout->addWidget(m_caption);
    layout->addWidget(m_progressText);
    layout->addWidget(m_progress);
    layout->addWidget(m_note);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    showProgress(0);
}

void ReferenceStrip::connectParts()
{
    connect(&m_document, &PromptDocument::imagesChanged, this, &ReferenceStrip::showImages);
    connect(&m_loader, &ImageLoader::loaded, this, &ReferenceStrip::takeOver);
    connect(&m_loader, &ImageLoader::waitingChanged, this, &ReferenceStrip::showProgress);
    connect(m_drop, &DropArea::clicked, this, &ReferenceStrip::browse);
    connect(m_drop, &DropArea::dropped, this, [this](const QMimeData& media) { offer(media); });
    connect(m_view, &ImageListView::dropped, this,
            [this](const QMimeData& media, int place) { offer(media, place); });
    connect(m_view, &ImageListView::openRequested, this, &ReferenceStrip::open);
    connect(m_view, &ImageListView::removeRequested, this, &ReferenceStrip::remove);
    connect(m_view, &ImageListView::moveRequested, this, &ReferenceStrip::move);
    connect(m_view, &ImageListView::captionRequested, this, &ReferenceStrip::editCaption);
    connect(m_view, &ImageListView::copyRequested, this, &ReferenceStrip::copy);
    connect(m_view, &ImageListView::pasteRequested, this, &ReferenceStrip::paste);
    connect(m_view, &ImageListView::menuRequested, this, &ReferenceStrip::showMenu);
    connect(m_caption, &CaptionBar::accepted, this, &ReferenceStrip::setCaption);
    connect(m_caption, &CaptionBar::dismissed, m_view, [this] { m_view->setFocus(); });
}

void ReferenceStrip::setModelInfo(const std::optional<ModelInfo>& model)
{
    m_model = model;
    showNote();
}

void ReferenceStrip::add(const QList<Incoming>& incoming, int place)
{
    m_expected += static_cast<int>(incoming.size());
    m_loader.load(incoming, place);
}

void ReferenceStrip::offer(const QMimeData& media, int place, bool textWelcome)
{
    QList<Incoming> incoming = incomingFrom(media);
    for (Incoming& item : incoming)
        item.textWelcome = textWelcome;
    if (incoming.isEmpty())
        emit problemOccurred(tr("There is no image in what was dropped or pasted."),
                             tr("A link to a picture is not fetched: save the picture and drop the file."));
    add(incoming, place);
}

void ReferenceStrip::browse()
{
    auto* dialog =
        new QFileDialog(this, tr("Choose reference images"), m_settings.text(SettingKey::LastOpenFolder));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Pictures that models take (%1)").arg(u"*.png *.jpg *.jpeg *.webp *.heic *.heif *.gif"_s),
         tr("All files (%1)").arg(u"*"_s)});
    connect(dialog, &QFileDialog::filesSelected, this, [this, dialog](const QStringList& paths) {
        m_settings.setValue(SettingKey::LastOpenFolder, dialog->directory().absolutePath());
        QList<Incoming> incoming;
        for (const QString& path : paths)
            incoming << Incoming {path, {}, {}, false};
        add(incoming);
    });
    dialog->open();
}

void ReferenceStrip::paste()
{
    if (const QMimeData* media = QGuiApplication::clipboard()->mimeData())
        offer(*media);
}

void ReferenceStrip::takeOver(const QList<Intake>& intakes, int place)
{
    QList<ReferenceImage> images = m_document.prompt().images;
    const qsizetype start = place < 0 ? images.size() : qMin<qsizetype>(place, images.size());
    qsizetype next = start;
    QList<Error> problems;
    m_encoded = false;
    for (const Intake& intake : intakes) {
        if (intake.problem)
            problems << *intake.problem;
        else if (intake.image)
            images.insert(next++, *intake.image);
        else
            emit textArrived(intake.text);
        m_encoded = m_encoded || intake.encoded;
    }
    const int added = static_cast<int>(next - start);
    if (added > 0)
        change(images, added == 1 ? tr("adding a picture") : tr("adding %n pictures", nullptr, added),
               static_cast<int>(next) - 1);
    if (!problems.isEmpty())
        tellProblems(problems);
    showNote();
}

void ReferenceStrip::tellProblems(const QList<Error>& problems)
{
    if (problems.size() == 1) {
        emit problemOccurred(problems.first().message, problems.first().detail);
        return;
    }
    QStringList lines;
    for (const Error& problem : problems)
        lines << problem.message;
    emit problemOccurred(tr("%n files were not taken.", nullptr, static_cast<int>(problems.size())),
                         lines.join(u'\n'));
}

void ReferenceStrip::change(const QList<ReferenceImage>& images, const QString& undoText, int row)
{
    m_document.setImages(images, undoText);
    if (row >= 0 && row < images.size())
        m_view->setCurrentIndex(m_images->index(row));
}

void ReferenceStrip::showImages()
{
    const int row = m_view->currentIndex().row();
    const bool focused = m_view->hasFocus();
    m_caption->hide();
    m_images->setImages(m_document.prompt().images);
    const int count = m_images->rowCount();
    if (row >= 0 && count > 0)
        m_view->setCurrentIndex(m_images->index(qMin(row, count - 1)));
    if (focused && count == 0)
        m_drop->setFocus(); // the list is about to go
    arrange();
    showNote();
}

void ReferenceStrip::arrange()
{
    const int count = m_images->rowCount();
    const int room = width() - 2 * spacing::insidePane;
    const bool beside = count * tilePitch + dropAreaMinimum <= room;
    const int perRow = qMax(room / tilePitch, 1);
    const int rows = beside ? 1 : qBound(1, (count + perRow - 1) / perRow, visibleRows);
    m_view->setVisible(count > 0);
    m_row->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // One pixel more than the tiles need, or the last one of a full row wraps. Never a minimum: the column
    // may become narrower.
    m_view->setMaximumWidth(beside ? count * tilePitch + 1 : QWIDGETSIZE_MAX);
    m_view->setFixedHeight(rows * tilePitch - (beside ? ImageTileDelegate::gap : 0));
    m_view->setVerticalScrollBarPolicy(beside || count <= perRow * visibleRows ? Qt::ScrollBarAlwaysOff
                                                                               : Qt::ScrollBarAsNeeded);
    m_drop->setSlim(!beside);
}

void ReferenceStrip::showNote()
{
    const qsizetype count = m_document.prompt().images.size();
    const int most = m_model ? m_model->maxReferenceImages.value_or(0) : 0;
    QString note;
    Role role = Role::Mute;
    if (m_model && m_model->maxReferenceImages && count > most) {
        note = tr("%1 reference images, but %2 takes at most %3. All of them are sent.")
                   .arg(count)
                   .arg(m_model->id)
                   .arg(most);
        role = Role::Bad;
    } else if (m_encoded && count > 0) {
        note = tr("Came without a file: its pixels were encoded as PNG, so the bytes are this program's.");
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    tint(m_note, palette(), role);
}

void ReferenceStrip::showProgress(int waiting)
{
    if (waiting == 0)
        m_expected = 0;
    m_progress->setRange(0, m_expected);
    m_progress->setValue(m_expected - waiting);
    m_progressText->setText(waiting == 1 ? tr("Reading a picture…")
                                         : tr("Reading %n pictures…", nullptr, waiting));
    m_progressText->setVisible(waiting > 0);
    m_progress->setVisible(waiting > 0);
}

void ReferenceStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ReferenceStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showNote();
    QWidget::changeEvent(event);
}

} // namespace safelight
