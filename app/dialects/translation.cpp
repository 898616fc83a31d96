#include "app/dialects/translation.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

QJsonObject readAs(const QString& form, const QString& through)
{
    QJsonObject object;
    if (!form.isEmpty())
        object["form"_L1] = form;
    if (!through.isEmpty())
        object["through"_L1] = through;
    return object;
}

QByteArray jsonOf(const Translation& translation)
{
    QJsonObject answer = translation.answer;
    answer["readAs"_L1] = readAs(translation.form, translation.through);
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

} // namespace safelight
