#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <optional>

namespace safelight {

// A command with what it reads from standard input.
struct PureCommand
{
    QStringList words;
    QByteArray input;
    bool hasInput = false;
};

// The bytes of a file that a command names; none ends the reading of it.
using NamedBytes = std::function<std::optional<QByteArray>(const QString& name)>;

// What a command prints whose output depends on its words and files alone: echo, printf, cat, base64, tr -d,
// jq -n with literals. None for any other. Nothing is run.
std::optional<QByteArray> printedBy(const PureCommand& command, const NamedBytes& files);

} // namespace safelight
