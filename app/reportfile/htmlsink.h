#pragma once

#include "app/base/result.h"
#include "app/report/reportsink.h"

class QIODevice;

namespace safelight {

class PictureSpool;

// Writes a report as one HTML file. Every text is escaped; nothing of it becomes markup.
class HtmlSink final : public ReportSink
{
public:
    HtmlSink(QIODevice& device, const PictureSpool& pictures)
        : m_device(device)
        , m_pictures(pictures)
    { }

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

    bool hasFailed() const override { return m_error.has_value(); }
    const std::optional<Error>& error() const { return m_error; }

private:
    void put(const QByteArray& html);
    void put(const QString& html) { put(html.toUtf8()); }
    void putLong(const QString& text);
    void putCell(const ReportTable& table, const ReportCell& cell, int column);
    void putPicture(const Shown& shown);
    void close(int level);

    QIODevice& m_device;
    const PictureSpool& m_pictures;
    std::optional<Error> m_error;
    int m_open = 0; // 2: a chapter, 3: a part of it that is an article
};

} // namespace safelight
