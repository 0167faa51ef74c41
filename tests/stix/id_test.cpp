#include "stix/id.h"

#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(ObjectId, HasATypeAndAUuid) {  // STIX 2.1 section 2.9
    const auto id = ObjectId::parse("x-mitre-tactic--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");
    ASSERT_TRUE(id);
    EXPECT_EQ(id->type(), "x-mitre-tactic");
    EXPECT_EQ(id->text(), "x-mitre-tactic--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");
}

TEST(ObjectId, IsRefusedInOtherForms) {  // STIX 2.1 section 2.9
    for (const auto* text : {
             "",
             "indicator",
             "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "indicator-8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3",
             "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3g",
             "indicator--8e2e2d2b-17d4-0cbf-938f-98ee46b3cd3f",  // no version of RFC 4122
             "indicator--8e2e2d2b-17d4-4cbf-c38f-98ee46b3cd3f",  // no variant of RFC 4122
             "indicator--8e2e2d2b17d44cbf938f98ee46b3cd3f",
             "Indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "ab--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "a--b--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "1ab--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
         }) {
        const auto id = ObjectId::parse(text, "/created_by_ref");
        ASSERT_FALSE(id) << text;
        EXPECT_EQ(id.error().where, "/created_by_ref");
    }
}

TEST(ObjectId, MayBeOfEveryLengthThatTheStandardAllows) {  // STIX 2.1 section 3.1
    const std::string tail = "--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    EXPECT_TRUE(ObjectId::parse(std::string(3, 'a') + tail));
    EXPECT_TRUE(ObjectId::parse(std::string(250, 'a') + tail));
    EXPECT_FALSE(ObjectId::parse(std::string(251, 'a') + tail));
}

RC_GTEST_PROP(ObjectId, IsMadeOfAnySixteenBytes, (std::array<unsigned char, 16> random)) {
    std::array<std::byte, 16> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = std::byte{random[i]};
    const auto id = make_id("question", bytes);
    RC_ASSERT(ObjectId::parse(id.text()).value() == id);
    RC_ASSERT(id.text()[10 + 14] == '4');  // version 4
}

}  // namespace
}  // namespace entente::stix
