#include "ui/prompt/carriedline.h"

#include "app/prompt/promptdocument.h"
#include "app/request/carriedpieces.h"
#include "app/wording/carriedwords.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype mostMenuEntries = 40; // the rest can be removed in the JSON

} // namespace

CarriedLine::CarriedLine(PromptDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    build();
    connect(&document, &PromptDocument::changed, this, &CarriedLine::showPieces);
    showPieces();
}

void CarriedLine::build()
{
    setObjectName(u"carriedLine"_s);
    m_words = new WrapLabel;
    m_words->setObjectName(u"carriedWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setProperty("muted", true);
    m_menu = new QMenu(this);
    m_remove = new QToolButton;
    m_remove->setObjectName(u"removeCarried"_s);
    m_remove->setText(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove what is also sent"));
    m_remove->setPopupMode(QToolButton::InstantPopup);
    m_remove->setMenu(m_menu);
    auto* view = new QToolButton;
    view->setObjectName(u"showCarried"_s);
    view->setText(tr("Show"));
    view->setAccessibleName(tr("Show the request as JSON"));
    view->setToolTip(tr("The whole request as JSON, which can be edited"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(spacing::insidePane, 2, spacing::insidePane, 2);
    line->addWidget(m_words, 1);
    line->addWidget(m_remove);
    line->addWidget(view);
    connect(m_menu, &QMenu::aboutToShow, this, &CarriedLine::fillMenu);
    connect(view, &QToolButton::clicked, this, &CarriedLine::showRequested);
}

void CarriedLine::showPieces()
{
    const QByteArray& carried = m_document.prompt().carried;
    if (!carried.isEmpty() && carried == m_shown)
        return;
    m_shown = carried;
    const QString words = wording::carriedSummary(carriedPieces(m_document.prompt()));
    m_words->setText(tr("Also sends: %1").arg(words));
    setVisible(!words.isEmpty());
}

void CarriedLine::fillMenu()
{
    m_menu->clear();
    const auto pieces = carriedPieces(m_document.prompt());
    for (const auto& piece : pieces.first(std::min(pieces.size(), mostMenuEntries))) {
        QString words = wording::carriedPiece(piece);
        auto* action = m_menu->addAction(tr("Remove %1").arg(words.replace(u'&', u"&&"_s)));
        connect(action, &QAction::triggered, this, [this, piece] {
            m_document.endMerge();
            if (const auto next = withoutPiece(m_document.prompt(), piece))
                m_document.replace(*next, tr("removal of %1").arg(wording::carriedPiece(piece)));
            else
                emit problemOccurred(next.error().message, next.error().detail);
        });
    }
}

} // namespace safelight
