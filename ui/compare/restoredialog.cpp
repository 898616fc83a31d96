#include "ui/compare/restoredialog.h"

#include "app/wording/changewords.h"
#include "ui/base/diffview.h"
#include "ui/base/scrolled.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr QSize restoreDialogSize(560, 460);

} // namespace

RestoreDialog::RestoreDialog(const QString& name, const Prompt& now, const Prompt& restored, QWidget* parent)
    : QDialog(parent)
    , m_now(now)
    , m_restored(restored)
{
    setObjectName(u"restoreDialog"_s);
    setWindowTitle(tr("Restore %1 to the editor").arg(name));
    setSizeGripEnabled(true);
    build(name);
    resize(restoreDialogSize);
    m_comparing.run(
        this,
        [a = now, b = restored] {
            return Differences {textDiff(a.text, b.text), textDiff(a.systemInstruction, b.systemInstruction)};
        },
        [this](const Differences& differences) { showDifferences(differences); });
}

void RestoreDialog::build(const QString& name)
{
    auto* content = new QWidget;
    m_content = new QVBoxLayout(content);
    m_content->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane, 4);
    m_content->setSpacing(6);
    m_state = new WrapLabel(m_now == m_restored
                                ? tr("The editor holds what %1 sent: nothing would change.").arg(name)
                                : tr("What changes in the editor. It is one step, which can be undone."));
    m_state->setObjectName(u"state"_s);
    m_content->addWidget(m_state);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_apply = buttons->addButton(tr("&Restore"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(u"apply"_s);
    m_apply->setProperty("primary", true);
    m_apply->setDefault(true);
    m_apply->setEnabled(m_now != m_restored);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, spacing::insidePane);
    outer->addWidget(new Scrolled(content), 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(spacing::insidePane, 0, spacing::insidePane, 0);
    foot->addWidget(buttons);
    outer->addLayout(foot);
}

void RestoreDialog::addDiff(const QString& title, const QString& objectName, const QList<DiffPiece>& pieces)
{
    auto* heading = new QLabel(title);
    QFont strong = heading->font();
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    auto* view = new DiffView;
    view->setObjectName(objectName);
    view->setAccessibleName(title);
    view->showDiff(pieces);
    m_content->addWidget(heading);
    m_content->addWidget(view, 1);
}

void RestoreDialog::showDifferences(const Differences& differences)
{
    if (m_now.text != m_restored.text)
        addDiff(tr("Prompt"), u"promptDiff"_s, differences.prompt);
    if (m_now.systemInstruction != m_restored.systemInstruction)
        addDiff(tr("System instruction"), u"systemDiff"_s, differences.system);
    if (const QString changes = otherChanges(); !changes.isEmpty()) {
        auto* label = new WrapLabel(changes);
        label->setTextFormat(Qt::PlainText);
        label->setObjectName(u"changes"_s);
        m_content->addWidget(label);
    }
    m_content->addStretch(0);
}

QString RestoreDialog::otherChanges() const
{
    QStringList changes = wording::promptChanges(m_now, m_restored);
    if (changes.isEmpty() && m_now.images != m_restored.images)
        changes << tr("The reference images: another order, or other captions");
    return changes.join(u'\n');
}

} // namespace safelight
