#include <bit>
#include <charconv>
#include <cmath>
#include <sstream>

#include "json/canonical.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::json {
namespace {

TEST(NumberText, IsWhatEcmaScriptPrints) {  // RFC 8785 appendix B
    EXPECT_EQ(number_text(0.0), "0");
    EXPECT_EQ(number_text(-0.0), "0");
    EXPECT_EQ(number_text(5e-324), "5e-324");
    EXPECT_EQ(number_text(-1.7976931348623157e308), "-1.7976931348623157e+308");
    EXPECT_EQ(number_text(9007199254740992.0), "9007199254740992");
    EXPECT_EQ(number_text(295147905179352830000.0), "295147905179352830000");
    EXPECT_EQ(number_text(123456789012345680000.0), "123456789012345680000");
    EXPECT_EQ(number_text(1e21), "1e+21");
    EXPECT_EQ(number_text(0.000001), "0.000001");
    EXPECT_EQ(number_text(9.999999999999997e-7), "9.999999999999997e-7");
    EXPECT_EQ(number_text(333333333.33333329), "333333333.3333333");
}

TEST(NumberText, IsThatOfTheTenThousandPublishedNumbers) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/jcs/es6-numbers-10000.txt");
    std::istringstream lines(test::read_file(path));
    std::string line;
    std::size_t count = 0;
    while (std::getline(lines, line)) {
        std::uint64_t bits = 0;
        const auto comma = line.find(',');
        std::from_chars(line.data(), line.data() + comma, bits, 16);
        ASSERT_EQ(number_text(std::bit_cast<double>(bits)), line.substr(comma + 1)) << line;
        ++count;
    }
    EXPECT_EQ(count, 10'000U);
}

RC_GTEST_PROP(NumberText, ReadsBackAsTheSameNumber, ()) {
    const auto number = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
    RC_PRE(std::isfinite(number));
    const auto text = number_text(number);
    double again = 0;
    std::from_chars(text.data(), text.data() + text.size(), again);
    RC_ASSERT(again == number);
}

}  // namespace
}  // namespace entente::json
