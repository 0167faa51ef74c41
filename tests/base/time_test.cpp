#include "base/time.h"

#include "tests/support/precompiled.h"

namespace entente {
namespace {

// RFC 3339 section 5.6, in the UTC form that STIX 2.1 section 2.16 asks for.
TEST(Timestamp, KeepsThePrecisionThatItWasWrittenWith) {
    for (const auto* text :
         {"2021-08-24T12:30:00Z", "2021-08-24T12:30:00.1Z", "2021-08-24T12:30:00.120Z",
          "2021-08-24T12:30:00.123456Z", "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z", "2020-02-29T00:00:00Z"}) {
        const auto parsed = parse_timestamp(text);
        ASSERT_TRUE(parsed.has_value()) << text;
        EXPECT_EQ(to_text(*parsed), text);
    }
}

TEST(Timestamp, IsRefusedInAnyOtherForm) {
    for (const auto* text :
         {"", "2021-08-24", "2021-08-24T12:30:00", "2021-08-24t12:30:00Z", "2021-08-24T12:30:00z",
          "2021-08-24T12:30:00+00:00", "2021-08-24T12:30:00.Z", "2021-08-24T12:30:00.1234567Z",
          "2021-02-29T00:00:00Z", "2021-13-01T00:00:00Z", "2021-01-01T24:00:00Z",
          "2021-01-01T00:60:00Z", "2016-12-31T23:59:60Z", "0000-01-01T00:00:00Z",
          "2021-08-24T12:30:00,1Z", "2021-08-24T12:30:00.1Z ", " 2021-08-24T12:30:00Z"}) {
        EXPECT_FALSE(parse_timestamp(text).has_value()) << text;
    }
}

TEST(Timestamp, CountsMicrosecondsFrom1970) {
    EXPECT_EQ(parse_timestamp("1970-01-02T00:00:00.5Z")->instant, Instant(86'400'500'000));
}

RC_GTEST_PROP(Timestamp, ReadsBackEveryInstantToTheMicrosecond, ()) {
    const auto instant =
        *rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'800'000'000);
    const Timestamp timestamp{.instant = Instant(instant), .fraction_digits = 6};
    RC_ASSERT(parse_timestamp(to_text(timestamp)).value() == timestamp);
}

}  // namespace
}  // namespace entente
