#pragma once
// A disk in memory that loses power: what was not synced is there, torn, or not there, as a seed
// says. It also fills up and fails, at any chosen step.

#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "host/disk.h"
#include "tests/support/lost_writes.h"

namespace entente::test {

/// What goes wrong, and when. Steps are writes, truncations, syncs, and changes of names.
struct Fault {
    enum class Kind {
        none,
        power,  ///< the step happens or not, and nothing after it
        full,   ///< a write puts down half its bytes and says that there is no room
        sync,   ///< a sync says that the device failed; nothing is known of what it held
    };

    Kind kind = Kind::none;
    std::uint64_t step = 0;
};

class ForgetfulDisk final : public host::Disk {
public:
    explicit ForgetfulDisk(std::uint64_t seed = 0) : state_(std::make_shared<State>(seed)) {}

    /// From now on this goes wrong, counted from the next step.
    void plan(Fault fault) {
        const std::scoped_lock lock(state_->mutex);
        state_->fault = fault;
        state_->steps = 0;
    }

    /// How many steps there were since plan.
    [[nodiscard]] std::uint64_t steps() const {
        const std::scoped_lock lock(state_->mutex);
        return state_->steps;
    }

    /// Cuts the power, if it is not cut, and gives it back: what is left is what a disk would have.
    void reboot() {
        const std::scoped_lock lock(state_->mutex);
        for (auto& [path, content] : state_->files) content.lose(state_->random);
        state_->fault = {};
        state_->is_off = false;
    }

    [[nodiscard]] Result<std::unique_ptr<host::File>> open(const host::Path& path) override {
        const std::scoped_lock lock(state_->mutex);
        if (state_->is_off) return no_power(path);
        if (!state_->files.contains(path)) return missing(path);
        return std::make_unique<OpenFile>(state_, path);
    }

    [[nodiscard]] Result<std::unique_ptr<host::File>> create(const host::Path& path) override {
        const std::scoped_lock lock(state_->mutex);
        TRY_VOID(state_->step(path));
        if (!state_->files.try_emplace(path).second) {
            return fail(ErrorKind::conflict, "there is one already", path);
        }
        return std::make_unique<OpenFile>(state_, path);
    }

    [[nodiscard]] Result<void> make_directory(const host::Path& /*path*/) override { return {}; }

    [[nodiscard]] Result<std::vector<std::string>> list(const host::Path& path) override {
        const std::scoped_lock lock(state_->mutex);
        if (state_->is_off) return no_power(path);
        std::vector<std::string> names;
        for (const auto& [file, content] : state_->files) {
            if (file.starts_with(path + "/")) names.push_back(file.substr(path.size() + 1));
        }
        return names;
    }

    [[nodiscard]] bool exists(const host::Path& path) override {
        const std::scoped_lock lock(state_->mutex);
        return state_->files.contains(path);
    }

    [[nodiscard]] Result<void> remove(const host::Path& path) override {
        const std::scoped_lock lock(state_->mutex);
        TRY_VOID(state_->step(path));
        state_->files.erase(path);
        return {};
    }

    [[nodiscard]] Result<void> replace(const host::Path& path, ByteView bytes) override {
        const std::scoped_lock lock(state_->mutex);
        TRY_VOID(state_->step(path));
        state_->files[path] =
            FileContent{.durable = Bytes(bytes), .now = Bytes(bytes), .pending = {}};
        return {};
    }

    [[nodiscard]] Result<std::unique_ptr<host::Lock>> lock(const host::Path& path) override {
        const std::scoped_lock lock(state_->mutex);
        if (!state_->locks.emplace(path, true).second) {
            return fail(ErrorKind::conflict, "another process is using it", path);
        }
        return std::make_unique<HeldLock>(state_, path);
    }

private:
    struct State {
        explicit State(std::uint64_t seed) : random(seed) {}

        /// Counts a step. An error: the power went, before it or after it.
        Result<void> step(const host::Path& path) {
            if (is_off) return no_power(path);
            if (fault.kind == Fault::Kind::power && steps == fault.step) {
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
        std::map<host::Path, FileContent> files;
        std::map<host::Path, bool> locks;
        Fault fault;
        std::uint64_t steps = 0;
        bool is_off = false;
    };

    class HeldLock final : public host::Lock {
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

    class OpenFile final : public host::File {
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
            if (is_full) return fail(ErrorKind::exhausted, "no space left on device", path_);
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
            if (counted || state_->fault.step == state_->steps) {
                content.pending.push_back(std::move(change));
            }
        }

        std::shared_ptr<State> state_;
        host::Path path_;
    };

    static std::unexpected<Error> no_power(const host::Path& path) {
        return fail(ErrorKind::fatal, "the power is off", path);
    }

    static std::unexpected<Error> missing(const host::Path& path) {
        return fail(ErrorKind::not_found, "there is no such file", path);
    }

    std::shared_ptr<State> state_;
};

}  // namespace entente::test
