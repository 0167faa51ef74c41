#include "stix/pattern/moment.h"

#include "base/time.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

RC_GTEST_PROP(Moment, AgreesWithTimestampsToTheMicrosecond, ()) {
    const auto microseconds =
        *rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'800'000'000);
    const auto text = to_text(Timestamp{.instant = Instant(microseconds), .fraction_digits = 6});
    RC_ASSERT(parse_moment(text).has_value());
    RC_ASSERT(parse_moment(text)->microseconds == microseconds);
}

TEST(Moment, ComparesEveryDigit) {  // STIX 2.1 section 2.16: any precision
    EXPECT_EQ(parse_moment("2010-05-21T13:21:43Z"), parse_moment("2010-05-21T13:21:43.000000000Z"));
    EXPECT_LT(parse_moment("2010-05-21T13:21:43.123456789Z"),
              parse_moment("2010-05-21T13:21:43.12345679Z"));
    EXPECT_LT(parse_moment("2010-05-21T13:21:43.123456Z"),
              parse_moment("2010-05-21T13:21:43.123456001Z"));
}

TEST(Moment, CountsALeapSecondAsTheNext) {  // RFC 3339 section 5.6
    EXPECT_EQ(parse_moment("2016-12-31T23:59:60Z"), parse_moment("2017-01-01T00:00:00Z"));
}

TEST(Moment, RefusesWhatIsNoTime) {  // RFC 3339 sections 5.6 and 5.7; STIX 2.1 section 2.16
    for (const auto* text :
         {"", "Z", "2010-05-21T13:21:43", "2010-05-21T13:21:43z", "2010-05-21t13:21:43Z",
          "2010/05/21T13:21:43Z", "2010-05-21T13:21:99Z", "2010-05-21T13:21Z",
          "2010-05-21T13:21:43.Z", "2010-05-21T13:21:43.1x3Z", "2010-05-21T13:21:43+00:00",
          "2024-02-30T12:00:00Z", "2023-02-29T12:00:00Z", "2024-13-01T12:00:00Z",
          "2024-01-00T12:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T12:60:00Z",
          "2024-01-01T12:00:61Z"}) {
        EXPECT_FALSE(parse_moment(text)) << text;
    }
    EXPECT_TRUE(parse_moment("2024-02-29T12:00:00Z"));
}

}  // namespace
}  // namespace entente::stix::pattern
