#include "node/config.h"

#include "tests/support/precompiled.h"

namespace entente::node {
namespace {

using ::testing::HasSubstr;

const std::string good = "listen = \"127.0.0.1:7101\"\nfence = \"/var/fence\"\n";

Error refusal(const std::string& text) {
    const auto config = parse_config(text);
    EXPECT_FALSE(config) << text;
    if (config) return {.kind = {}, .what = {}, .where = {}, .remedy = {}};
    EXPECT_EQ(config.error().kind, ErrorKind::invalid);
    return config.error();
}

TEST(Config, HasDefaultsForWhatIsNotRequired) {
    const auto config = parse_config(good);
    ASSERT_TRUE(config) << to_line(config.error());
    EXPECT_EQ(config->listen, "127.0.0.1:7101");
    EXPECT_EQ(config->fence_directory, "/var/fence");
    EXPECT_EQ(config->seen_delay_s, 60);
}

RC_GTEST_PROP(Config, ComesBackFromItsText, ()) {
    const auto letter =
        rc::gen::map(rc::gen::inRange<int>(1, 0x7f), [](int c) { return static_cast<char>(c); });
    const Config config{
        .listen = "[::1]:" + std::to_string(*rc::gen::inRange(1, 65'536)),
        .fence_directory = *rc::gen::nonEmpty(rc::gen::container<std::string>(letter)),
        .seen_delay_s = *rc::gen::inRange(1, 86'401)};
    const auto back = parse_config(to_text(config));
    if (!back) RC_FAIL(to_line(back.error()) + "\n" + to_text(config));
    RC_ASSERT(back->listen == config.listen);
    RC_ASSERT(back->fence_directory == config.fence_directory);
    RC_ASSERT(back->seen_delay_s == config.seen_delay_s);
}

TEST(Config, WithAnUnknownKeyIsRefusedWithTheOneThatWasMeant) {
    const auto error = refusal(good + "  lsten = \"127.0.0.1:7102\"\n");
    EXPECT_THAT(error.what, HasSubstr("lsten"));
    EXPECT_THAT(error.where, HasSubstr("node.toml, line 3"));
    EXPECT_THAT(error.remedy, HasSubstr("did you mean: listen"));
    EXPECT_THAT(refusal(good + "tls = 1\n").remedy,
                HasSubstr("known: fence, listen, seen_delay_s"));
    EXPECT_THAT(refusal(good + "[table]\nlisten = 1\n").what, HasSubstr("table"));
}

TEST(Config, WithoutAKeyIsRefusedWithTheKey) {
    EXPECT_THAT(refusal("fence = \"/var/fence\"\n").what, HasSubstr("\"listen\""));
    EXPECT_THAT(refusal("listen = \"127.0.0.1:7101\"\n").what, HasSubstr("\"fence\""));
    EXPECT_THAT(refusal("").remedy, HasSubstr("= \"...\""));
}

TEST(Config, WithAnotherKindOfValueIsRefusedWithItsPlace) {
    for (const auto* value : {"1", "true", "[]", "{}", "1.5", "\"\""}) {
        const auto text = "fence = \"/var/fence\"\nlisten = " + std::string(value) + "\n";
        EXPECT_THAT(refusal(text).what, HasSubstr("\"listen\"")) << value;
        EXPECT_THAT(refusal(text).where, HasSubstr("line 2")) << value;
    }
    for (const auto* value : {"0", "-1", "86401", "1.0", "\"60\"", "9223372036854775807"}) {
        const auto text = good + "seen_delay_s = " + std::string(value) + "\n";
        EXPECT_THAT(refusal(text).what, HasSubstr("seen_delay_s")) << value;
        EXPECT_THAT(refusal(text).where, HasSubstr("line 3")) << value;
    }
}

TEST(Config, ThatIsNotTomlIsRefusedWithLineAndColumn) {
    for (const auto* text : {"once upon a time", "= 1", "[", "listen = \"x", "listen = 'a' 'b'",
                             "\xff\xfe", "listen = 1\nlisten = 2"}) {
        const auto error = refusal(good + "seen_delay_s = 5\n" + text);
        EXPECT_THAT(error.where, ::testing::ContainsRegex("line [0-9]+ column [0-9]+")) << text;
        EXPECT_FALSE(error.what.empty()) << text;
        EXPECT_FALSE(error.remedy.empty()) << text;
    }
}

RC_GTEST_PROP(Config, IsReadOrRefusedWhateverTheText, ()) {
    auto text = to_text({.listen = "127.0.0.1:7101", .fence_directory = "/var/fence"});
    text.resize(*rc::gen::inRange<std::size_t>(0, text.size()));
    const auto config = parse_config(text + *rc::gen::arbitrary<std::string>());
    const bool is_read = config.has_value();
    RC_ASSERT((is_read || config.error().kind == ErrorKind::invalid));
}

TEST(Listen, IsAnAddressAndAPort) {
    EXPECT_EQ(parse_listen("127.0.0.1:7101")->address, "127.0.0.1");
    EXPECT_EQ(parse_listen("127.0.0.1:7101")->port, 7'101);
    EXPECT_EQ(parse_listen("[::1]:65535")->address, "::1");
    EXPECT_EQ(parse_listen("[::1]:65535")->port, 65'535);
}

TEST(Listen, IsRefusedWithAnExampleOfOne) {
    for (const auto* text :
         {"", ":", "127.0.0.1", "127.0.0.1:", ":7101", "127.0.0.1:65536", "127.0.0.1:-1",
          "127.0.0.1:x", "127.0.0.1: 7101", "::1:7101", "[]:7101", "127.0.0.1:7101 "}) {
        const auto listen = parse_listen(text);
        ASSERT_FALSE(listen) << text;
        EXPECT_EQ(listen.error().kind, ErrorKind::invalid) << text;
        EXPECT_THAT(listen.error().remedy, HasSubstr("127.0.0.1:7101")) << text;
    }
}

}  // namespace
}  // namespace entente::node
