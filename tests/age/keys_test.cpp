#include "age/keys.h"

#include "host/random.h"
#include "tests/support/precompiled.h"

namespace entente::age {
namespace {

TEST(AgeKeys, AreWrittenAndReadBack) {
    host::SystemRandom random;
    const auto identity = Identity::generate(random);
    EXPECT_EQ(parse_recipient(to_text(identity.recipient())).value(), identity.recipient());
    const auto again = parse_identity(to_secret_text(identity));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->recipient(), identity.recipient());
    EXPECT_TRUE(to_text(identity.recipient()).starts_with("age1"));
    EXPECT_TRUE(to_secret_text(identity).starts_with("AGE-SECRET-KEY-1"));
}

TEST(AgeKeys, OfOneSortAreNotTakenForTheOther) {
    host::SystemRandom random;
    const auto identity = Identity::generate(random);
    EXPECT_FALSE(parse_recipient(to_secret_text(identity)));
    EXPECT_FALSE(parse_identity(to_text(identity.recipient())));
    EXPECT_FALSE(parse_recipient("age12uel5l"));
}

}  // namespace
}  // namespace entente::age
