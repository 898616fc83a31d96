#include "ui/frame/statusline.h"

#include "app/wording/costwords.h"
#include "app/wording/words.h"
#include "ui/base/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace safelight {

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::insidePane, 4, spacing::insidePane, 4);
    row->setSpacing(spacing::insidePane);
    const auto add = [this, row](Qt::Alignment alignment, int share) {
        auto* label = new ElidedLabel({}, this);
        label->setProperty("muted", true);
        label->setAlignment(alignment | Qt::AlignVCenter);
        row->addWidget(label, share);
        return label;
    };
    m_session = add(Qt::AlignLeft, 2);
    m_backend = add(Qt::AlignHCenter, 3);
    m_totals = add(Qt::AlignRight, 3);
    showSession({});
}

void StatusLine::showSession(const QString& path, qint64 bytes)
{
    const QString name = QFileInfo(path).fileName();
    m_session->setText(path.isEmpty() ? tr("Not saved: no session is open")
                           : bytes <= 0
                           ? tr("Saved · %1").arg(name)
                           : tr("Saved · %1 · %2", "file, size").arg(name, wording::bytes(bytes)));
    m_session->setToolTip(path);
}

void StatusLine::showLostSession(const QString& path)
{
    m_session->setText(tr("Not saved: %1 was moved, deleted or replaced").arg(QFileInfo(path).fileName()));
    m_session->setToolTip(path);
}

void StatusLine::showBackend(const QString& name, bool simulated)
{
    m_backendText = simulated ? tr("Simulator: answers are made up on this machine; nothing leaves it")
                              : tr("Requests go to: %1").arg(name);
    m_backend->setText(m_backendText);
}

void StatusLine::showTotals(const Ledger& ledger)
{
    m_totals->setText(wording::sessionTotals(ledger));
    m_totals->setToolTip(wording::sessionTotalsDetail(ledger));
}

void StatusLine::showTotalsProblem(const QString& sentence)
{
    m_totals->setText(tr("Totals unknown: the session couldn’t be read"));
    m_totals->setToolTip(sentence.toHtmlEscaped());
}

void StatusLine::showProgress(const QString& text)
{
    m_backend->setText(text.isEmpty() ? m_backendText : text);
}

} // namespace safelight
