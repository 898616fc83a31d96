#include "ui/response/answerimages.h"
#include "app/base/files.h"
#include "app/prompt/imageintake.h"
#include "app/wording/words.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/tinted.h"
#include "ui/view/imageview.h"
#include "ui/view/savebytes.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QDialog>
#include <QDrag>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QScrollArea>
#include <QShortcut>
#include <QTemporaryDir>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int thumbnailSize = 56;
constexpr QSize wholeImage {16384, 16384};

bool sameImages(const QList<Part>& a, const QList<Part>& b)
{
    return std::ranges::equal(a, b, [](const Part& x, const Part& y) {
        return x.data.constData() == y.data.constData() && x.data.size() == y.data.size();
    });
}

} // namespace

AnswerImages::AnswerImages(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_view(new ImageView(this))
    , m_state(new ElidedLabel({}, this))
    , m_strip(new QWidget(this))
    , m_group(new QButtonGroup(this))
{
    build();
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &AnswerImages::showMenu);
    connect(m_view, &ImageView::changed, this, &AnswerImages::showState);
    connect(m_view, &ImageView::opened, this, &AnswerImages::openLarge);
    connect(m_view, &ImageView::draggedOut, this, &AnswerImages::dragOut);
    connect(m_group, &QButtonGroup::idClicked, this, &AnswerImages::showLarge);
    auto* copy = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &AnswerImages::copyImage);
}

AnswerImages::~AnswerImages() = default;

void AnswerImages::build()
{
    auto* place = new QWidget;
    m_thumbnails = new QHBoxLayout(place);
    m_thumbnails->setContentsMargins(0, 0, 0, 0);
    m_thumbnails->addStretch(1);
    auto* area = new QScrollArea(m_strip);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(place);
    area->setFixedHeight(thumbnailSize + 44);
    place->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    auto* strip = new QVBoxLayout(m_strip);
    strip->setContentsMargins(spacing::insidePane, 4, spacing::insidePane, 4);
    strip->setSpacing(2);
    strip->addWidget(mutedLabel(tr("Drafts: interim images. The last picture is the result."), m_strip));
    strip->addWidget(area);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_strip);
}

QWidget* AnswerImages::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(spacing::insidePane, 4, spacing::betweenControls, 4);
    layout->setSpacing(2);
    m_state->setProperty("muted", true);
    layout->addWidget(m_state, 1);
    const auto add = [this, bar, layout](const QString& icon, const QString& words, auto then) {
        auto* button = new IconButton(icon, words, bar);
        connect(button, &QToolButton::clicked, this, then);
        layout->addWidget(button);
    };
    add(u"zoom-out"_s, tr("Smaller"), [this] { m_view->zoomBy(0.8); });
    add(u"zoom-in"_s, tr("Larger"), [this] { m_view->zoomBy(1.25); });
    add(u"zoom-fit"_s, tr("Fit, or 100 % when fitted"),
        [this] { m_view->isFitted() ? m_view->actualSize() : m_view->fit(); });
    add(u"eye"_s, tr("Open large"), [this] { openLarge(); });
    add(u"copy"_s, tr("Copy picture"), [this] { copyImage(); });
    add(u"save"_s, tr("Save picture…"), [this] { saveImage(); });
    return bar;
}

void AnswerImages::showImages(const QList<Part>& images, const QString& name)
{
    m_name = name;
    if (sameImages(images, m_images))
        return;
    m_images = images;
    showStrip();
    showLarge(static_cast<int>(m_images.size()) - 1);
}

void AnswerImages::showStrip()
{
    const auto old = m_group->buttons();
    for (auto* button : old)
        delete button;
    m_strip->setVisible(m_images.size() > 1);
    if (m_images.size() < 2)
        return;
    // The result first, then the latest drafts: those nearest to it.
    const int last = static_cast<int>(m_images.size()) - 1;
    for (int place = last; place >= std::max(0, last - shownDrafts); --place)
        addThumbnail(place);
}

