#include "http/detail/pipe.h"

#include <future>

#include "tests/support/precompiled.h"

namespace entente::http::detail {
namespace {

constexpr auto nothing = [] {};
const Error gone{.kind = ErrorKind::unavailable, .what = "gone", .where = "", .remedy = ""};

TEST(Pipe, GivesWhatWasPutInThenTheEnd) {
    Pipe pipe(10, nothing);
    pipe.push("abc");
    pipe.push("def");
    pipe.finish();
    EXPECT_EQ(pipe.read().value(), "abcdef");
    EXPECT_EQ(pipe.read().value(), "");
}

TEST(Pipe, GivesTheErrorAfterWhatCameBeforeIt) {
    Pipe pipe(10, nothing);
    pipe.push("abc");
    pipe.fail_with(gone);
    pipe.finish();  // the first end counts
    EXPECT_EQ(pipe.read().value(), "abc");
    EXPECT_EQ(pipe.read().error(), gone);
}

TEST(Pipe, HasNoRoomWhenItIsFull) {
    Pipe pipe(3, nothing);
    EXPECT_TRUE(pipe.has_room());
    pipe.push("abc");
    EXPECT_FALSE(pipe.has_room());
    EXPECT_EQ(pipe.take().bytes, "abc");
    EXPECT_TRUE(pipe.has_room());
}

TEST(Pipe, MakesAWriterWaitUntilThereIsRoom) {
    Pipe pipe(3, nothing);
    ASSERT_TRUE(pipe.write("abc"));
    auto second = std::async(std::launch::async, [&] { return pipe.write("def").has_value(); });
    std::string taken;
    while (taken.size() < 6) taken += pipe.read().value();
    EXPECT_EQ(taken, "abcdef");
    EXPECT_TRUE(second.get());
}

TEST(Pipe, FailsTheWriterWhenTheReaderIsGone) {
    Pipe pipe(3, nothing);
    ASSERT_TRUE(pipe.write("abc"));
    auto second = std::async(std::launch::async, [&] { return pipe.write("def"); });
    pipe.abandon();
    EXPECT_EQ(second.get().error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(pipe.has_room());  // for what goes nowhere
}

TEST(Pipe, TellsTheOtherSideOfEachChange) {
    int changes = 0;
    Pipe pipe(10, [&] { ++changes; });
    ASSERT_TRUE(pipe.write("abc"));
    EXPECT_EQ(changes, 1);
    ASSERT_TRUE(pipe.read());
    EXPECT_EQ(changes, 2);
    pipe.finish();
    EXPECT_EQ(changes, 3);
}

}  // namespace
}  // namespace entente::http::detail
