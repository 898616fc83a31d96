#pragma once

#include "app/base/result.h"
#include "app/report/reportsink.h"

#include <QImage>
#include <QTextCursor>

#include <memory>

class QTextBlock;
class QTextDocument;
class QTextTable;

namespace safelight {

class PictureSpool;

// A place that the contents name.
struct PdfEntry
{
    int level = 2;
    QString title;
    int position = 0; // of the heading in the document
};

// Lays a report out as a document of pages. Pictures are loaded when they are painted and let go after that.
class PdfSink final : public ReportSink
{
public:
    // `pageSize`: of what is printed on, in points.
    PdfSink(const PictureSpool& pictures, QSizeF pageSize);
    ~PdfSink() override;

    void begin(const QString& title, const QString& subtitle, const QList<Chapter>& chapters) override;
    void heading(int level, const QString& text, const QString& anchor) override;
    void paragraph(const QString& text, ReportTone tone) override;
    void list(const QStringList& items) override;
    void banner(ReportTone tone, const QString& badge, const QString& title, const QString& text) override;
    void facts(const QList<ReportFact>& facts) override;
    void table(const ReportTable& table) override;
    void quote(const QString& name, const QString& text) override;
    void chart(const ChartPicture& chart) override;
    void pictures(const QList<Shown>& shown) override;
    void end(const QString& footer) override;

    bool hasFailed() const override { return false; }

    // After end(): the page numbers are in the contents.
    QTextDocument& document() { return *m_document; }

private:
    void addBlock(const QString& text, const QTextBlockFormat& block, const QTextCharFormat& characters);
    QTextTable* addTable(int rows, int columns, const QList<double>& shares);
    void insertCell(const QTextCursor& at, const ReportCell& cell, bool isNumber);
    void addPicture(const Shown& shown, QTextCursor at, double widest);
    QTextTable* writeContents();
    int pageOf(const QTextBlock& block) const; // from 0
    void keepHeadings(int moved);

    const PictureSpool& m_pictures;
    const QSizeF m_pageSize;
    QImage m_unit; // a device on which a pixel is a point
    std::unique_ptr<QTextDocument> m_document;
    QTextCursor m_cursor;
    int m_contentsAt = -1;
    QList<PdfEntry> m_entries;
    QList<int> m_headings; // within attempts
    bool m_afterAttempt = false;
};

} // namespace safelight
