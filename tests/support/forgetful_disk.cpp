#include "tests/support/forgetful_disk.h"

#include <mutex>
#include <random>

namespace entente::test {
namespace {

std::unexpected<Error> no_power(const host::Path& path) {
    return fail(ErrorKind::fatal, "the power is off", path);
}

std::unexpected<Error> missing(const host::Path& path) {
    return fail(ErrorKind::not_found, "there is no such file", path);
}

bool is_below(const host::Path& path, const host::Path& directory) {
    return path.starts_with(directory + "/");
}

}  // namespace

struct ForgetfulDisk::State {
    explicit State(std::uint64_t seed) : random(seed) {}

    /// Counts a step. An error: the power went, before it or after it.
    Result<void> step(const host::Path& path) {
        is_last = !is_off && fault.kind == Fault::Kind::power && steps == fault.step;
        if (is_off || is_last) {
            is_off = true;
            return no_power(path);
        }
        ++steps;
        return {};
    }

    [[nodiscard]] bool strikes(Fault::Kind kind) const {
        return fault.kind == kind && steps == fault.step + 1;
    }

    std::mutex mutex;
    std::mt19937_64 random;
    Files files;
    std::map<host::Path, bool> locks;
    Fault fault;
    Lies lies;
    std::uint64_t steps = 0;
    std::uint64_t reads = 0;
    bool is_off = false;
    bool is_last = false;  ///< the step under way is the one at which the power went
};

class ForgetfulDisk::HeldLock final : public host::Lock {
public:
    HeldLock(std::shared_ptr<State> state, host::Path path)
        : state_(std::move(state)), path_(std::move(path)) {}

    ~HeldLock() override {
        const std::scoped_lock lock(state_->mutex);
        state_->locks.erase(path_);
    }

private:
    std::shared_ptr<State> state_;
    host::Path path_;
};

class ForgetfulDisk::OpenFile final : public host::File {
public:
    OpenFile(std::shared_ptr<State> state, host::Path path)
        : state_(std::move(state)), path_(std::move(path)) {}

    [[nodiscard]] Result<std::uint64_t> size() const override {
        const std::scoped_lock lock(state_->mutex);
        return state_->files[path_].now.size();
    }

    [[nodiscard]] Result<Bytes> read(std::uint64_t offset, std::size_t count) const override {
        const std::scoped_lock lock(state_->mutex);
        if (state_->is_off) return no_power(path_);
        const auto number = state_->reads++;
        if (state_->fault.kind == Fault::Kind::read && state_->fault.step == number) {
            return fail(ErrorKind::fatal, "input/output error", path_);
        }
        const auto& bytes = state_->files[path_].now;
        return offset < bytes.size() ? bytes.substr(offset, count) : Bytes();
    }

    [[nodiscard]] Result<void> write(std::uint64_t offset, ByteView bytes) override {
        const std::scoped_lock lock(state_->mutex);
        const auto counted = state_->step(path_);
        const bool is_full = counted && state_->strikes(Fault::Kind::full);
        const auto part = is_full ? bytes.substr(0, bytes.size() / 2) : bytes;
        change({offset, Bytes(part)}, counted);
        TRY_VOID(counted);
        if (is_full && !state_->lies.hides_short_writes) {
            return fail(ErrorKind::exhausted, "no space left on device", path_);
        }
        return {};
    }

    [[nodiscard]] Result<void> sync() override {
        const std::scoped_lock lock(state_->mutex);
        TRY_VOID(state_->step(path_));
        auto& content = state_->files[path_];
        if (state_->strikes(Fault::Kind::sync)) {
            content.lose(state_->random);
            return fail(ErrorKind::fatal, "input/output error", path_);
        }
        if (state_->lies.forgets_syncs) return {};
        content.durable = content.now;
        content.pending.clear();
        return {};
    }

    [[nodiscard]] Result<void> truncate(std::uint64_t size) override {
        const std::scoped_lock lock(state_->mutex);
        const auto counted = state_->step(path_);
        change({size, std::nullopt}, counted);
        return counted;
    }

private:
    /// The step at which the power goes may still have reached the disk.
    void change(FileChange change, const Result<void>& counted) {
        auto& content = state_->files[path_];
        if (counted) change.apply(content.now);
        if (counted || state_->is_last) {
            content.pending.push_back(std::move(change));
        }
    }

