#include "ui/response/verdictbanner.h"
#include "app/session/attempt.h"
#include "app/wording/costwords.h"
#include "app/wording/formwords.h"
#include "app/wording/supportwords.h"
#include "app/wording/words.h"
#include "ui/base/disclosure.h"
#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/tint.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString evidenceText(const QList<Evidence>& readFrom)
{
    QStringList lines;
    for (const auto& evidence : readFrom)
        lines << evidence.path + (evidence.value.isEmpty() ? QString() : u" = "_s + evidence.value);
    return lines.join(u'\n');
}

// What has arrived so far, in words.
QString arrived(const Attempt& attempt)
{
    qint64 characters = 0;
    int images = 0;
    for (const auto& candidate : attempt.response.candidates) {
        for (const auto& part : candidate.parts) {
            characters += part.text.size();
            images += part.isImage() ? 1 : 0;
        }
    }
    if (characters == 0 && images == 0)
        return VerdictBanner::tr("Waiting for the answer");
    QString text = VerdictBanner::tr("%1 characters received").arg(wording::number(characters));
    if (images > 0)
        text += u", "_s
            + (images == 1 ? VerdictBanner::tr("1 image") : VerdictBanner::tr("%1 images").arg(images));
    return text;
}

QLabel* wrappedLabel(QWidget* parent)
{
    auto* label = new WrapLabel({}, parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

VerdictBanner::VerdictBanner(QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconLabel(28, this))
    , m_title(wrappedLabel(this))
    , m_explanation(wrappedLabel(this))
    , m_money(wrappedLabel(this))
    , m_readAs(wrappedLabel(this))
    , m_fields(wrappedLabel(nullptr))
    , m_readFrom(new Disclosure(m_fields, this))
{
    build();
}

void VerdictBanner::build()
{
    QFont title = font();
    title.setPointSizeF(title.pointSizeF() * 1.2);
    title.setWeight(QFont::DemiBold);
    m_title->setFont(title);
    m_fields->setFont(monospace(font()));
    m_fields->setContentsMargins(20, 0, 0, 0);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(14, 10, 14, 8);
    layout->setHorizontalSpacing(14);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignTop);
    layout->addWidget(m_title, 0, 1);
    layout->addWidget(m_explanation, 1, 1);
    layout->addWidget(m_money, 2, 1);
    layout->addWidget(m_readAs, 3, 1);
    layout->addWidget(m_readFrom, 4, 1);
    layout->setColumnStretch(1, 1);
}

void VerdictBanner::showAttempt(const Attempt& attempt)
{
    if (attempt.state == AttemptState::Sending)
        showSending(attempt);
    else
        showVerdict(attempt);
    tint();
}

void VerdictBanner::showSending(const Attempt& attempt)
{
    m_tone = toneOf(attempt);
    m_progress = arrived(attempt);
    setTexts(tr("Sending"), m_progress);
    m_money->hide();
    m_readAs->hide();
    m_readFrom->hide();
}

void VerdictBanner::showElapsed(double seconds)
{
    m_explanation->setText(m_progress + u" · "_s + wording::duration(seconds));
}

void VerdictBanner::showVerdict(const Attempt& attempt)
{
    const Verdict& verdict = attempt.verdict;
    m_tone = toneOf(attempt);
    QString explanation = wording::verdictExplanation(verdict, attempt.response);
    if (!attempt.failure.isEmpty() && !explanation.contains(attempt.failure))
        explanation = explanation.isEmpty() ? attempt.failure : attempt.failure + u' ' + explanation;
    setTexts(wording::verdictTitle(verdict, attempt.response), explanation);
    showMoney(attempt);
    const QString form = wording::readAs(attempt.response);
    m_readAs->setText(tr("Read as: %1").arg(form));
    m_readAs->setVisible(!form.isEmpty());
    m_readFrom->setVisible(!verdict.readFrom.isEmpty());
    if (verdict.readFrom.isEmpty())
        return;
    const auto more = static_cast<int>(verdict.readFrom.size()) - 1;
    const QString first = verdict.readFrom.constFirst().path;
    m_readFrom->setTitle(more > 0 ? tr("Read from %1 and %n more", nullptr, more).arg(first)
                                  : tr("Read from %1").arg(first));
    m_fields->setText(evidenceText(verdict.readFrom));
    m_readFrom->setToolTip(m_fields->text());
}

// The third of the four questions: was I charged? And what else the service's own words hide.
void VerdictBanner::showMoney(const Attempt& attempt)
{
    QStringList sentences;
    if (attempt.verdict.outcome != Outcome::Unreadable) {
        sentences << wording::billingAmount(attempt.billing);
        if (attempt.billing.simulated && attempt.billing.high)
            sentences << tr("Simulated: prices as if sent to the Gemini API.");
        if (attempt.billing.high)
            sentences << wording::priceDay(attempt.billing.priceDate);
    }
    sentences << wording::supportCodes(supportCodes(attempt.response));
    sentences.removeAll(QString());
    m_money->setText(sentences.join(u' '));
    m_money->setVisible(!sentences.isEmpty());
    m_money->setToolTip(wording::billingWhy(attempt.billing));
}

void VerdictBanner::setTexts(const QString& title, const QString& explanation)
{
    m_title->setText(title);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(explanation);
}

void VerdictBanner::tint()
{
    m_icon->showIcon(m_tone.icon, m_tone.ink);
    safelight::tint(m_title, palette(), m_tone.ink == Role::Mute ? Role::Ink : m_tone.ink);
    update();
}

void VerdictBanner::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void VerdictBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = color(palette(), m_tone.ink == Role::Mute ? Role::Line : m_tone.ink);
    if (m_tone.ink != Role::Mute)
        edge.setAlphaF(0.35F);
    painter.setPen(edge);
    painter.setBrush(color(palette(), m_tone.back));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
}

} // namespace safelight
