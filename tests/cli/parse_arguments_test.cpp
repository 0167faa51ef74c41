#include "cli/arguments.h"
#include "tests/support/precompiled.h"

namespace entente::cli {
namespace {

Result<std::variant<Command, HelpText>> parse(std::vector<std::string> words) {
    words.insert(words.begin(), "entente");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    return parse_arguments(arguments);
}

template <class Wanted>
Wanted command(const std::vector<std::string>& words) {
    auto parsed = parse(words);
    EXPECT_TRUE(parsed.has_value()) << to_line(parsed.error());
    return std::get<Wanted>(std::get<Command>(*parsed));
}

std::string refusal(const std::vector<std::string>& words) {
    const auto parsed = parse(words);
    return parsed ? "" : to_line(parsed.error());
}

TEST(Arguments, OfPutNameFilesAndTheirChannel) {
    const auto put = command<Put>(
        {"put", "a.json", "-", "--channel", "Test", "--skip-invalid", "--node", "alpha", "--json"});
    EXPECT_EQ(put.files, (std::vector<std::string>{"a.json", "-"}));
    EXPECT_EQ(put.channel, "Test");
    EXPECT_TRUE(put.skip_invalid);
    EXPECT_EQ(put.common.node, "alpha");
    EXPECT_TRUE(put.common.is_json);
}

TEST(Arguments, HaveDefaults) {
    const auto put = command<Put>({"put", "a.json"});
    EXPECT_EQ(put.common.node, ".");
    EXPECT_FALSE(put.common.is_json);
    EXPECT_FALSE(put.skip_invalid);
}

TEST(Arguments, MayBeTheNamesOfCommandsWithinCommands) {
    const auto invite = command<ChannelInvite>({"channel", "invite", "Test", "-o", "file"});
    EXPECT_EQ(invite.channel, "Test");
    EXPECT_EQ(invite.output, "file");
    EXPECT_EQ(command<PeerAdd>({"peer", "add", "b.card"}).file, "b.card");
}

TEST(Arguments, ThatAreWrongAreRefusedByName) {
    EXPECT_EQ(refusal({"putt", "a.json"}),
              "the command line: there is no command \"putt\"; did you mean: put");
    EXPECT_EQ(refusal({"peer", "ad", "b.card"}),
              "the command line: there is no command \"ad\"; did you mean: add");
    EXPECT_NE(refusal({"put", "a.json", "--skip"}).find("--skip"), std::string::npos);
    EXPECT_NE(refusal({"status", "extra"}).find("extra"), std::string::npos);
    EXPECT_NE(refusal({"list", "--limit", "many"}).find("limit"), std::string::npos);
    EXPECT_FALSE(refusal({"put"}).empty());
    EXPECT_FALSE(refusal({"peer"}).empty());
}

TEST(Arguments, CanAskForHelpWithAnExample) {
    const auto parsed = parse({"peer", "add", "--help"});
    ASSERT_TRUE(parsed.has_value());
    ASSERT_TRUE(std::holds_alternative<HelpText>(*parsed));
    const auto& text = std::get<HelpText>(*parsed).text;
    EXPECT_NE(text.find("Example:\n  entente peer add"), std::string::npos) << text;
}

RC_GTEST_PROP(Arguments, OfAnyKindAreTakenOrRefusedButNeverMore, (std::vector<std::string> words)) {
    for (auto& word : words) std::erase(word, '\0');
    static_cast<void>(parse(words).has_value());
}

}  // namespace
}  // namespace entente::cli
