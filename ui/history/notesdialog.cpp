#include "ui/history/notesdialog.h"

#include "app/wording/words.h"
#include "ui/base/plainedit.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int longestTitle = 200;
constexpr qsizetype longestTag = 60;
constexpr qsizetype mostTags = 50;
constexpr qsizetype longestComment = 20'000;

// Of several attempts: the tags that each of them has.
QStringList sharedTags(const QList<AttemptSummary>& attempts)
{
    QStringList shared = attempts.constFirst().tags;
    for (const auto& attempt : attempts)
        shared.removeIf([&attempt](const QString& tag) { return !attempt.tags.contains(tag); });
    return shared;
}

} // namespace

QStringList tagsFrom(const QString& text)
{
    QStringList tags;
    for (const QString& part : text.split(u',')) {
        const QString tag = part.simplified().left(longestTag);
        if (!tag.isEmpty() && tags.size() < mostTags && !tags.contains(tag, Qt::CaseInsensitive))
            tags << tag;
    }
    return tags;
}

NotesDialog::NotesDialog(const QList<AttemptSummary>& attempts, Field field, QWidget* parent)
    : QDialog(parent)
    , m_before(attempts.constFirst())
    , m_single(attempts.size() == 1)
{
    setObjectName(u"notesDialog"_s);
    m_before.tags = sharedTags(attempts);
    build(attempts);
    if (m_single && field == Field::Title)
        m_title->setFocus();
    else if (m_single && field == Field::Comment)
        m_comment->setFocus();
    else
        m_tags->setFocus();
    resize(420, m_single ? 320 : 140);
}

void NotesDialog::build(const QList<AttemptSummary>& attempts)
{
    setWindowTitle(m_single ? tr("Attempt %1").arg(m_before.number)
                            : tr("%1 attempts").arg(wording::number(attempts.size())));
    auto* form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    if (m_single) {
        m_title = new QLineEdit(m_before.title);
        m_title->setObjectName(u"title"_s);
        m_title->setMaxLength(longestTitle);
        m_title->setPlaceholderText(m_before.promptPreview.left(60));
        m_title->selectAll();
        form->addRow(tr("&Name"), m_title);
    }
    m_tags = new QLineEdit(m_before.tags.join(u", "_s));
    m_tags->setObjectName(u"tags"_s);
    m_tags->setPlaceholderText(tr("separated by commas"));
    form->addRow(m_single ? tr("&Tags") : tr("&Tags all of them have"), m_tags);
    if (m_single) {
        m_comment = new PlainEdit;
        m_comment->setObjectName(u"comment"_s);
        m_comment->setPlainText(m_before.comment);
        m_comment->setTabChangesFocus(true);
        m_comment->setAccessibleName(tr("Comment"));
        form->addRow(tr("&Comment"), m_comment);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form, 1);
    column->addWidget(buttons);
}

NotesEdit NotesDialog::edit() const
{
    NotesEdit edit;
    const QStringList tags = tagsFrom(m_tags->text());
    std::ranges::copy_if(tags, std::back_inserter(edit.added),
                         [this](const QString& tag) { return !m_before.tags.contains(tag); });
    std::ranges::copy_if(m_before.tags, std::back_inserter(edit.removed),
                         [&tags](const QString& tag) { return !tags.contains(tag); });
    if (!m_single)
        return edit;
    if (const QString title = m_title->text().simplified(); title != m_before.title)
        edit.title = title;
    if (const QString comment = m_comment->toPlainText().left(longestComment); comment != m_before.comment)
        edit.comment = comment;
    return edit;
}

} // namespace safelight
