#include "stix/match/like.h"

#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

/// The definition, as it stands in section 9.6.1, over octets.
bool is_like_by_definition(std::string_view text, std::string_view wildcards) {
    if (wildcards.empty()) return text.empty();
    const auto rest = wildcards.substr(1);
    if (wildcards[0] == '%') {
        for (std::size_t taken = 0; taken <= text.size(); ++taken) {
            if (is_like_by_definition(text.substr(taken), rest)) return true;
        }
        return false;
    }
    if (text.empty()) return false;
    return (wildcards[0] == '_' || wildcards[0] == text[0]) &&
           is_like_by_definition(text.substr(1), rest);
}

RC_GTEST_PROP(Like, IsTheDefinition, ()) {  // STIX 2.1 section 9.6.1
    auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab")));
    auto wildcards = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab%_%")));
    text.resize(std::min<std::size_t>(text.size(), 16));  // the definition takes exponential time
    wildcards.resize(std::min<std::size_t>(wildcards.size(), 8));
    RC_ASSERT(is_like(text, wildcards, TextUnit::octet) == is_like_by_definition(text, wildcards));
    RC_ASSERT(is_like(text, wildcards, TextUnit::code_point) ==
              is_like_by_definition(text, wildcards));
}

TEST(Like, CountsCodePointsOrOctets) {  // STIX 2.1 section 9.6.1: any one character
    EXPECT_TRUE(is_like("\u00FCber", "_ber", TextUnit::code_point));
    EXPECT_FALSE(is_like("\u00FCber", "_ber", TextUnit::octet));
    EXPECT_TRUE(is_like("\U0001F600", "_", TextUnit::code_point));
    EXPECT_TRUE(is_like("x\u00FC\u00FCy", "%_\u00FC_", TextUnit::code_point));
    EXPECT_TRUE(is_like("C:\\Windows\\a\nb\\foo", "C:\\Windows\\%\\foo", TextUnit::code_point));
    EXPECT_FALSE(is_like("hello", "HELLO", TextUnit::code_point));
}

TEST(Like, DoesNotExplode) {
    const std::string text(20'000, 'a');
    std::string wildcards;
    for (int i = 0; i < 50; ++i) wildcards += "%a";
    EXPECT_FALSE(is_like(text, wildcards + "b", TextUnit::octet));
    EXPECT_TRUE(is_like(text, wildcards, TextUnit::octet));
}

}  // namespace
}  // namespace entente::stix::match
