#include "ui/response/rawpage.h"
#include "app/session/attempt.h"
#include "app/settings/settings.h"
#include "app/wire/fieldlist.h"
#include "app/wording/words.h"
#include "ui/base/disclosure.h"
#include "ui/base/tinted.h"
#include "ui/view/findbar.h"
#include "ui/view/plaintext.h"
#include "ui/view/savebytes.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString shapeName(AnswerShape shape)
{
    switch (shape) {
    case AnswerShape::Object:
        return RawPage::tr("JSON object");
    case AnswerShape::Array:
        return RawPage::tr("JSON array of chunks");
    case AnswerShape::EventStream:
        return RawPage::tr("event stream");
    case AnswerShape::ErrorBody:
        return RawPage::tr("error body");
    case AnswerShape::HtmlPage:
        return RawPage::tr("web page");
    case AnswerShape::Predictions:
        return RawPage::tr("Vertex predictions");
    case AnswerShape::None:
        break;
    }
    return {};
}

QString suffixOf(AnswerShape shape)
{
    switch (shape) {
    case AnswerShape::EventStream:
    case AnswerShape::None:
        return u"txt"_s;
    case AnswerShape::HtmlPage:
        return u"html"_s;
    default:
        return u"json"_s;
    }
}

QString statusLine(const Attempt& attempt)
{
    QStringList parts;
    if (attempt.httpCode > 0)
        parts << RawPage::tr("HTTP %1").arg(attempt.httpCode);
    if (attempt.rawAnswer.isEmpty())
        parts << (attempt.state == AttemptState::Sending ? RawPage::tr("shown when the answer is complete")
                                                         : RawPage::tr("no bytes were received"));
    else
        parts << wording::bytes(attempt.rawAnswer.size()) << shapeName(attempt.response.shape);
    if (attempt.response.chunks > 1)
        parts << RawPage::tr("%1 chunks").arg(attempt.response.chunks);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

RawPage::RawPage(Settings& settings, QWidget* parent)
    : InspectorPage(parent)
    , m_settings(settings)
    , m_status(mutedLabel({}, this))
    , m_headers(new QLabel)
    , m_headerFold(new Disclosure(m_headers, this))
    , m_note(mutedLabel({}, this))
    , m_text(new PlainText(tr("Answer as received"), this))
    , m_pretty(settings.value(SettingKey::RawPretty).toBool())
{
    build();
}

void RawPage::build()
{
    m_text->setFont(monospace(font()));
    m_headers->setFont(monospace(font()));
    m_headers->setTextFormat(Qt::PlainText);
    m_headers->setWordWrap(true);
    m_headers->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_headers->setContentsMargins(20, 0, 0, 4);
    m_note->setContentsMargins(spacing::insidePane, 2, spacing::insidePane, 4);
    auto* findBar = new FindBar(m_text, this, this);
    m_find = findBar;
    auto* folded = new QHBoxLayout;
    folded->setContentsMargins(8, 0, spacing::insidePane, 0);
    folded->addWidget(m_headerFold);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addLayout(folded);
    layout->addWidget(m_note);
    layout->addWidget(m_text, 1);
    layout->addWidget(findBar);
}

QWidget* RawPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(spacing::insidePane, 4, spacing::betweenControls, 4);
    layout->setSpacing(4);
    m_status->setWordWrap(false);
    layout->addWidget(m_status, 1);
    const auto add = [this, bar, layout](const QString& icon, const QString& words, auto then) {
        auto* button = new IconButton(icon, words, bar);
        connect(button, &QToolButton::clicked, this, then);
        layout->addWidget(button);
        return button;
    };
    auto* pretty = add(u"text"_s, tr("Pretty"), [this](bool on) {
        m_pretty = on;
        m_settings.setValue(SettingKey::RawPretty, on);
        prepare();
    });
    pretty->setToolButtonStyle(Qt::ToolButtonTextOnly);
    pretty->setCheckable(true);
    pretty->setChecked(m_pretty);
    pretty->setToolTip(tr("Indented, base64 folded; off: exactly as received"));
    auto* wrap = add(u"text"_s, tr("Wrap"), [this](bool on) {
        m_text->setLineWrapMode(on ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    });
    wrap->setToolButtonStyle(Qt::ToolButtonTextOnly);
    wrap->setToolTip(tr("Break long lines at the edge of the view"));
    wrap->setCheckable(true);
    wrap->setChecked(true);
    add(u"search"_s, tr("Find"), [this] { static_cast<FindBar*>(m_find)->open(); });
    add(u"copy"_s, tr("Copy all, exact bytes"), [this] { copyBytes(m_bytes); });
    add(u"save"_s, tr("Save exact bytes…"), [this] { save(); });
    return bar;
}

void RawPage::showAttempt(const Attempt& attempt)
{
    m_status->setText(statusLine(attempt));
    m_name = u"attempt-%1-answer.%2"_s.arg(attempt.number).arg(suffixOf(attempt.response.shape));
    showHeaders(attempt);
    const QByteArray& raw = attempt.rawAnswer;
    if (raw.constData() == m_bytes.constData() && raw.size() == m_bytes.size())
        return;
    m_bytes = raw;
    prepare();
}

void RawPage::showHeaders(const Attempt& attempt)
{
    m_headerFold->setVisible(!attempt.responseHeaders.isEmpty());
    m_headerFold->setTitle(tr("Headers (%1)").arg(attempt.responseHeaders.size()));
    QString text;
    for (const auto& [name, value] : attempt.responseHeaders)
        text += QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value) + u'\n';
    m_headers->setText(text.trimmed());
}

void RawPage::prepare()
{
    if (m_bytes.isEmpty()) {
        m_preparing.forget();
        return showSource({});
    }
    m_preparing.run(
        this,
        [bytes = m_bytes, pretty = m_pretty] { return sourceText(pretty ? prettyAnswer(bytes) : bytes); },
        [this](const SourceText& source) { showSource(source); });
}

void RawPage::showSource(const SourceText& source)
{
    m_text->showText(source.text);
    const QString notes = sourceNotes(source);
    m_note->setText(notes);
    m_note->setVisible(!notes.isEmpty());
}

void RawPage::save()
{
    if (m_bytes.isEmpty())
        return;
    saveBytes(
        this, m_settings, {m_bytes, m_name, tr("Save the answer as received")},
        [this](const QString& sentence, const QString& detail) { emit problemOccurred(sentence, detail); });
}

} // namespace safelight
