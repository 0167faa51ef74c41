#pragma once
// A disk in memory that loses power: what was not synced is there, torn, or not there, as a seed
// says. It also fills up and fails, at any chosen step.

#include <map>
#include <memory>
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
        read,   ///< a read says that the device failed; here reads alone are counted as steps
    };

    Kind kind = Kind::none;
    std::uint64_t step = 0;
};

/// How a disk lies, for tests of the tests: nothing that is built on it can keep its promises.
struct Lies {
    bool forgets_syncs = false;       ///< a sync brings nothing to the device
    bool hides_short_writes = false;  ///< a write that found no room says that all was well
};

class ForgetfulDisk final : public host::Disk {
public:
    /// Files by path, as one moment has them.
    using Files = std::map<host::Path, FileContent>;

    explicit ForgetfulDisk(std::uint64_t seed = 0);

    /// From now on this goes wrong, counted from the next step.
    void plan(Fault fault);

    void lie(Lies lies);

    /// How many steps there were since plan.
    [[nodiscard]] std::uint64_t steps() const;

    /// Whether the power is off: since a planned step, or halt.
    [[nodiscard]] bool is_off() const;

    /// Nothing happens any more, as for a process that was killed.
    void halt();

    /// What a killed process finds when it starts again: nothing is lost that was written.
    void revive();

    /// Cuts the power, if it is not cut, and gives it back: what is left is what a disk would have.
    void reboot();

    /// The files below `directory`.
    [[nodiscard]] Files copy(const host::Path& directory) const;

    /// Puts `files` in the place of those below `directory`: a backup is restored.
    void restore(const host::Path& directory, const Files& files);

    /// What is left if the power went now and took every write that was not synced.
    [[nodiscard]] std::unique_ptr<ForgetfulDisk> worst_case() const;

    /// Of all files.
    [[nodiscard]] std::uint64_t bytes() const;

    [[nodiscard]] Result<std::unique_ptr<host::File>> open(const host::Path& path) override;
    [[nodiscard]] Result<std::unique_ptr<host::File>> create(const host::Path& path) override;
    [[nodiscard]] Result<void> make_directory(const host::Path& path) override;
    [[nodiscard]] Result<std::vector<std::string>> list(const host::Path& path) override;
    [[nodiscard]] bool exists(const host::Path& path) override;
    [[nodiscard]] Result<void> remove(const host::Path& path) override;
    [[nodiscard]] Result<void> replace(const host::Path& path, ByteView bytes) override;
    [[nodiscard]] Result<std::unique_ptr<host::Lock>> lock(const host::Path& path) override;

private:
    struct State;
    class HeldLock;
    class OpenFile;

    std::shared_ptr<State> state_;
};

}  // namespace entente::test
