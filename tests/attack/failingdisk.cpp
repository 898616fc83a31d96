// Loaded before the C library (LD_PRELOAD) into the program under attack: counts what it writes to session
// files and to what SQLite keeps beside them, and from a chosen write on lets the disk be full, or the
// program be killed in the middle of that write.
//   SAFELIGHT_DISK_AT=N       the N-th write, sync, truncation or removal; 0 or absent: none, only count
//   SAFELIGHT_DISK_DO=WHAT    kill, full or broken
//   SAFELIGHT_DISK_COUNT=FILE where the number of writes is left at the end
#include <dlfcn.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Fate { Works, Fails, Dies };

struct Plan
{
    long at = 0;
    bool kills = false;
    int code = ENOSPC;
    std::atomic<long> count = 0;

    Plan()
    {
        if (const char* number = std::getenv("SAFELIGHT_DISK_AT"))
            at = std::atol(number);
        const char* what = std::getenv("SAFELIGHT_DISK_DO");
        kills = what && std::strcmp(what, "kill") == 0;
        code = what && std::strcmp(what, "broken") == 0 ? EIO : ENOSPC;
    }
    ~Plan()
    {
        const char* path = std::getenv("SAFELIGHT_DISK_COUNT");
        if (FILE* file = path ? std::fopen(path, "w") : nullptr) {
            std::fprintf(file, "%ld\n", count.load());
            std::fclose(file);
        }
    }

    Fate next()
    {
        const long number = ++count;
        if (at == 0 || number < at)
            return Fate::Works;
        return kills ? Fate::Dies : Fate::Fails;
    }
};

Plan& plan()
{
    static Plan plan;
    return plan;
}

bool isSession(const char* path)
{
    return std::strstr(path, ".safelight") != nullptr;
}

bool isSession(int descriptor)
{
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = ::readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return false;
    path[length] = '\0';
    return isSession(path);
}

template<typename Function>
Function real(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

void die()
{
    ::kill(::getpid(), SIGKILL);
}

// Dying, half of the bytes reach the file first.
template<typename Write>
ssize_t written(int descriptor, size_t size, Write write)
{
    const Fate fate = isSession(descriptor) ? plan().next() : Fate::Works;
    if (fate == Fate::Works)
        return write(size);
    if (fate == Fate::Dies) {
        (void)write(size / 2);
        die();
    }
    errno = plan().code;
    return -1;
}

template<typename Call>
int done(bool ours, Call call)
{
    const Fate fate = ours ? plan().next() : Fate::Works;
    if (fate == Fate::Works)
        return call();
    if (fate == Fate::Dies)
        die();
    errno = plan().code;
    return -1;
}

} // namespace

extern "C" {

#pragma GCC visibility push(default)

ssize_t write(int descriptor, const void* bytes, size_t size)
{
    static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
    return written(descriptor, size, [=](size_t part) { return next(descriptor, bytes, part); });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at)
{
    static const auto next = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    return written(descriptor, size, [=](size_t part) { return next(descriptor, bytes, part, at); });
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at)
{
    static const auto next = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return written(descriptor, size, [=](size_t part) { return next(descriptor, bytes, part, at); });
}

int ftruncate(int descriptor, off_t size) noexcept
{
    static const auto next = real<int (*)(int, off_t)>("ftruncate");
    return done(isSession(descriptor), [=] { return next(descriptor, size); });
}

int ftruncate64(int descriptor, off64_t size) noexcept
{
    static const auto next = real<int (*)(int, off64_t)>("ftruncate64");
    return done(isSession(descriptor), [=] { return next(descriptor, size); });
}

int fsync(int descriptor)
{
    static const auto next = real<int (*)(int)>("fsync");
    return done(isSession(descriptor), [=] { return next(descriptor); });
}

int fdatasync(int descriptor)
{
    static const auto next = real<int (*)(int)>("fdatasync");
    return done(isSession(descriptor), [=] { return next(descriptor); });
}

int unlink(const char* path) noexcept
{
    static const auto next = real<int (*)(const char*)>("unlink");
    return done(isSession(path), [=] { return next(path); });
}

#pragma GCC visibility pop

} // extern "C"
