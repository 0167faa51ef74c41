#include "cli/output_file.h"

#include <filesystem>

#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

namespace entente::cli {
namespace {

TEST(OutputFile, HasItsNameOnceItIsWhole) {
    const test::Scratch scratch;
    const auto path = scratch / "bundle";
    {
        auto file = OutputFile::create(path).value();
        ASSERT_TRUE(file.write("one "));
        ASSERT_TRUE(file.write("two"));
        EXPECT_FALSE(std::filesystem::exists(path));
        ASSERT_TRUE(file.finish());
    }
    EXPECT_EQ(test::read_file(path), "one two");
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST(OutputFile, LeavesNothingIfItIsNotFinished) {
    const test::Scratch scratch;
    {
        auto file = OutputFile::create(scratch / "bundle").value();
        ASSERT_TRUE(file.write("one"));
    }
    EXPECT_TRUE(std::filesystem::is_empty(scratch / "."));
}

TEST(OutputFile, NeverTakesThePlaceOfAnother) {
    const test::Scratch scratch;
    const auto path = scratch / "bundle";
    auto late = OutputFile::create(path).value();
    auto early = OutputFile::create(path);
    std::filesystem::create_directory(path);
    EXPECT_EQ(late.finish().error().kind, ErrorKind::conflict);
    EXPECT_EQ(OutputFile::create(path).error().kind, ErrorKind::conflict);
    EXPECT_EQ(OutputFile::create(scratch / "no/such").error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace entente::cli
