#include "base/bytes.h"

#include "tests/support/precompiled.h"

namespace entente {
namespace {

RC_GTEST_PROP(ByteReader, ReadsBackEveryIntegerThatWasAppended, (std::uint64_t value)) {
    Bytes bytes;
    append_integer<8>(bytes, value);
    ByteReader reader(bytes, "bytes");
    RC_ASSERT(reader.integer(8).value() == value);
    RC_ASSERT(reader.finish().has_value());
}

TEST(ByteReader, WritesTheMostSignificantByteFirst) {
    Bytes bytes;
    append_integer<4>(bytes, 0x01020304);
    EXPECT_EQ(bytes, "\x01\x02\x03\x04");
}

TEST(ByteReader, NamesThePlaceWhereTheInputEnds) {
    ByteReader reader("ab", "segment");
    ASSERT_TRUE(reader.take(1).has_value());
    const auto refused = reader.integer(2);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "segment, byte 1");
}

TEST(ByteReader, RefusesBytesThatAreLeftOver) {
    EXPECT_FALSE(ByteReader("x", "note").finish().has_value());
}

}  // namespace
}  // namespace entente
