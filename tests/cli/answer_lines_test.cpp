#include "cli/answer_lines.h"

#include "cli/answer.h"
#include "tests/support/precompiled.h"

namespace entente::cli {
namespace {

RC_GTEST_PROP(AnswerLines, AreReadWhereverTheyAreCut, ()) {
    const std::string answer =
        "{\"event\":\"taken\",\"entries\":3}\n{\"event\":\"done\",\"x\":1}\n";
    std::vector<std::uint64_t> seen;
    AnswerLines lines("a file", [&](const std::string& event, const json::Value& line) {
        if (event == "taken") seen.push_back(count_of(line, "entries"));
    });
    const auto cut = *rc::gen::inRange<std::size_t>(0, answer.size());
    lines.take(answer.substr(0, cut));
    lines.take(answer.substr(cut));
    RC_ASSERT(seen == std::vector<std::uint64_t>{3});
    RC_ASSERT(lines.report("try again").value() == "{\"event\":\"done\",\"x\":1}");
}

TEST(AnswerLines, GiveTheNodesErrorWithTheSubject) {
    AnswerLines lines("a file", [](const auto&, const auto&) {});
    lines.take(
        "{\"event\":\"error\",\"kind\":\"refused\",\"remedy\":\"r\",\"what\":\"w\",\"where\":"
        "\"here\"}\n");
    const auto error = lines.report("try again").error();
    EXPECT_EQ(error.kind, ErrorKind::refused);
    EXPECT_EQ(error.what, "w");
    EXPECT_EQ(error.where, "a file, here");
    EXPECT_EQ(error.remedy, "r");
}

TEST(AnswerLines, ThatEndEarlySayWhatToDo) {
    AnswerLines lines("a file", [](const auto&, const auto&) {});
    lines.take("{\"event\":\"taken\"}\n{\"event\":\"do");
    const auto error = lines.report("try again").error();
    EXPECT_EQ(error.kind, ErrorKind::unavailable);
    EXPECT_EQ(error.remedy, "try again");
}

}  // namespace
}  // namespace entente::cli
