#include "cli/files.h"

#include <sys/stat.h>

#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::cli {
namespace {

using entente::test::Scratch;

TEST(UserFile, IsReadBackAsItWasWritten) {
    const Scratch scratch;
    const Bytes bytes("card\0with a zero", 16);
    ASSERT_TRUE(write_output(scratch / "card", bytes).has_value());
    EXPECT_EQ(read_input(scratch / "card", 16).value(), bytes);
}

TEST(UserFile, AboveItsLimitIsRefused) {
    const Scratch scratch;
    ASSERT_TRUE(write_output(scratch / "large", Bytes(1'001, 'x')).has_value());
    EXPECT_TRUE(read_input(scratch / "large", 1'001).has_value());
    const auto refused = read_input(scratch / "large", 1'000);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, ErrorKind::exhausted);
    EXPECT_EQ(refused.error().where, scratch / "large");
}

TEST(UserFile, ThatIsNotThereIsNamed) {
    const Scratch scratch;
    const auto missing = read_input(scratch / "none", 10);
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
    EXPECT_EQ(missing.error().where, scratch / "none");
    EXPECT_FALSE(read_input(scratch.path(), 10).has_value()) << "a directory";
    EXPECT_FALSE(write_output(scratch / "no/such/folder", "x").has_value());
    EXPECT_FALSE(write_output("/dev/full", "x").has_value());
}

TEST(Escaped, KeepsWhatIsSafeInAQuery) {
    EXPECT_EQ(escaped("abc-._~019"), "abc-._~019");
    EXPECT_EQ(escaped("Afghanistan 2021"), "Afghanistan%202021");
    EXPECT_EQ(escaped("a&b=c?d#e/f%"), "a%26b%3Dc%3Fd%23e%2Ff%25");
    EXPECT_EQ(escaped("й"), "%D0%B9");
}

}  // namespace
}  // namespace entente::cli
