#include "ui/response/resultpage.h"
#include "app/session/attempt.h"
#include "app/settings/settings.h"
#include "app/wording/words.h"
#include "ui/base/disclosure.h"
#include "ui/base/tinted.h"
#include "ui/response/answerimages.h"
#include "ui/response/answertext.h"
#include "ui/view/savebytes.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The answer's text in order; calls and unknown parts as they came, so that nothing is dropped silently.
QString shownText(const Candidate& candidate)
{
    QString text;
    for (const auto& part : candidate.parts) {
        if (part.kind == Part::Kind::Text && !part.thought)
            text += part.text;
        else if (part.kind == Part::Kind::FunctionCall || part.kind == Part::Kind::Other)
            text += u"\n\n```json\n"_s + QString::fromUtf8(part.json) + u"\n```\n\n"_s;
    }
    return text;
}

QList<Part> files(const Candidate& candidate)
{
    QList<Part> found;
    std::ranges::copy_if(candidate.parts, std::back_inserter(found), [](const Part& part) {
        return part.kind == Part::Kind::InlineData && !part.isImage();
    });
    return found;
}

QString candidateName(const Candidate& candidate)
{
    const QString reason = candidate.finishReason ? u" · "_s + candidate.finishReason->text() : QString();
    return ResultPage::tr("Candidate %1").arg(candidate.index + 1) + reason;
}

QString fileStem(const Attempt& attempt)
{
    return attempt.number > 0 ? u"attempt-%1"_s.arg(attempt.number) : u"answer"_s;
}

} // namespace

QString nothingDelivered(const Attempt& attempt)
{
    if (attempt.state == AttemptState::Sending)
        return ResultPage::tr("Nothing has arrived yet.");
    switch (attempt.verdict.outcome) {
    case Outcome::PromptBlocked:
        return ResultPage::tr("No answer was made: the prompt was blocked.");
    case Outcome::ResponseBlocked:
        return attempt.verdict.reason
            ? ResultPage::tr("The answer was withheld: %1").arg(*attempt.verdict.reason)
            : ResultPage::tr("The answer was withheld.");
    case Outcome::ApiError:
        return ResultPage::tr("An error came instead of an answer.");
    case Outcome::Unreadable:
        return attempt.rawAnswer.isEmpty()
            ? ResultPage::tr("No answer arrived.")
            : ResultPage::tr("Safelight can’t read this as a Gemini response. It is under Raw.");
    case Outcome::Interrupted:
        return ResultPage::tr("No answer arrived.");
    case Outcome::Delivered:
    case Outcome::Truncated:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
        break;
    }
    return ResultPage::tr("The answer is empty.");
}

class ResultPage::Private
{
public:
    explicit Private(Settings& shared)
        : settings(shared)
    { }

    void build(ResultPage* page);
    void showCandidates(const QList<Candidate>& candidates);
    void showCandidate(const Candidate& candidate, const Attempt& attempt);
    void showThoughts(const Candidate& candidate, const Attempt& attempt);
    void showFiles(const QList<Part>& found, const Attempt& attempt, ResultPage* page);

    Settings& settings;
    QWidget* candidateRow = nullptr;
    QComboBox* candidates = nullptr;
    Disclosure* thoughts = nullptr;
    AnswerText* thoughtText = nullptr;
    QSplitter* content = nullptr;
    AnswerImages* images = nullptr;
    AnswerText* text = nullptr;
    QWidget* fileRow = nullptr;
    QWidget* nothing = nullptr;
    QLabel* nothingText = nullptr;
    std::unique_ptr<Attempt> attempt;
};

void ResultPage::Private::build(ResultPage* page)
{
    candidateRow = new QWidget(page);
    candidates = new QComboBox(candidateRow);
    candidates->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* row = new QHBoxLayout(candidateRow);
    row->setContentsMargins(spacing::insidePane, 6, spacing::insidePane, 2);
    row->addWidget(candidates);
    row->addStretch(1);
    candidates->setAccessibleName(ResultPage::tr("Candidate"));
    candidates->view()->setAccessibleName(ResultPage::tr("Candidates"));
    thoughtText = new AnswerText(ResultPage::tr("Thoughts"));
    thoughtText->setFixedHeight(page->fontMetrics().height() * 9);
    thoughts = new Disclosure(thoughtText, page);
    content = new QSplitter(Qt::Vertical, page);
    images = new AnswerImages(settings, content);
    text = new AnswerText(ResultPage::tr("Text of the answer"), content);
    content->setStretchFactor(0, 4);
    content->setStretchFactor(1, 1);
    content->setChildrenCollapsible(false);
    fileRow = new QWidget(page);
    (new QHBoxLayout(fileRow))->setContentsMargins(spacing::insidePane, 4, spacing::insidePane, 4);
    nothing = new QWidget(page);
    nothingText = mutedLabel({}, nothing);
    nothingText->setAlignment(Qt::AlignCenter);
    (new QVBoxLayout(nothing))->addWidget(nothingText);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(candidateRow);
    layout->addWidget(thoughts);
    layout->addWidget(content, 1);
    layout->addWidget(fileRow);
    layout->addWidget(nothing, 1);
}

