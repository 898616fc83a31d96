#pragma once

#include "app/base/result.h"
#include "app/report/reportsink.h"
#include "app/reportfile/reportwriters.h"

class QIODevice;

namespace safelight {

// Writes a report as CommonMark with tables. Others' words stand in fenced blocks, and everywhere else each
// sign that could mean something is escaped.
class MarkdownSink final : public ReportSink
{
public:
    MarkdownSink(QIODevice& device, const PictureSpool& pictures, MarkdownPlace place)
        : m_device(device)
        , m_pictures(pictures)
        , m_place(std::move(place))
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
    void put(const QString& markdown);
    void putPicture(const Shown& shown);
    QString pictureFile(int place);

    QIODevice& m_device;
    const PictureSpool& m_pictures;
    const MarkdownPlace m_place;
    QHash<int, QString> m_files; // by place in the spool: each is written once
    std::optional<Error> m_error;
};

} // namespace safelight
