#include "app/session/draftrows.h"

#include "app/session/openprograms.h"
#include "app/session/promptrows.h"
#include "app/sqlite/connection.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const auto isNobodys = u" owner NOT IN (SELECT token FROM owners)"_s;

// A program of an older version that has the session open writes its draft where it always was.
Result<Done> takeOver(const Connection& connection)
{
    const auto old = connection.value(u"SELECT prompt FROM drafts"_s);
    if (!old)
        return old.error();
    if (old->isNull())
        return Done();
    if (auto done =
            connection.run(u"INSERT OR REPLACE INTO window_drafts (owner, prompt, saved)"
                           " SELECT '', prompt, (SELECT coalesce(max(saved), 0) + 1 FROM window_drafts)"
                           " FROM drafts"_s);
        !done)
        return done;
    return connection.run(u"DELETE FROM drafts"_s);
}

} // namespace

Result<Done> keepDraft(const Connection& connection, const QString& owner, const Prompt& draft)
{
    const auto before = connection.value(u"SELECT prompt FROM window_drafts WHERE owner = ?"_s, {owner});
    if (!before)
        return before.error();
    if (auto done = addOwner(connection, owner); !done)
        return done;
    const auto prompt = keepPrompt(connection, draft);
    if (!prompt)
        return prompt.error();
    auto done = connection.run(
        u"INSERT INTO window_drafts (owner, prompt, saved)"
        " VALUES (?, ?, (SELECT coalesce(max(saved), 0) + 1 FROM window_drafts))"
        " ON CONFLICT (owner) DO UPDATE SET prompt = excluded.prompt, saved = excluded.saved"_s,
        {owner, *prompt});
    if (!done || before->isNull())
        return done;
    return connection.run(u"DELETE FROM prompts WHERE id = ?"_s, {*before});
}

Result<std::optional<Prompt>> takeDraft(const Connection& connection, const QString& owner)
{
    if (const auto done = takeOver(connection); !done)
        return done.error();
    SqlValue from;
    qint64 id = 0;
    const auto found = connection.first(u"SELECT owner, prompt FROM window_drafts WHERE owner = ? OR"_s
                                            + isNobodys + u" ORDER BY owner = ? DESC, saved DESC LIMIT 1"_s,
                                        {owner, owner}, [&](const SqlRow& row) {
                                            from = row.value(0);
                                            id = row.number(1);
                                        });
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<Prompt>();
    auto prompt = loadPrompt(connection, id);
    if (!prompt)
        return prompt.error();
    if (const auto done = addOwner(connection, owner); !done)
        return done.error();
    if (const auto done =
            connection.run(u"UPDATE window_drafts SET owner = ? WHERE owner = ?"_s, {owner, from});
        !done)
        return done.error();
    return std::optional<Prompt>(*std::move(prompt));
}

Result<Done> removeOldDrafts(const Connection& connection)
{
    QList<qint64> prompts;
    if (auto done =
            connection.forEach(u"SELECT prompt FROM window_drafts WHERE"_s + isNobodys
                                   + u" ORDER BY saved DESC LIMIT -1 OFFSET ?"_s,
                               {mostLeftDrafts}, [&prompts](const SqlRow& row) { prompts << row.number(0); });
        !done)
        return done;
    for (const qint64 prompt : std::as_const(prompts)) {
        for (const auto& statement :
             {u"DELETE FROM window_drafts WHERE prompt = ?"_s, u"DELETE FROM prompts WHERE id = ?"_s}) {
            if (auto done = connection.run(statement, {prompt}); !done)
                return done;
        }
    }
    return Done();
}

} // namespace safelight