    std::shared_ptr<State> state_;
    host::Path path_;
};

ForgetfulDisk::ForgetfulDisk(std::uint64_t seed) : state_(std::make_shared<State>(seed)) {}

void ForgetfulDisk::plan(Fault fault) {
    const std::scoped_lock lock(state_->mutex);
    state_->fault = fault;
    state_->steps = 0;
    state_->reads = 0;
}

void ForgetfulDisk::lie(Lies lies) {
    const std::scoped_lock lock(state_->mutex);
    state_->lies = lies;
}

std::uint64_t ForgetfulDisk::steps() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->steps;
}

bool ForgetfulDisk::is_off() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->is_off;
}

void ForgetfulDisk::halt() {
    const std::scoped_lock lock(state_->mutex);
    state_->fault = {};
    state_->is_off = true;
}

void ForgetfulDisk::revive() {
    const std::scoped_lock lock(state_->mutex);
    state_->fault = {};
    state_->is_off = false;
}

void ForgetfulDisk::reboot() {
    const std::scoped_lock lock(state_->mutex);
    for (auto& [path, content] : state_->files) content.lose(state_->random);
    state_->fault = {};
    state_->is_off = false;
}

ForgetfulDisk::Files ForgetfulDisk::copy(const host::Path& directory) const {
    const std::scoped_lock lock(state_->mutex);
    Files files;
    for (const auto& [path, content] : state_->files) {
        if (is_below(path, directory)) files.emplace(path, content);
    }
    return files;
}

void ForgetfulDisk::restore(const host::Path& directory, const Files& files) {
    const std::scoped_lock lock(state_->mutex);
    std::erase_if(state_->files, [&](const auto& file) { return is_below(file.first, directory); });
    for (const auto& [path, content] : files) {
        if (!is_below(path, directory)) continue;
        state_->files[path] = {.durable = content.now, .now = content.now, .pending = {}};
    }
}

std::unique_ptr<ForgetfulDisk> ForgetfulDisk::worst_case() const {
    auto disk = std::make_unique<ForgetfulDisk>();
    const std::scoped_lock lock(state_->mutex);
    for (const auto& [path, content] : state_->files) {
        disk->state_->files[path] = {
            .durable = content.durable, .now = content.durable, .pending = {}};
    }
    return disk;
}

std::uint64_t ForgetfulDisk::bytes() const {
    const std::scoped_lock lock(state_->mutex);
    std::uint64_t bytes = 0;
    for (const auto& [path, content] : state_->files) bytes += content.now.size();
    return bytes;
}

Result<std::unique_ptr<host::File>> ForgetfulDisk::open(const host::Path& path) {
    const std::scoped_lock lock(state_->mutex);
    if (state_->is_off) return no_power(path);
    if (!state_->files.contains(path)) return missing(path);
    return std::make_unique<OpenFile>(state_, path);
}

Result<std::unique_ptr<host::File>> ForgetfulDisk::create(const host::Path& path) {
    const std::scoped_lock lock(state_->mutex);
    TRY_VOID(state_->step(path));
    if (!state_->files.try_emplace(path).second) {
        return fail(ErrorKind::conflict, "there is one already", path);
    }
    return std::make_unique<OpenFile>(state_, path);
}

Result<void> ForgetfulDisk::make_directory(const host::Path& /*path*/) {
    return {};
}

Result<std::vector<std::string>> ForgetfulDisk::list(const host::Path& path) {
    const std::scoped_lock lock(state_->mutex);
    if (state_->is_off) return no_power(path);
    std::vector<std::string> names;
    for (const auto& [file, content] : state_->files) {
        if (is_below(file, path)) names.push_back(file.substr(path.size() + 1));
    }
    return names;
}

bool ForgetfulDisk::exists(const host::Path& path) {
    const std::scoped_lock lock(state_->mutex);
    return state_->files.contains(path);
}

Result<void> ForgetfulDisk::remove(const host::Path& path) {
    const std::scoped_lock lock(state_->mutex);
    TRY_VOID(state_->step(path));
    state_->files.erase(path);
    return {};
}

Result<void> ForgetfulDisk::replace(const host::Path& path, ByteView bytes) {
    const std::scoped_lock lock(state_->mutex);
    TRY_VOID(state_->step(path));
    state_->files[path] = FileContent{.durable = Bytes(bytes), .now = Bytes(bytes), .pending = {}};
    return {};
}

Result<std::unique_ptr<host::Lock>> ForgetfulDisk::lock(const host::Path& path) {
    const std::scoped_lock lock(state_->mutex);
    if (!state_->locks.emplace(path, true).second) {
        return fail(ErrorKind::conflict, "another process is using it", path);
    }
    return std::make_unique<HeldLock>(state_, path);
}

}  // namespace entente::test
