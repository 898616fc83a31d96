#pragma once

#include "app/session/attempt.h"
#include "ui/theme/theme.h"

class QDate;

namespace safelight {

// What a row of the history says about an attempt. Draws nothing.
namespace attemptrow {

QString badge(const AttemptSummary& row); // "IMAGE_SAFETY", "SENDING…"
Role tone(const AttemptSummary& row); // how the badge and the tile are tinted
QString tileIcon(const AttemptSummary& row); // name of the icon that stands in for a picture
QString outcome(const AttemptSummary& row); // what happened, in words
QString number(const AttemptSummary& row); // "#7"
// "14:02"; the day when it is said nowhere else and was not today.
QString when(const AttemptSummary& row, const QDate& today, bool dayIsSaid);
QString line(const AttemptSummary& row); // its name, or how the prompt begins
QString model(const AttemptSummary& row); // asked for; and the one that answered, where it differs
QString cost(const AttemptSummary& row); // "$0.134"; empty where nothing was charged or is known
QString tokens(const AttemptSummary& row); // all together, with thin spaces; empty: none reported
QString mark(int mark); // "Mark 3, yellow"; "No mark"

QString toolTip(const AttemptSummary& row); // markup; what it quotes is escaped
QString spoken(const AttemptSummary& row); // for screen readers
QString copied(const AttemptSummary& row); // as one line of text

// "Today", "Yesterday", "Friday, 20 November", with the year where it is another one.
QString day(const QDate& day, const QDate& today);

} // namespace attemptrow

} // namespace safelight
