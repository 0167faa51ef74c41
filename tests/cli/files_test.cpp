#include "cli/files.h"

#include <filesystem>

#include "http/target.h"
#include "tests/cli/screen.h"
#include "tests/support/scratch.h"

namespace entente::cli::test {
namespace {

class Files : public ::testing::Test {
protected:
    entente::test::Scratch scratch_;
    std::string path_ = scratch_ / "file";
};

RC_GTEST_FIXTURE_PROP(Files, AreReadAsTheyWereWritten, ()) {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    RC_ASSERT(write_output(path_, bytes).has_value());
    RC_ASSERT(read_input(path_, bytes.size()).value() == bytes);
}

TEST_F(Files, ReplaceAnOlderAndLongerOne) {
    ASSERT_TRUE(write_output(path_, "the older and longer one"));
    ASSERT_TRUE(write_output(path_, "new"));
    EXPECT_EQ(read_input(path_, 100).value(), "new");
}

TEST_F(Files, AreRefusedAboveTheirLimit) {
    ASSERT_TRUE(write_output(path_, std::string(1'001, 'x')));
    const auto read = read_input(path_, 1'000);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::exhausted);
    EXPECT_EQ(read.error().where, path_);
    EXPECT_THAT(read.error().what, ::testing::HasSubstr("1000"));
}

TEST_F(Files, ThatAreMissingAreNamedWithARemedy) {
    const auto read = read_input(path_, 1'000);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::not_found);
    EXPECT_EQ(read.error().where, path_);
    EXPECT_FALSE(read.error().remedy.empty());
}

TEST_F(Files, ThatAreDirectoriesAreNeitherReadNorWritten) {
    const auto read = read_input(scratch_.path(), 1'000);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().where, scratch_.path());
    const auto written = write_output(scratch_.path(), "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().where, scratch_.path());
}

TEST_F(Files, ThatDoNotFitOnTheDiskAreAnError) {
    const auto written = write_output("/dev/full", "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::exhausted);
}

RC_GTEST_PROP(Escaped, ComesBackFromARequestsQuery, ()) {
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    const auto target = http::parse_target("/path?name=" + escaped(text));
    RC_ASSERT(target.has_value());
    RC_ASSERT(target->query.size() == 1U);
    RC_ASSERT(target->query.front().value == text);
}

}  // namespace
}  // namespace entente::cli::test
