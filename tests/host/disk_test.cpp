#include "host/disk.h"

#include <filesystem>

#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::host {
namespace {

class SystemDisk : public ::testing::Test {
protected:
    test::Scratch scratch;
    std::unique_ptr<Disk> disk = make_system_disk();
};

TEST_F(SystemDisk, MakesFilesThatOnlyTheOwnerMayRead) {
    ASSERT_TRUE(disk->create(scratch / "key").has_value());
    const auto permissions = std::filesystem::status(scratch / "key").permissions();
    EXPECT_EQ(permissions,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(SystemDisk, ReadsBackWhatWasWritten) {
    const auto file = disk->create(scratch / "f").value().release();
    const std::unique_ptr<File> owner(file);
    ASSERT_TRUE(file->write(3, "abc").has_value());
    EXPECT_EQ(file->read(3, 10).value(), "abc");
    EXPECT_EQ(file->size().value(), 6U);
}

TEST_F(SystemDisk, DoesNotMakeAFileTwice) {
    ASSERT_TRUE(disk->create(scratch / "f").has_value());
    EXPECT_EQ(disk->create(scratch / "f").error().kind, ErrorKind::conflict);
}

TEST_F(SystemDisk, NamesAFileThatIsNotThere) {
    const auto missing = disk->open(scratch / "missing");
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
    EXPECT_EQ(missing.error().where, scratch / "missing");
}

TEST_F(SystemDisk, LetsOnlyOneHoldALock) {
    const auto held = disk->lock(scratch / "lock");
    ASSERT_TRUE(held.has_value());
    EXPECT_EQ(disk->lock(scratch / "lock").error().kind, ErrorKind::conflict);
}

TEST_F(SystemDisk, ReplacesAFileWhole) {
    ASSERT_TRUE(disk->replace(scratch / "f", "one").has_value());
    ASSERT_TRUE(disk->replace(scratch / "f", "two").has_value());
    EXPECT_EQ(read_whole(*disk, scratch / "f", 10).value(), "two");
    EXPECT_EQ(read_whole(*disk, scratch / "f", 2).error().kind, ErrorKind::exhausted);
}

TEST_F(SystemDisk, ReportsAFullDisk) {
    const auto full = disk->open("/dev/full");
    ASSERT_TRUE(full.has_value());
    EXPECT_EQ((*full)->write(0, "x").error().kind, ErrorKind::exhausted);
}

}  // namespace
}  // namespace entente::host
