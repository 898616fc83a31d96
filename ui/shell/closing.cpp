#include "ui/shell/closing.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Closing
{
    Q_DECLARE_TR_FUNCTIONS(safelight::Closing)
};

} // namespace

void askBeforeLosing(qsizetype count, QWidget* window, const std::function<void()>& keep,
                     const std::function<void()>& close)
{
    auto* box =
        new QMessageBox(QMessageBox::Warning, Closing::tr("Close Safelight"),
                        Closing::tr("%n attempt(s) could not be written into a session and would be lost.",
                                    "", static_cast<int>(count)),
                        QMessageBox::Cancel, window);
    box->setObjectName(u"closeQuestion"_s);
    box->setInformativeText(Closing::tr("A new session in a place that can be written to takes them in."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* keeping = box->addButton(Closing::tr("&New session…"), QMessageBox::AcceptRole);
    auto* losing = box->addButton(Closing::tr("Close and &lose them"), QMessageBox::DestructiveRole);
    box->setDefaultButton(keeping);
    QObject::connect(keeping, &QPushButton::clicked, window, keep);
    QObject::connect(losing, &QPushButton::clicked, window, close);
    box->open();
}

} // namespace safelight
