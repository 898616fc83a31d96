#include "ui/exchange/callreading.h"

#include "app/base/files.h"

#include <QFileInfo>

namespace safelight {

namespace {

constexpr qint64 fileLimit = 1024LL * 1024 * 1024; // a browser's HAR file holds far more than the calls

ReadCalls readingOf(const QByteArray& bytes, const FileReading& files, const StopAsked& stop)
{
    ReadCalls read {bytes, RecordedCalls(), false, false, {}};
    read.calls = readCalls(bytes, notingMissing(files, read.missing), stop);
    return read;
}

} // namespace

CallReading::CallReading(QObject* parent)
    : QObject(parent)
{ }

CallReading::~CallReading()
{
    *m_stopped = true;
}

StopAsked CallReading::begin()
{
    *m_stopped = true;
    m_stopped = std::make_shared<std::atomic_bool>(false);
    return [flag = m_stopped] { return flag->load(); };
}

void CallReading::read(const QByteArray& bytes)
{
    m_latest.run(
        this,
        [bytes, folder = m_folder, files = m_chosen, stop = begin()] {
            return readingOf(bytes, filesOf(folder, files), stop);
        },
        [this](const ReadCalls& read) { take(read); });
}

void CallReading::readFile(const QString& path)
{
    forget();
    m_folder = QFileInfo(path).absolutePath();
    m_latest.run(
        this,
        [path, folder = m_folder, stop = begin()]() -> ReadCalls {
            const auto bytes = safelight::readFile(path, fileLimit);
            if (!bytes)
                return {{}, bytes.error(), true, true, {}};
            ReadCalls read = readingOf(*bytes, filesOf(folder), stop);
            read.isFile = true;
            return read;
        },
        [this](const ReadCalls& read) { take(read); });
}

void CallReading::readWith(const QStringList& paths, const QByteArray& bytes)
{
    m_chosen.insert(chosenFor(m_missing, paths));
    read(bytes);
}

void CallReading::forget()
{
    m_latest.forget();
    *m_stopped = true;
    m_chosen.clear();
    m_missing.clear();
    m_folder.clear();
}

void CallReading::take(const ReadCalls& read)
{
    m_missing = read.missing;
    emit finished(read);
}

} // namespace safelight