void ResultPage::Private::showCandidates(const QList<Candidate>& all)
{
    const QSignalBlocker quiet(candidates);
    const int current = candidates->currentIndex();
    const auto count = std::min<qsizetype>(all.size(), 100);
    if (candidates->count() != count) {
        candidates->clear();
        for (int i = 0; i < count; ++i)
            candidates->addItem(QString());
    }
    for (int i = 0; i < count; ++i)
        candidates->setItemText(i, candidateName(all.at(i)));
    candidates->setCurrentIndex(current >= 0 && current < count ? current : 0);
    candidateRow->setVisible(count > 1);
}

void ResultPage::Private::showThoughts(const Candidate& candidate, const Attempt& shown)
{
    const QString words = candidate.thoughtText();
    thoughts->setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    const auto& usage = shown.response.usage;
    thoughts->setTitle(usage && usage->thoughts
                           ? ResultPage::tr("Thoughts (%1 tokens)").arg(wording::number(*usage->thoughts))
                           : ResultPage::tr("Thoughts"));
    thoughts->setOpen(settings.value(SettingKey::ThoughtsShown).toBool());
    thoughtText->showText(words, shown.state != AttemptState::Sending);
}

void ResultPage::Private::showFiles(const QList<Part>& found, const Attempt& shown, ResultPage* page)
{
    qDeleteAll(fileRow->findChildren<IconButton*>(Qt::FindDirectChildrenOnly));
    fileRow->setVisible(!found.isEmpty());
    for (const auto& part : found.first(std::min<qsizetype>(found.size(), 8))) {
        auto* button = new IconButton(
            u"save"_s, ResultPage::tr("Save %1 (%2)…").arg(part.mimeType, wording::bytes(part.data.size())),
            fileRow);
        button->showWords();
        fileRow->layout()->addWidget(button);
        const SavedBytes what {part.data, fileStem(shown) + u'.' + suffixOf(part.mimeType),
                               ResultPage::tr("Save")};
        connect(button, &QToolButton::clicked, page, [this, page, what] {
            saveBytes(page, settings, what, [page](const QString& sentence, const QString& detail) {
                emit page->problemOccurred(sentence, detail);
            });
        });
    }
}

void ResultPage::Private::showCandidate(const Candidate& candidate, const Attempt& shown)
{
    const QString words = shownText(candidate);
    const QList<Part> pictures = candidate.images();
    const bool anyText = !QStringView(words).trimmed().isEmpty();
    showThoughts(candidate, shown);
    images->setVisible(!pictures.isEmpty());
    images->showImages(pictures, fileStem(shown));
    text->setVisible(anyText);
    if (anyText)
        text->showText(words, shown.state != AttemptState::Sending);
    else
        text->clear();
    content->setVisible(anyText || !pictures.isEmpty());
    const bool none = !anyText && pictures.isEmpty() && fileRow->isHidden();
    nothing->setVisible(none);
    nothingText->setText(nothingDelivered(shown));
}

ResultPage::ResultPage(Settings& settings, QWidget* parent)
    : InspectorPage(parent)
    , d(std::make_unique<Private>(settings))
{
    d->build(this);
    connect(d->thoughts, &Disclosure::toggled, this,
            [this](bool open) { d->settings.setValue(SettingKey::ThoughtsShown, open); });
    connect(d->images, &AnswerImages::problemOccurred, this, &InspectorPage::problemOccurred);
    connect(d->candidates, &QComboBox::currentIndexChanged, this, [this](int place) {
        if (d->attempt && place >= 0 && place < d->attempt->response.candidates.size())
            showAttempt(*d->attempt);
    });
}

ResultPage::~ResultPage() = default;

void ResultPage::showAttempt(const Attempt& attempt)
{
    const bool same = d->attempt && isSameAttempt(*d->attempt, attempt);
    if (!same) {
        d->candidates->setCurrentIndex(0);
        d->text->clear();
        d->thoughtText->clear();
    }
    const Attempt copy = attempt; // `attempt` may be the one kept here
    d->attempt = std::make_unique<Attempt>(copy);
    const auto& candidates = copy.response.candidates;
    d->showCandidates(candidates);
    const int place = d->candidates->currentIndex();
    const Candidate shown = place >= 0 && place < candidates.size() ? candidates.at(place) : Candidate();
    d->showFiles(files(shown), copy, this);
    d->showCandidate(shown, copy);
}

} // namespace safelight
