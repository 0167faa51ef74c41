#include "age/bech32.h"

#include "base/encoding.h"
#include "tests/support/precompiled.h"

namespace entente::age {
namespace {

TEST(Bech32, IsTheTextOfTheStandard) {  // BIP 173, test vectors
    EXPECT_EQ(to_bech32("a", ""), "a12uel5l");
    EXPECT_EQ(from_bech32("a", "A12UEL5L").value(), "");
    EXPECT_EQ(from_bech32("split", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w")
                  .value(),
              from_hex("c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d").value());
}

TEST(Bech32, IsRefusedForOneWrongCharacter) {  // BIP 173
    const std::string good = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    ASSERT_TRUE(from_bech32("age", good));
    for (std::size_t i = 4; i < good.size(); ++i) {
        auto bad = good;
        bad[i] = bad[i] == 'q' ? 'p' : 'q';
        EXPECT_FALSE(from_bech32("age", bad)) << i;
    }
    EXPECT_FALSE(from_bech32("age", good.substr(0, good.size() - 1)));
    EXPECT_FALSE(from_bech32("bge", good));
    EXPECT_FALSE(from_bech32("age", "A" + good.substr(1)));
    EXPECT_FALSE(from_bech32("age", ""));
    EXPECT_FALSE(from_bech32("age", "age1"));
}

TEST(Bech32, IsNotToldInAnError) {
    const auto refused = from_bech32("age-secret-key-", "AGE-SECRET-KEY-1QQQSECRET");
    ASSERT_FALSE(refused);
    EXPECT_EQ(to_line(refused.error()).find("QQQ"), std::string::npos);
    EXPECT_EQ(to_line(refused.error()).find("qqq"), std::string::npos);
}

RC_GTEST_PROP(Bech32, CarriesAnyBytes, (std::string bytes)) {
    const auto text = to_bech32("age", bytes);
    RC_ASSERT(from_bech32("age", text).value() == bytes);
}

}  // namespace
}  // namespace entente::age
