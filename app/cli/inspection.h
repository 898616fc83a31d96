#pragma once

#include <QJsonObject>
#include <QString>

namespace safelight {

struct Response;
struct Verdict;

// The object that `--json` prints ("safelight.inspection/1", headless.md). `send` adds its own members to it.
QJsonObject inspectionObject(const QString& source, const Response& response, const Verdict& verdict);
// The same for people: a few lines of text, without control characters whatever the answer holds.
QString inspectionText(const QString& source, const Response& response, const Verdict& verdict);
// 0 delivered or truncated with content · 1 blocked, stopped, refused, empty · 2 unreadable · 3 error · 4
// network, cut off.
int exitCode(const Response& response, const Verdict& verdict);

} // namespace safelight
