#include "ui/compare/picturesdialog.h"

#include "ui/base/tinted.h"
#include "ui/compare/pictureplace.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int lineSteps = 1000;

} // namespace

PicturesDialog::PicturesDialog(const QList<NamedPicture>& pictures, QWidget* parent)
    : QDialog(parent)
    , m_pictures(pictures)
    , m_pages(new QStackedWidget)
{
    setObjectName(u"picturesDialog"_s);
    setWindowTitle(tr("Pictures side by side"));
    setSizeGripEnabled(true);
    m_pages->addWidget(makeSideBySide());
    if (m_pictures.size() > 1)
        m_pages->addWidget(makeSwipe());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_pages, 1);
    if (parent)
        resize((parent->window()->size() * 0.9).expandedTo({640, 420}));
}

QWidget* PicturesDialog::makeBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(spacing::insidePane, 6, spacing::insidePane, 6);
    row->setSpacing(spacing::betweenControls);
    auto* group = new QButtonGroup(this);
    const auto addMode = [&](const QString& words, int page) {
        auto* button = new QToolButton;
        button->setText(words);
        button->setAccessibleName(words);
        button->setCheckable(true);
        button->setProperty("framed", true);
        button->setMinimumHeight(spacing::rowHeight);
        group->addButton(button, page);
        row->addWidget(button);
    };
    addMode(tr("Side by side"), 0);
    if (m_pictures.size() > 1)
        addMode(tr("Swipe"), 1);
    group->button(0)->setChecked(true);
    connect(group, &QButtonGroup::idClicked, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_pages, &QStackedWidget::currentChanged, group,
            [group](int page) { group->button(page)->setChecked(true); });
    row->addStretch(1);
    const auto add = [this, row](const QString& icon, const QString& words, auto then) {
        auto* button = new IconButton(icon, words);
        connect(button, &QToolButton::clicked, this, then);
        row->addWidget(button);
    };
    add(u"zoom-out"_s, tr("Smaller"), [this] { m_zoom.zoomBy(0.8); });
    add(u"zoom-in"_s, tr("Larger"), [this] { m_zoom.zoomBy(1.25); });
    add(u"zoom-fit"_s, tr("Fit"), [this] { m_zoom.fit(); });
    return bar;
}

QWidget* PicturesDialog::makeSideBySide()
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(spacing::betweenPanes, 0, spacing::betweenPanes, spacing::betweenPanes);
    row->setSpacing(spacing::betweenPanes);
    for (const auto& picture : m_pictures) {
        auto* column = new QVBoxLayout;
        column->setSpacing(2);
        auto* name = new QLabel(picture.name);
        name->setTextFormat(Qt::PlainText);
        column->addWidget(name);
        auto* view = new PictureView(m_zoom, picture.bytes, tr("Picture of %1").arg(picture.name));
        connect(view, &PicturePlace::opened, this, &QDialog::close);
        column->addWidget(view, 1);
        row->addLayout(column, 1);
    }
    return page;
}

QWidget* PicturesDialog::makeSwipe()
{
    auto* page = new QWidget;
    m_swipe = new SwipeView(m_zoom);
    m_line = new QSlider(Qt::Horizontal);
    m_line->setRange(0, lineSteps);
    m_line->setPageStep(lineSteps / 10);
    m_line->setSingleStep(lineSteps / 50);
    m_line->setValue(lineSteps / 2);
    m_line->setAccessibleName(tr("How much of the left picture is shown"));
    connect(m_line, &QSlider::valueChanged, m_swipe,
            [this](int value) { m_swipe->setLine(double(value) / lineSteps); });
    connect(m_swipe, &SwipeView::lineMoved, m_line,
            [this](double share) { m_line->setValue(qRound(share * lineSteps)); });
    connect(m_swipe, &PicturePlace::opened, this, &QDialog::close);
    auto* row = new QHBoxLayout;
    for (auto** choice : {&m_left, &m_right}) {
        *choice = new QComboBox;
        (*choice)->setAccessibleName(choice == &m_left ? tr("Left picture") : tr("Right picture"));
        for (const auto& picture : m_pictures)
            (*choice)->addItem(picture.name);
        connect(*choice, &QComboBox::currentIndexChanged, this, &PicturesDialog::showPair);
    }
    row->addWidget(m_left);
    row->addWidget(m_line, 1);
    row->addWidget(m_right);
    m_right->setCurrentIndex(1);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(spacing::betweenPanes, 0, spacing::betweenPanes, spacing::betweenPanes);
    column->addWidget(m_swipe, 1);
    column->addLayout(row);
    showPair();
    return page;
}

void PicturesDialog::showPair()
{
    if (!m_left || !m_right || m_left->currentIndex() < 0 || m_right->currentIndex() < 0)
        return;
    const auto& left = m_pictures.at(m_left->currentIndex());
    const auto& right = m_pictures.at(m_right->currentIndex());
    m_swipe->showPictures(left.bytes, right.bytes);
    m_swipe->setAccessibleName(tr("Left of the line %1, right of it %2").arg(left.name, right.name));
}

void PicturesDialog::setSwiping(bool swiping)
{
    m_pages->setCurrentIndex(swiping && m_line ? 1 : 0);
    if (swiping && m_line)
        m_line->setFocus();
}

} // namespace safelight
