#include "host/disk.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace entente::host {
namespace {

constexpr mode_t owner_only_file = 0600;
constexpr mode_t owner_only_directory = 0700;

ErrorKind kind_of(int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return ErrorKind::not_found;
        case EEXIST:
        case EWOULDBLOCK:
            return ErrorKind::conflict;
        case EACCES:
        case EPERM:
        case EROFS:
            return ErrorKind::refused;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
        case EMFILE:
        case ENFILE:
            return ErrorKind::exhausted;
        case EIO:
            return ErrorKind::fatal;
        default:
            return ErrorKind::unavailable;
    }
}

const char* remedy_of(int error) {
    switch (error) {
        case ENOENT:
            return "check the path";
        case EACCES:
        case EPERM:
            return "check who owns it and its permissions";
        case ENOSPC:
        case EDQUOT:
            return "free some room on this disk";
        case EIO:
            return "the disk is failing: stop, and look at the kernel's log";
        default:
            return "";
    }
}

std::unexpected<Error> fail_errno(const char* what, const Path& path, int error = errno) {
    // strerror_r as g++ and clang have it under _GNU_SOURCE gives the text back.
    std::array<char, 128> text{};
    const char* reason = strerror_r(error, text.data(), text.size());
    return fail(kind_of(error), std::string(what) + ": " + reason, path, remedy_of(error));
}

/// A file descriptor that is closed with its owner.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }

    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }

    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

Result<Descriptor> open_path(const Path& path, int flags, mode_t mode = 0) {
    Descriptor opened(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (opened.number() < 0) return fail_errno("cannot open", path);
    return opened;
}

Path parent_of(const Path& path) {
    const auto slash = path.find_last_of('/');
    if (slash == Path::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// Makes the names in a directory durable: a new file is not safe before its directory is.
Result<void> sync_directory(const Path& path) {
    const auto directory = TRY(open_path(path, O_RDONLY | O_DIRECTORY));
    if (::fsync(directory.number()) == 0) return {};
    auto failed = fail_errno("cannot sync the directory", path);
    failed.error().kind = ErrorKind::fatal;
    return failed;
}

class SystemFile final : public File {
public:
    SystemFile(Descriptor descriptor, Path path)
        : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

    [[nodiscard]] Result<std::uint64_t> size() const override {
        struct stat status {};

        if (::fstat(descriptor_.number(), &status) != 0) return fail_errno("cannot stat", path_);
        return static_cast<std::uint64_t>(status.st_size);
    }

    [[nodiscard]] Result<Bytes> read(std::uint64_t offset, std::size_t count) const override {
        Bytes bytes(count, '\0');
        std::size_t done = 0;
        while (done < count) {
            const auto got = ::pread(descriptor_.number(), bytes.data() + done, count - done,
                                     static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return fail_errno("cannot read", path_);
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        bytes.resize(done);
        return bytes;
    }

    [[nodiscard]] Result<void> write(std::uint64_t offset, ByteView bytes) override {
        while (!bytes.empty()) {
            const auto put = ::pwrite(descriptor_.number(), bytes.data(), bytes.size(),
                                      static_cast<off_t>(offset));
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) return fail_errno("cannot write", path_);
            bytes.remove_prefix(static_cast<std::size_t>(put));
            offset += static_cast<std::uint64_t>(put);
        }
        return {};
    }

    [[nodiscard]] Result<void> sync() override {
        if (::fdatasync(descriptor_.number()) == 0) return {};
        auto failed = fail_errno("cannot sync", path_);
        failed.error().kind = ErrorKind::fatal;
        return failed;
    }

    [[nodiscard]] Result<void> truncate(std::uint64_t size) override {
        if (::ftruncate(descriptor_.number(), static_cast<off_t>(size)) == 0) return {};
        return fail_errno("cannot truncate", path_);
    }

private:
    Descriptor descriptor_;
    Path path_;
};

class SystemLock final : public Lock {
public:
    explicit SystemLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

private:
    Descriptor descriptor_;
};

class SystemDisk final : public Disk {
public:
    [[nodiscard]] Result<std::unique_ptr<File>> open(const Path& path) override {
        // A file that may not be written, as in an audit, is opened for reading.
        auto descriptor = open_path(path, O_RDWR);
        if (!descriptor && descriptor.error().kind == ErrorKind::refused) {
            descriptor = open_path(path, O_RDONLY);
        }
        return std::make_unique<SystemFile>(TRY(std::move(descriptor)), path);
    }

    [[nodiscard]] Result<std::unique_ptr<File>> create(const Path& path) override {
        auto descriptor = TRY(open_path(path, O_RDWR | O_CREAT | O_EXCL, owner_only_file));
        TRY_VOID(sync_directory(parent_of(path)));
        return std::make_unique<SystemFile>(std::move(descriptor), path);
    }

    [[nodiscard]] Result<void> make_directory(const Path& path) override {
        if (::mkdir(path.c_str(), owner_only_directory) == 0) {
            return sync_directory(parent_of(path));
        }
        if (errno == EEXIST) return {};
        if (errno != ENOENT) return fail_errno("cannot make the directory", path);
        TRY_VOID(make_directory(parent_of(path)));
        if (::mkdir(path.c_str(), owner_only_directory) != 0) {
            return fail_errno("cannot make the directory", path);
        }
        return sync_directory(parent_of(path));
    }

    [[nodiscard]] Result<std::vector<std::string>> list(const Path& path) override {
        const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(path.c_str()), &::closedir);
        if (!directory) return fail_errno("cannot list", path);
        std::vector<std::string> names;
        while (const auto* entry = ::readdir(directory.get())) {  // NOLINT(concurrency-mt-unsafe)
            const std::string name(static_cast<const char*>(entry->d_name));
            if (name != "." && name != "..") names.push_back(name);
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    [[nodiscard]] bool exists(const Path& path) override {
        return ::access(path.c_str(), F_OK) == 0;
    }

    [[nodiscard]] Result<void> remove(const Path& path) override {
        if (::unlink(path.c_str()) == 0 || errno == ENOENT) return {};
        return fail_errno("cannot remove", path);
    }

    [[nodiscard]] Result<void> replace(const Path& path, ByteView bytes) override {
        const auto fresh = path + ".new";
        TRY_VOID(remove(fresh));
        {
            const auto file = TRY(create(fresh));
            TRY_VOID(file->write(0, bytes));
            TRY_VOID(file->sync());
        }
        if (::rename(fresh.c_str(), path.c_str()) != 0) return fail_errno("cannot replace", path);
        return sync_directory(parent_of(path));
    }

    [[nodiscard]] Result<std::unique_ptr<Lock>> lock(const Path& path) override {
        auto descriptor = TRY(open_path(path, O_RDWR | O_CREAT, owner_only_file));
        if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK) return fail_errno("cannot lock", path);
            return fail(ErrorKind::conflict, "another process is using it", path,
                        "stop that process, or ask it");
        }
        return std::make_unique<SystemLock>(std::move(descriptor));
    }
};

}  // namespace

Result<Bytes> read_whole(Disk& disk, const Path& path, std::size_t bytes_max) {
    const auto file = TRY(disk.open(path));
    const auto size = TRY(file->size());
    if (size > bytes_max) {
        return fail(ErrorKind::exhausted,
                    "the file is larger than " + std::to_string(bytes_max) + " bytes", path);
    }
    return file->read(0, static_cast<std::size_t>(size));
}

std::unique_ptr<Disk> make_system_disk() {
    return std::make_unique<SystemDisk>();
}

}  // namespace entente::host
