#include "base/number.h"

#include "tests/support/precompiled.h"

namespace entente {
namespace {

TEST(ParseInteger, TakesTheWholeTextOrNone) {
    EXPECT_EQ(parse_integer<std::uint64_t>("18446744073709551615", "size").value(),
              18446744073709551615ULL);
    for (const auto* text :
         {"", "1 ", " 1", "+1", "01", "-0", "1.0", "18446744073709551616", "x"}) {
        EXPECT_FALSE(parse_integer<std::uint64_t>(text, "size").has_value()) << text;
    }
}

}  // namespace
}  // namespace entente
