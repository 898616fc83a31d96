#pragma once

#include "ui/history/historysource.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace safelight::test {

// A session's attempts in memory, which answer later, as a real one does. Finds by the kind of the filter's
// first term only: what filters mean is tested with the store.
class FakeHistory final : public HistorySource
{
public:
    QList<AttemptSummary> rows; // newest first
    FilterValues values;
    QList<HistoryQuery> queries;
    QList<QList<qint64>> asked; // for their summaries
    QStringList commands; // "mark 3: 7,8"
    bool answers = true; // false: nothing comes until answerAll()
    std::optional<Error> failure;

    void answerAll()
    {
        for (const auto& answer : std::exchange(m_held, {}))
            answer();
    }

    void find(const HistoryQuery& query, QObject* context, FoundThen then) override
    {
        queries << query;
        HistoryIndex index;
        index.total = rows.size();
        for (const auto& row : rows) {
            if (!matches(row, query.filter))
                continue;
            const auto day = row.sentAt.toLocalTime().date().toJulianDay();
            index.keys.append({row.id, static_cast<qint32>(day)});
            index.passed += isPassed(row) ? 1 : 0;
        }
        if (!query.descending)
            std::reverse(index.keys.begin(), index.keys.end());
        later(context, [index, then, this] { failure ? then(*failure) : then(index); });
    }
    void summaries(const QList<qint64>& ids, QObject* context, SummariesThen then) override
    {
        asked << ids;
        QList<AttemptSummary> found;
        const QSet<qint64> wanted(ids.begin(), ids.end());
        for (const auto& row : std::as_const(rows)) {
            if (wanted.contains(row.id))
                found << row;
        }
        later(context, [found, then] { then(found); });
    }
    void filterValues(QObject* context, ValuesThen then) override
    {
        later(context, [then, this] { then(values); });
    }

    void setMark(const QList<qint64>& ids, int mark) override
    {
        note(QStringLiteral("mark %1").arg(mark), ids);
        each(ids, [mark](AttemptSummary& row) { row.mark = mark; });
    }
    void setStarred(const QList<qint64>& ids, bool starred) override
    {
        note(starred ? QStringLiteral("star") : QStringLiteral("no star"), ids);
        each(ids, [starred](AttemptSummary& row) { row.starred = starred; });
    }
    void setTags(const QList<qint64>& ids, const QStringList& tags) override
    {
        note(QStringLiteral("tags ") + tags.join(u'+'), ids);
    }
    void addTag(const QList<qint64>& ids, const QString& tag) override
    {
        note(QStringLiteral("add ") + tag, ids);
    }
    void removeTag(const QList<qint64>& ids, const QString& tag) override
    {
        note(QStringLiteral("untag ") + tag, ids);
    }
    void setComment(const QList<qint64>& ids, const QString& comment) override
    {
        note(QStringLiteral("comment ") + comment, ids);
    }
    void rename(const QList<qint64>& ids, const QString& title) override
    {
        note(QStringLiteral("rename ") + title, ids);
    }
    void remove(const QList<qint64>& ids) override
    {
        note(QStringLiteral("remove"), ids);
        for (const auto& row : std::as_const(rows)) {
            if (ids.contains(row.id))
                m_removed << row;
        }
        rows.removeIf([&ids](const AttemptSummary& row) { return ids.contains(row.id); });
    }
    void restoreRemoved(const QList<qint64>& ids) override
    {
        note(QStringLiteral("restore"), ids);
        rows << std::exchange(m_removed, {});
        std::ranges::sort(rows, std::greater(), &AttemptSummary::number);
    }

private:
    static bool isPassed(const AttemptSummary& row)
    {
        return row.state == AttemptState::Completed && row.outcome == Outcome::Delivered;
    }
    static bool matches(const AttemptSummary& row, const AttemptFilter& filter)
    {
        const FilterNode* node = &filter.root;
        while (node->join != FilterNode::Join::Term && !node->children.isEmpty())
            node = &node->children.constFirst();
        if (node->join != FilterNode::Join::Term)
            return true;
        switch (node->term.kind) {
        case FilterTerm::Kind::Passed:
            return isPassed(row);
        case FilterTerm::Kind::Blocked:
            return row.outcome == Outcome::PromptBlocked || row.outcome == Outcome::ResponseBlocked;
        case FilterTerm::Kind::Word:
            return row.promptPreview.contains(node->term.text, Qt::CaseInsensitive);
        default:
            return true;
        }
    }
    template<typename Change>
    void each(const QList<qint64>& ids, Change change)
    {
        for (auto& row : rows) {
            if (ids.contains(row.id))
                change(row);
        }
    }
    void note(const QString& what, const QList<qint64>& ids)
    {
        QStringList names;
        for (const qint64 id : ids)
            names << QString::number(id);
        commands << what + QStringLiteral(": ") + names.join(u',');
    }
    void later(QObject* context, std::function<void()> answer)
    {
        if (answers) {
            QTimer::singleShot(0, context, answer);
            return;
        }
        m_held << [context = QPointer(context), answer] {
            if (context)
                answer();
        };
    }

    QList<AttemptSummary> m_removed;
    QList<std::function<void()>> m_held;
};

} // namespace safelight::test
