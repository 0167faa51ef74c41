#include "node/config.h"

#include "tests/support/precompiled.h"

namespace entente::node {
namespace {

std::string refusal(std::string_view text) {
    const auto parsed = parse_config(text);
    return parsed ? "" : to_line(parsed.error());
}

bool tells(const std::string& line, std::string_view what) {
    return line.find(what) != std::string::npos;
}

TEST(Config, IsReadBackAsItWasWritten) {
    const Config config{
        .listen = "[::1]:7101", .fence_directory = "/a \"quoted\" folder\\", .seen_delay_s = 5};
    const auto again = parse_config(to_text(config));
    ASSERT_TRUE(again.has_value()) << to_line(again.error());
    EXPECT_EQ(again->listen, config.listen);
    EXPECT_EQ(again->fence_directory, config.fence_directory);
    EXPECT_EQ(again->seen_delay_s, config.seen_delay_s);
}

RC_GTEST_PROP(Config, KeepsAnyFenceDirectory, ()) {
    const auto directory =
        *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange<char>(0x20, 0x7F)));
    const auto again = parse_config(
        to_text({.listen = "127.0.0.1:1", .fence_directory = directory, .seen_delay_s = 60}));
    RC_ASSERT(again.has_value());
    RC_ASSERT(again->fence_directory == directory);
}

TEST(Config, NamesWhatIsWrongAndWhere) {
    const std::string good = "listen = \"127.0.0.1:7101\"\nfence = \"/f\"\n";
    EXPECT_EQ(refusal(good), "");
    EXPECT_TRUE(tells(refusal(good + "lisen = 1\n"), "line 3")) << refusal(good + "lisen = 1\n");
    EXPECT_TRUE(tells(refusal(good + "lisen = 1\n"), "\"lisen\""));
    EXPECT_TRUE(tells(refusal(good + "lisen = 1\n"), "did you mean: listen"));
    EXPECT_TRUE(tells(refusal(good + "tls = 1\n"), "known: fence, listen, seen_delay_s"));
    EXPECT_TRUE(tells(refusal("listen = \"127.0.0.1:7101\"\n"), "\"fence\""));
    EXPECT_TRUE(tells(refusal("listen = 7101\nfence = \"/f\"\n"), "\"listen\""));
    EXPECT_TRUE(tells(refusal(good + "seen_delay_s = 0\n"), "1 to 86400"));
    EXPECT_TRUE(tells(refusal(good + "seen_delay_s = \"60\"\n"), "1 to 86400"));
    EXPECT_TRUE(tells(refusal("listen = \n"), "line 1"));
    EXPECT_TRUE(tells(refusal(""), "\"listen\""));
}

TEST(Config, IsNeverHalfRead) {
    const auto text =
        to_text({.listen = "127.0.0.1:7101", .fence_directory = "/var/fence", .seen_delay_s = 60});
    const auto whole =
        text.rfind("fence = \"/var/fence\"") + std::string("fence = \"/var/fence\"").size();
    for (std::size_t bytes = 0; bytes < whole; ++bytes) {
        EXPECT_FALSE(parse_config(std::string_view(text).substr(0, bytes)).has_value()) << bytes;
    }
}

TEST(ListenAddress, IsAnAddressAndAPort) {
    EXPECT_EQ(parse_listen("127.0.0.1:7101")->port, 7101);
    EXPECT_EQ(parse_listen("[::1]:7101")->address, "::1");
    for (const auto* wrong : {"", "7101", ":7101", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000",
                              "::1:7101", "[]:7101", "127.0.0.1:-1", "127.0.0.1: 1"}) {
        EXPECT_FALSE(parse_listen(wrong).has_value()) << wrong;
    }
}

}  // namespace
}  // namespace entente::node
