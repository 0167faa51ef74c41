#include "cli/printable.h"

#include "tests/support/precompiled.h"

namespace entente::cli {
namespace {

TEST(Printable, LeavesTextInAnyScriptAsItIs) {
    for (const std::string text : {"", "Совет безопасности", "國家安全", "دری",
                                   "naïve — “quoted” ✓", "two\nlines\tand a tab"}) {
        EXPECT_EQ(printable(text), text);
    }
}

TEST(Printable, WritesOutWhatATerminalWouldObey) {
    EXPECT_EQ(printable("\x1b[2J"), "\\u001b[2J");
    EXPECT_EQ(printable("a\rb\bc\x7f"), "a\\u000db\\u0008c\\u007f");
    EXPECT_EQ(printable(std::string_view("\0", 1)), "\\u0000");
    EXPECT_EQ(printable("\xc2\x9b"), "\\u009b");  // the one-byte form of ESC [
}

TEST(Printable, WritesOutMarksThatTurnTheDirectionOfWriting) {
    EXPECT_EQ(printable("user\u202egpj.exe"), "user\\u202egpj.exe");
    EXPECT_EQ(printable("\u2066x\u2069"), "\\u2066x\\u2069");
}

TEST(Printable, WritesOutWhatIsNoUtf8ByteByByte) {
    EXPECT_EQ(printable("\xff"), "\\xff");
    EXPECT_EQ(printable("a\xc3"), "a\\xc3");
    EXPECT_EQ(printable("\xc0\x9b"), "\\xc0\\x9b");  // an overlong ESC
}

RC_GTEST_PROP(Printable, LetsNoControlCharacterThrough, (const std::string& text)) {
    const auto shown = printable(text);
    for (const char c : shown) {
        RC_ASSERT(c == '\n' || c == '\t' || static_cast<unsigned char>(c) >= 0x20);
        RC_ASSERT(c != '\x7f');
    }
    RC_ASSERT(printable(shown) == shown);
}

}  // namespace
}  // namespace entente::cli
