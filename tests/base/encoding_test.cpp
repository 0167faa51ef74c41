#include "base/encoding.h"

#include "tests/support/precompiled.h"

namespace entente {
namespace {

RC_GTEST_PROP(Hex, ReadsBackWhatItWrote, (std::string bytes)) {
    RC_ASSERT(from_hex(to_hex(bytes)).value() == bytes);
}

RC_GTEST_PROP(Base64, ReadsBackWhatItWrote, (std::string bytes)) {
    RC_ASSERT(from_base64(to_base64(bytes)).value() == bytes);
}

RC_GTEST_PROP(BareBase64, ReadsBackWhatItWrote, (std::string bytes)) {
    RC_ASSERT(from_bare_base64(to_bare_base64(bytes)).value() == bytes);
}

RC_GTEST_PROP(BareBase64, AcceptsNoTextThatItWouldNotWrite, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AQgw/+=abc0")));
    if (const auto bytes = from_bare_base64(text)) RC_ASSERT(to_bare_base64(*bytes) == text);
}

RC_GTEST_PROP(Base64, AcceptsNoTextThatItWouldNotWrite, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AQgw/+=abc0")));
    if (const auto bytes = from_base64(text)) RC_ASSERT(to_base64(bytes.value()) == text);
}

// RFC 4648 section 10.
TEST(Base64, GivesTheTextsOfTheStandard) {
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg==");
    EXPECT_EQ(to_base64("fo"), "Zm8=");
    EXPECT_EQ(to_base64("foo"), "Zm9v");
    EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
    EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, RefusesBitsBelowTheLastByte) {
    EXPECT_FALSE(from_base64("Zh==").has_value());
}

TEST(Hex, RefusesCapitals) {
    EXPECT_FALSE(from_hex("AB").has_value());
}

TEST(Digest, IsRefusedUnless32BytesLong) {
    EXPECT_FALSE(digest_from_hex("00").has_value());
    EXPECT_TRUE(digest_from_hex(std::string(64, '0')).has_value());
}

}  // namespace
}  // namespace entente