void AnswerImages::addThumbnail(int place)
{
    const bool result = place == m_images.size() - 1;
    const QString words = result ? tr("Result") : tr("Draft %1").arg(place + 1);
    auto* button = new QToolButton(m_strip);
    button->setText(words);
    button->setAccessibleName(words);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setIconSize({thumbnailSize, thumbnailSize});
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    m_group->addButton(button, place);
    m_thumbnails->insertWidget(m_thumbnails->count() - 1, button);
    const QSize size = QSize(thumbnailSize, thumbnailSize) * devicePixelRatioF();
    inBackground(
        button, [bytes = m_images.at(place).data, size] { return imageForView(bytes, size); },
        [button](const QImage& image) {
            if (!image.isNull())
                button->setIcon(QPixmap::fromImage(image));
        });
}

void AnswerImages::showLarge(int place)
{
    m_large = place;
    if (place < 0)
        return m_view->clear();
    const bool result = place == m_images.size() - 1;
    m_view->showImage(m_images.at(place).data,
                      result ? tr("The picture that was delivered") : tr("Draft %1").arg(place + 1));
    if (auto* button = m_group->button(place))
        button->setChecked(true);
    showState();
}

void AnswerImages::showState()
{
    if (m_large < 0)
        return m_state->clear();
    const Part& image = m_images.at(m_large);
    QStringList parts;
    if (m_large != m_images.size() - 1)
        parts << tr("Draft %1, not the result").arg(m_large + 1);
    if (!m_view->pixelSize().isEmpty())
        parts << tr("%1 × %2").arg(m_view->pixelSize().width()).arg(m_view->pixelSize().height());
    parts << image.mimeType << wording::bytes(image.data.size());
    if (m_view->state() == ImageView::State::Shown)
        parts << tr("%1 %").arg(qRound(m_view->zoom() * 100));
    m_state->setText(parts.join(u" · "_s));
}

QString AnswerImages::fileName() const
{
    if (m_large < 0)
        return {};
    const QString draft = m_large == m_images.size() - 1 ? QString() : u"-draft-%1"_s.arg(m_large + 1);
    return m_name + draft + u'.' + suffixOf(m_images.at(m_large).mimeType);
}

void AnswerImages::copyImage()
{
    if (m_large < 0)
        return;
    const Part image = m_images.at(m_large);
    m_copying.run(
        this, [bytes = image.data] { return imageForView(bytes, wholeImage); },
        [image](const QImage& decoded) {
            auto* mime = new QMimeData;
            if (!decoded.isNull())
                mime->setImageData(decoded);
            mime->setData(image.mimeType, image.data); // the exact bytes too
            QApplication::clipboard()->setMimeData(mime);
        });
}

void AnswerImages::saveImage()
{
    if (m_large < 0)
        return;
    saveBytes(
        this, m_settings, {m_images.at(m_large).data, fileName(), tr("Save picture")},
        [this](const QString& sentence, const QString& detail) { emit problemOccurred(sentence, detail); });
}

void AnswerImages::dragOut()
{
    if (m_large < 0)
        return;
    if (!m_dragged)
        m_dragged = std::make_unique<QTemporaryDir>();
    const QString path = m_dragged->filePath(fileName());
    if (const auto written = writeFile(path, m_images.at(m_large).data); !written) {
        emit problemOccurred(written.error().message, written.error().detail);
        return;
    }
    auto* mime = new QMimeData;
    mime->setUrls({QUrl::fromLocalFile(path)});
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

void AnswerImages::openLarge()
{
    if (m_large < 0)
        return;
    auto* dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(fileName());
    dialog->resize(window()->size().expandedTo({800, 600}) * 0.9);
    auto* view = new ImageView(dialog);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins({});
    layout->addWidget(view);
    view->showImage(m_images.at(m_large).data, fileName());
    connect(view, &ImageView::opened, dialog, &QDialog::close);
    dialog->show();
}

void AnswerImages::showMenu(QPoint place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy picture"), this, &AnswerImages::copyImage);
    menu->addAction(tr("Save picture…"), this, &AnswerImages::saveImage);
    menu->addSeparator();
    menu->addAction(tr("Fit"), m_view, &ImageView::fit);
    menu->addAction(tr("100 %"), m_view, &ImageView::actualSize);
    menu->addAction(tr("Open large"), this, &AnswerImages::openLarge);
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace safelight
