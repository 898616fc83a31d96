#include "app/cost/modelmatch.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

bool ModelMatch::matches(const QString& model) const
{
    const auto inner = [&model](const ModelMatch& match) { return match.matches(model); };
    switch (kind) {
    case Kind::Equals:
        return model.compare(text, Qt::CaseInsensitive) == 0;
    case Kind::StartsWith:
        return model.startsWith(text, Qt::CaseInsensitive);
    case Kind::EndsWith:
        return model.endsWith(text, Qt::CaseInsensitive);
    case Kind::Contains:
        return model.contains(text, Qt::CaseInsensitive);
    case Kind::Regex: {
        const QRegularExpression pattern(text);
        return pattern.isValid() && pattern.match(model).hasMatch();
    }
    case Kind::AnyOf:
        return std::any_of(of.begin(), of.end(), inner);
    case Kind::AllOf:
        return !of.empty() && std::all_of(of.begin(), of.end(), inner);
    }
    return false;
}

QString plainModelId(const QString& model)
{
    const QString id = model.trimmed();
    if (id.startsWith("models/"_L1))
        return id.sliced(7);
    const qsizetype at = id.lastIndexOf("/models/"_L1);
    return at < 0 ? id : id.sliced(at + 8);
}

bool isVersionOf(const QString& model, const QString& id)
{
    static const QRegularExpression version(u"^(-\\d{2,4}){1,2}$"_s);
    return model.size() > id.size() && model.size() <= id.size() + 10
        && model.startsWith(id, Qt::CaseInsensitive) && version.match(model.sliced(id.size())).hasMatch();
}

} // namespace safelight
