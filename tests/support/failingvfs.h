#pragma once

#include <sqlite3.h>

#include <cstring>
#include <vector>

namespace safelight::test {

// While it lives, SQLite's files are written through it, and from the write on that was chosen nothing
// reaches the disk: writes, syncs, truncations and removals fail with a code. What is on the disk then is
// what a program that was killed there, or whose disk was full, has left. For files opened meanwhile.
class FailingVfs final
{
public:
    FailingVfs()
        : m_real(sqlite3_vfs_find(nullptr))
        , m_vfs(*m_real)
    {
        m_vfs.zName = "failing";
        m_vfs.pAppData = this;
        m_vfs.szOsFile = static_cast<int>(sizeof(File)) + m_real->szOsFile;
        m_vfs.xOpen = open;
        m_vfs.xDelete = remove;
        sqlite3_vfs_register(&m_vfs, 1);
    }
    ~FailingVfs()
    {
        sqlite3_vfs_unregister(&m_vfs);
        sqlite3_vfs_register(m_real, 1);
    }
    FailingVfs(const FailingVfs&) = delete;
    FailingVfs& operator=(const FailingVfs&) = delete;

    void failAfter(int writes, int code)
    {
        m_left = writes;
        m_code = code;
    }
    void fail(int code) { failAfter(0, code); }
    void work() { m_left = -1; }
    bool hasFailed() const { return m_left == 0; }

private:
    struct File
    {
        sqlite3_file base;
        FailingVfs* owner;
        sqlite3_file* real; // behind this one
    };
    static File* fileOf(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
    static sqlite3_file* realOf(sqlite3_file* file) { return fileOf(file)->real; }
    static FailingVfs* ownerOf(sqlite3_vfs* vfs) { return static_cast<FailingVfs*>(vfs->pAppData); }

    bool mayWrite()
    {
        if (m_left > 0)
            --m_left;
        return m_left != 0;
    }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given)
    {
        auto* self = ownerOf(vfs);
        auto* made = fileOf(file);
        made->owner = self;
        made->real = reinterpret_cast<sqlite3_file*>(made + 1);
        const int code = self->m_real->xOpen(self->m_real, name, made->real, flags, given);
        file->pMethods = made->real->pMethods ? self->methodsLike(made->real->pMethods) : nullptr;
        return code;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int sync)
    {
        auto* self = ownerOf(vfs);
        return self->mayWrite() ? self->m_real->xDelete(self->m_real, name, sync) : SQLITE_IOERR_DELETE;
    }
    static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at)
    {
        auto* self = fileOf(file)->owner;
        return self->mayWrite() ? realOf(file)->pMethods->xWrite(realOf(file), bytes, size, at)
                                : self->m_code;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        auto* self = fileOf(file)->owner;
        return self->mayWrite() ? realOf(file)->pMethods->xTruncate(realOf(file), size) : self->m_code;
    }
    static int sync(sqlite3_file* file, int flags)
    {
        auto* self = fileOf(file)->owner;
        return self->mayWrite() ? realOf(file)->pMethods->xSync(realOf(file), flags) : self->m_code;
    }

    const sqlite3_io_methods* methodsLike(const sqlite3_io_methods* real)
    {
        m_methods.iVersion = 2; // without mapped memory, which would pass by xWrite
        m_methods.xClose = [](sqlite3_file* f) { return realOf(f)->pMethods->xClose(realOf(f)); };
        m_methods.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
            return realOf(f)->pMethods->xRead(realOf(f), to, size, at);
        };
        m_methods.xWrite = write;
        m_methods.xTruncate = truncate;
        m_methods.xSync = sync;
        m_methods.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
            return realOf(f)->pMethods->xFileSize(realOf(f), size);
        };
        m_methods.xLock = [](sqlite3_file* f, int lock) {
            return realOf(f)->pMethods->xLock(realOf(f), lock);
        };
        m_methods.xUnlock = [](sqlite3_file* f, int lock) {
            return realOf(f)->pMethods->xUnlock(realOf(f), lock);
        };
        m_methods.xCheckReservedLock = [](sqlite3_file* f, int* out) {
            return realOf(f)->pMethods->xCheckReservedLock(realOf(f), out);
        };
        m_methods.xFileControl = [](sqlite3_file* f, int what, void* with) {
            return realOf(f)->pMethods->xFileControl(realOf(f), what, with);
        };
        m_methods.xSectorSize = [](sqlite3_file* f) { return realOf(f)->pMethods->xSectorSize(realOf(f)); };
        m_methods.xDeviceCharacteristics = [](sqlite3_file* f) {
            return realOf(f)->pMethods->xDeviceCharacteristics(realOf(f));
        };
        m_methods.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** at) {
            return realOf(f)->pMethods->xShmMap(realOf(f), page, size, extend, at);
        };
        m_methods.xShmLock = [](sqlite3_file* f, int at, int n, int flags) {
            return realOf(f)->pMethods->xShmLock(realOf(f), at, n, flags);
        };
        m_methods.xShmBarrier = [](sqlite3_file* f) { realOf(f)->pMethods->xShmBarrier(realOf(f)); };
        m_methods.xShmUnmap = [](sqlite3_file* f, int flag) {
            return realOf(f)->pMethods->xShmUnmap(realOf(f), flag);
        };
        // A file that SQLite keeps in memory has no such methods.
        return real->iVersion >= 2 ? &m_methods : real;
    }

    sqlite3_vfs* m_real;
    sqlite3_vfs m_vfs;
    sqlite3_io_methods m_methods = {};
    int m_left = -1; // writes that work; -1: all
    int m_code = SQLITE_FULL;
};

} // namespace safelight::test
