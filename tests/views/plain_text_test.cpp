#include "views/plain_text.h"

#include <algorithm>
#include <sstream>

#include "tests/support/precompiled.h"

namespace entente::views {
namespace {

std::string field(std::string_view label, std::string_view text) {
    PlainText made;
    made.field(label, text);
    return std::move(made).text();
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

TEST(Printable, LeavesWordsOfEveryScriptAlone) {
    EXPECT_EQ(printable("Кабул, काबुल, كابل, 喀布尔, 𝒦"), "Кабул, काबुल, كابل, 喀布尔, 𝒦");
}

TEST(Printable, MakesOneLineOfMany) {
    EXPECT_EQ(printable("one\ntwo\tthree\r"), "one two three ");
}

TEST(Printable, LeavesNothingThatActsOnATerminal) {
    EXPECT_EQ(printable("\x1b[2J"), "\uFFFD[2J");
    EXPECT_EQ(printable("a\x7F"), "a\uFFFD");
    EXPECT_EQ(printable("\u009B31m"), "\uFFFD31m");  // the one-character CSI
    EXPECT_EQ(printable(std::string_view("\0", 1)), "\uFFFD");
}

TEST(Printable, LeavesNothingThatTurnsTheDirectionOfWriting) {
    EXPECT_EQ(printable("ALPHA \u202Eoverride"), "ALPHA \uFFFDoverride");
    EXPECT_EQ(printable("\u2066isolate\u2069"), "\uFFFDisolate\uFFFD");
    EXPECT_EQ(printable("\u200Fmark\u061C\u2028"), "\uFFFDmark\uFFFD\uFFFD");
    EXPECT_EQ(printable("\u00A0\u2027\u202F\u2065\u206A"), "\u00A0\u2027\u202F\u2065\u206A");
}

TEST(PlainText, PutsALabelBesideTheFirstLineOnly) {
    const auto text = field("Judgement", std::string(70, 'a') + " bb ccccc");
    EXPECT_EQ(text, "  Judgement           " + std::string(70, 'a') + " bb\n" +
                        std::string(22, ' ') + "ccccc\n");
}

TEST(PlainText, LeavesOutAFieldWithoutText) {
    EXPECT_EQ(field("Dissent", ""), "");
    EXPECT_EQ(field("Dissent", "  "), "");
}

TEST(PlainText, SeparatesHeadingsByAnEmptyLine) {
    PlainText made;
    made.heading("ONE");
    made.heading("TWO");
    EXPECT_EQ(std::move(made).text(), "ONE\n\nTWO\n");
}

RC_GTEST_PROP(PlainText, HasNoLineBeyondNinetySixColumnsAndLosesNoLetter, ()) {
    const auto letter = rc::gen::element<std::string>("a", "é", "喀", "𝒦", " ", "\n");
    const auto letters = *rc::gen::container<std::vector<std::string>>(letter);
    std::string given;
    for (const auto& each : letters) given += each;
    PlainText made;
    made.heading(given);
    made.field("Label", given);
    const auto text = std::move(made).text();
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) RC_ASSERT(code_points(line) <= 96U);

    const auto count = [](std::string_view in) {
        return std::ranges::count_if(in, [](char c) { return c != ' ' && c != '\n'; });
    };
    const auto label = count(given) == 0 ? 0 : 5;
    RC_ASSERT(count(text) == 2 * count(given) + label);
}

}  // namespace
}  // namespace entente::views
