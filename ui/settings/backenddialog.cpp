#include "ui/settings/backenddialog.h"

#include "app/backends/baseurl.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QLabel* makeSentence(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

// A label in the colour of a role, also after the theme changed.
void paintInk(QLabel* label, Role role)
{
    // From the program's palette: the parent's may still be the old one while the theme changes.
    QPalette palette;
    palette.setColor(QPalette::WindowText, color(QApplication::palette(), role));
    label->setPalette(palette);
}

QUrl typedUrl(const QString& text)
{
    QString address = text.trimmed();
    while (address.endsWith(u'/'))
        address.chop(1);
    return QUrl(address, QUrl::StrictMode);
}

} // namespace

class BackendDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::BackendDialog)

public:
    Private(BackendDialog& dialog, const Backend& profile, bool keyStored)
        : backend(profile)
        , hasKey(keyStored)
        , buttons(new QDialogButtonBox(&dialog))
    { }

    void buildFields(BackendDialog& dialog, QFormLayout& form);
    void buildKeyRow(BackendDialog& dialog, QFormLayout& form);
    QString urlProblem() const;
    QString keyProblem() const;
    QString placeholder() const;
    void update();
    void recolor() const;

    const Backend backend;
    const bool hasKey;
    bool removeKey = false;
    QLineEdit* url = nullptr; // the fields are null for the simulator
    QLabel* urlNote = nullptr;
    QLineEdit* key = nullptr;
    QLabel* keyNote = nullptr;
    QPushButton* removal = nullptr;
    QLabel* keeping = nullptr;
    QDialogButtonBox* buttons;
};

void BackendDialog::Private::buildFields(BackendDialog& dialog, QFormLayout& form)
{
    url = new QLineEdit(backend.baseUrl.toDisplayString(), &dialog);
    url->setObjectName(u"baseUrl"_s);
    url->setAccessibleName(tr("Base URL"));
    urlNote = makeSentence({}, &dialog);
    urlNote->setObjectName(u"baseUrlNote"_s);
    form.addRow(tr("&Base URL"), url);
    form.addRow(QString(), urlNote);
    if (backend.auth != Backend::Auth::None)
        buildKeyRow(dialog, form);
}

void BackendDialog::Private::buildKeyRow(BackendDialog& dialog, QFormLayout& form)
{
    key = new QLineEdit(&dialog);
    key->setObjectName(u"key"_s);
    key->setAccessibleName(tr("API key"));
    key->setEchoMode(QLineEdit::Password);
    key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                             | Qt::ImhNoAutoUppercase);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::betweenControls);
    row->addWidget(key, 1);
    if (hasKey) {
        removal = new QPushButton(tr("&Remove the stored key"), &dialog);
        removal->setObjectName(u"removeKey"_s);
        removal->setAutoDefault(false);
        row->addWidget(removal);
    }
    keyNote = makeSentence({}, &dialog);
    keyNote->setObjectName(u"keyNote"_s);
    keeping =
        makeSentence(tr("The key is kept in the system’s key store, or until the program ends where none "
                        "runs. It is sent to this base URL only, and never written to a file, a log or "
                        "a report."),
                     &dialog);
    auto* label = new QLabel(tr("API &key"), &dialog);
    label->setBuddy(key); // a row that is a layout gets none by itself
    form.addRow(label, row);
    form.addRow(QString(), keyNote);
    form.addRow(QString(), keeping);
}

QString BackendDialog::Private::urlProblem() const
{
    return url ? baseUrlProblem(typedUrl(url->text())) : QString();
}

// What a header cannot carry; the shape of a key is the service's business (gemini-api.md §9).
QString BackendDialog::Private::keyProblem() const
{
    if (!key)
        return {};
    const bool odd =
        std::ranges::any_of(key->text().trimmed(), [](QChar c) { return c <= u' ' || c >= QChar(0x7f); });
    return odd ? tr("A key has no spaces and only plain letters, digits and signs.") : QString();
}

