#include "channel/names.h"

#include "tests/support/precompiled.h"

namespace entente::channel {
namespace {

bool is_name(std::string_view name) {
    return check_name(name, "a name").has_value();
}

TEST(Name, MayBeInAnyScript) {
    for (const auto* name : {"ALPHA", "Совет безопасности", "वार्ता", "A b/c — \"d\"", "é", " "}) {
        EXPECT_TRUE(is_name(name)) << name;
    }
    EXPECT_TRUE(is_name(std::string(200, 'x')));
}

TEST(Name, IsNeitherEmptyNorLong) {
    EXPECT_FALSE(is_name(""));
    EXPECT_FALSE(is_name(std::string(201, 'x')));
}

TEST(Name, HasNothingThatAScreenObeys) {
    for (const auto* name : {"a\nb", "\x1b[2J", "a\rb", "a\tb", "\x7f", "\xc2\x9b", "\xc2\x80"}) {
        EXPECT_FALSE(is_name(name));
    }
    EXPECT_FALSE(is_name(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace entente::channel
