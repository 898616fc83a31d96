#pragma once

#include "app/report/reportoptions.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace safelight {

struct Attempt;
struct ReferenceImage;
struct SafetyRating;

// Takes out of attempts what a report must not tell. First it learns from all of them, because one attempt
// may repeat the prompt, the host or the project of another.
class Redactor final
{
public:
    explicit Redactor(Redactions redactions)
        : m_redactions(redactions)
    { }

    void learn(const Attempt& attempt);

    // A text of the service or of this program: without keys, hosts, projects and what repeats a prompt, as
    // far as they are to be hidden.
    QString text(const QString& text) const;
    // All of it that a report shows. Pictures' bytes and the bodies are not touched: they are not shown.
    void redact(Attempt& attempt) const;
    void redact(ReferenceImage& image) const;
    void redact(SafetyRating& rating) const;
    // What this program knows tells nothing; anything else may.
    template<typename E>
    void redact(std::optional<Known<E>>& known) const
    {
        if (known && !known->isKnown())
            known = Known<E>::fromWire(text(known->text()));
    }

    // What stands in the place of a text: "[not shown]".
    static QString mask();

private:
    bool hides(Redaction redaction) const { return m_redactions.testFlag(redaction); }
    void learnHost(const QString& url);
    QString withoutEchoes(const QString& text) const;
    QString withoutHosts(QString text) const;
    QString withoutProjects(QString text) const;
    QString own(const QString& asked) const;
    void redactRequest(Attempt& attempt) const;
    void redactAnswer(Attempt& attempt) const;
    void redactVerdict(Attempt& attempt) const;
    void redactNotes(Attempt& attempt) const;

    Redactions m_redactions;
    QSet<size_t> m_echoes; // runs of words of what was asked
    QStringList m_hosts; // the longest first
    QStringList m_projects;
};

} // namespace safelight