QString BackendDialog::Private::placeholder() const
{
    if (removeKey)
        return tr("The stored key will be removed");
    return hasKey ? tr("A key is stored; type here to replace it") : tr("No key is stored");
}

void BackendDialog::Private::update()
{
    const QString badUrl = urlProblem();
    const QString badKey = keyProblem();
    if (url) {
        urlNote->setText(badUrl);
        urlNote->setVisible(!badUrl.isEmpty());
        url->setAccessibleDescription(badUrl);
    }
    if (key) {
        key->setPlaceholderText(placeholder());
        keyNote->setText(badKey);
        keyNote->setVisible(!badKey.isEmpty());
        key->setAccessibleDescription(badKey.isEmpty() ? placeholder() : badKey);
    }
    if (removal) {
        removal->setText(removeKey ? tr("&Keep the stored key") : tr("&Remove the stored key"));
        removal->setEnabled(key->text().isEmpty());
    }
    if (auto* ok = buttons->button(QDialogButtonBox::Ok))
        ok->setEnabled(badUrl.isEmpty() && badKey.isEmpty());
    // A note that appears makes room for itself.
    auto* page = buttons->window();
    page->layout()->activate();
    if (const int needed = page->heightForWidth(page->width()); page->isVisible() && needed > page->height())
        page->resize(page->width(), needed);
}

void BackendDialog::Private::recolor() const
{
    for (auto* note : {urlNote, keyNote}) {
        if (note)
            paintInk(note, Role::Bad);
    }
    if (keeping)
        paintInk(keeping, Role::Mute);
}

BackendDialog::BackendDialog(const Backend& backend, bool hasKey, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, backend, hasKey))
{
    setWindowTitle(backend.name);
    setMinimumWidth(560);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(spacing::insidePane);
    form->setVerticalSpacing(spacing::betweenControls);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    if (backend.simulated)
        form->addRow(
            makeSentence(tr("The simulator runs inside this program. It needs no key, its answers are "
                            "made up, and nothing leaves this computer."),
                         this));
    else
        d->buildFields(*this, *form);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                             spacing::insidePane);
    page->setSpacing(spacing::insidePane);
    page->addLayout(form);
    page->addWidget(d->buttons);
    connectParts();
    d->recolor();
    d->update();
}

BackendDialog::~BackendDialog() = default;

void BackendDialog::connectParts()
{
    d->buttons->setStandardButtons(d->backend.simulated
                                       ? QDialogButtonBox::StandardButtons(QDialogButtonBox::Close)
                                       : QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(d->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(d->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (auto* field : {d->url, d->key}) {
        if (field)
            connect(field, &QLineEdit::textChanged, this, [this] { d->update(); });
    }
    if (d->key)
        connect(d->key, &QLineEdit::textEdited, this, [this] {
            d->removeKey = false; // a new key replaces the old one anyway
            d->update();
        });
    if (d->removal)
        connect(d->removal, &QPushButton::clicked, this, [this] {
            d->removeKey = !d->removeKey;
            d->update();
        });
    if (auto* ok = d->buttons->button(QDialogButtonBox::Ok)) {
        ok->setProperty("primary", true);
        ok->setDefault(true);
    }
}

BackendEdit BackendDialog::edit() const
{
    BackendEdit edit;
    edit.baseUrl = d->url ? typedUrl(d->url->text()) : d->backend.baseUrl;
    const QByteArray typed = d->key ? d->key->text().trimmed().toUtf8() : QByteArray();
    edit.keyChanged = !typed.isEmpty() || d->removeKey;
    edit.key = Secret(typed);
    return edit;
}

void BackendDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    const bool looks = event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange;
    if (looks && d) // later: the style sheet puts the old palettes back when it is done
        QMetaObject::invokeMethod(
            this, [this] { d->recolor(); }, Qt::QueuedConnection);
}

} // namespace safelight
