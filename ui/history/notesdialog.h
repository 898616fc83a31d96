#pragma once

#include "app/session/attempt.h"

#include <QDialog>

class QLineEdit;

namespace safelight {

class PlainEdit;

// What the user changes about attempts; absent: stays as it is.
struct NotesEdit
{
    std::optional<QString> title;
    std::optional<QString> comment;
    QStringList added; // tags
    QStringList removed;

    friend bool operator==(const NotesEdit&, const NotesEdit&) = default;
};

// Name, tags and comment of one attempt, or the tags that several have in common.
class NotesDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Field { Title, Tags, Comment };

    // `attempts` is not empty; the keyboard begins in `field`.
    NotesDialog(const QList<AttemptSummary>& attempts, Field field, QWidget* parent = nullptr);

    NotesEdit edit() const;

private:
    void build(const QList<AttemptSummary>& attempts);

    AttemptSummary m_before; // of several: what they have in common
    bool m_single = true;
    QLineEdit* m_title = nullptr;
    QLineEdit* m_tags = nullptr;
    PlainEdit* m_comment = nullptr;
};

// "coat, red coat" as tags: each once, without needless spaces; at most as many and as long as is kept.
QStringList tagsFrom(const QString& text);

} // namespace safelight
