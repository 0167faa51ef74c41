#pragma once
// The embedded store in scratch directories, and one with a lane whose files a test may spoil.

#include <filesystem>

#include "store/embedded/embedded_store.h"
#include "tests/store/keepers.h"
#include "tests/store/lanes.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::store {

using test::Author;
using test::Object;

/// Stores in a directory of the machine's disk.
class EmbeddedKeepers final : public test::Keepers {
public:
    std::unique_ptr<Store> open(const std::string& place, const PartyId& self) override {
        return open_embedded(*disk_, options(place, self)).value();
    }

    [[nodiscard]] EmbeddedOptions options(const std::string& place, const PartyId& self) const {
        return {.directory = scratch_ / place,
                .fence_directory = scratch_ / (place + "-fence"),
                .self = self,
                .describe = test::describe};
    }

    [[nodiscard]] std::string path(const std::string& name) const { return scratch_ / name; }

    host::Disk& disk() { return *disk_; }

private:
    entente::test::Scratch scratch_;
    std::unique_ptr<host::Disk> disk_ = host::make_system_disk();
};

/// A node's store with one lane, whose files the test may spoil.
class EmbeddedStore : public ::testing::Test {
protected:
    void write(const std::vector<std::vector<Object>>& batches) {
        const auto store = open().value();
        if (!lane) {
            const auto opening = alpha.open_lane("c", "bravo");
            ASSERT_TRUE(store->append(opening).has_value());
            lane = opening.after().id;
        }
        for (const auto& objects : batches) {
            const auto batch = alpha.seal(store->state(*lane).value(), objects);
            ASSERT_TRUE(store->append(batch).has_value());
        }
    }

    [[nodiscard]] Result<std::unique_ptr<Store>> open() {
        return open_embedded(keepers.disk(), options());
    }

    [[nodiscard]] EmbeddedOptions options() const { return keepers.options("alpha", alpha.id()); }

    [[nodiscard]] std::string lane_path() const {
        return keepers.path("alpha/record/" + lane::to_hex(*lane));
    }

    void copy(const std::string& from, const std::string& to) const {
        std::filesystem::remove_all(keepers.path(to));
        std::filesystem::copy(keepers.path(from), keepers.path(to),
                              std::filesystem::copy_options::recursive);
    }

    void overwrite(const std::string& path, std::uint64_t offset, const Bytes& bytes) {
        const auto file = keepers.disk().open(path).value().release();
        const std::unique_ptr<host::File> owner(file);
        ASSERT_TRUE(file->write(offset, bytes).has_value());
    }

    Author alpha{"alpha"};
    Author bravo{"bravo"};
    EmbeddedKeepers keepers;
    std::optional<LaneId> lane;
};

}  // namespace entente::store
