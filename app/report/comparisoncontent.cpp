#include "app/report/comparisoncontent.h"

#include "app/report/attemptcontent.h"
#include "app/report/redactor.h"
#include "app/wording/comparewords.h"
#include "app/wording/reportwords.h"

namespace safelight {

namespace {

// The pieces of a text are the text itself.
void redactPieces(QList<DiffPiece>& pieces, const QString& whole, const Redactor& redactor)
{
    if (pieces.isEmpty())
        return;
    if (whole == Redactor::mask()) {
        pieces.clear();
        return;
    }
    for (DiffPiece& piece : pieces)
        piece.text = redactor.text(piece.text);
}

void redactColumn(ComparedColumn& column, const Redactor& redactor)
{
    // After the comparison: what is hidden is compared all the same.
    redactor.redact(column.attempt);
    const Prompt& prompt = column.attempt.prompt;
    redactPieces(column.prompt, prompt.text, redactor);
    redactPieces(column.systemInstruction, prompt.systemInstruction, redactor);
    const QString answer = comparedAnswer(column.attempt);
    redactPieces(column.answer, answer.startsWith(Redactor::mask()) ? Redactor::mask() : answer, redactor);
    // Where what is carried went out of the attempt, kinds and names of members stay to be counted.
    for (CarriedPiece& piece : column.carried)
        piece.name = prompt.carried.isEmpty() ? QString() : redactor.text(piece.name);
    for (ComparedReference& reference : column.references)
        redactor.redact(reference.image);
    for (auto& rating : column.ratings) {
        if (rating)
            redactor.redact(*rating);
    }
}

} // namespace

ReportComparison reportComparison(Comparison comparison, const Redactor& redactor)
{
    ReportComparison result;
    result.baseline = comparison.baseline;
    for (ComparedColumn& column : comparison.columns) {
        redactColumn(column, redactor);
        result.numbers << column.attempt.number;
    }
    for (RatedCategory& rated : comparison.rated)
        redactor.redact(rated.category);
    for (const ComparedRow row : comparedRows) {
        if (row != ComparedRow::StoppedAt && !comparison.isDifferent(row))
            continue;
        ReportComparison::Row shown;
        shown.row = row;
        for (int i = 0; i < int(comparison.columns.size()); ++i) {
            shown.different << comparison.isDifferent(row, i);
            shown.texts << wording::comparedText(comparison, row, i);
            shown.pieces << wording::comparedPieces(comparison, row, i);
        }
        result.rows << shown;
    }
    return result;
}

void tellComparison(const ReportComparison& comparison, ReportSink& sink)
{
    sink.heading(3, wording::comparisonTitle(comparison.numbers), {});
    ReportTable table;
    table.columns << QString();
    for (int i = 0; i < int(comparison.numbers.size()); ++i) {
        const QString name = wording::attemptNumber(comparison.numbers.at(i));
        table.columns << (i == comparison.baseline ? wording::baseline(name) : name);
    }
    for (const auto& row : comparison.rows) {
        QList<ReportCell> cells {{wording::comparedRow(row.row), ReportTone::Mute}};
        for (int i = 0; i < int(row.texts.size()); ++i) {
            ReportCell cell {row.texts.at(i)};
            if (row.different.at(i))
                cell.tone = ReportTone::Accent;
            if (i != comparison.baseline)
                cell.pieces = row.pieces.at(i);
            cells << cell;
        }
        table.rows << cells;
    }
    sink.table(table);
    sink.paragraph(wording::reportWord(ReportWord::ComparisonMeans), ReportTone::Mute);
}

} // namespace safelight
