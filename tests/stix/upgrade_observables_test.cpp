#include "stix/upgrade_observables.h"

#include "tests/stix/objects.h"
#include "tests/stix/seeded_random.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

UpgradedObservables upgraded(std::string_view container) {
    SeededRandom random;
    const auto document = json::Document::parse(container);
    EXPECT_TRUE(document);
    auto result = upgrade_observables(document->root(), {}, random);
    EXPECT_TRUE(result) << (result ? "" : to_line(result.error()));
    return result ? std::move(result).value() : UpgradedObservables{};
}

TEST(UpgradeObservables, RenamesWhatHasAnotherNameNow) {  // STIX 2.0 part 4; STIX 2.1 section 6
    const auto result = upgraded(
        R"({"0":{"type":"windows-registry-key","key":"hkey_users",)"
        R"("modified":"2021-08-24T12:30:00Z"},)"
        R"("1":{"type":"user-account","user_id":"1",)"
        R"("password_last_changed":"2021-08-24T12:30:00Z"},)"
        R"("2":{"type":"process","pid":1,"binary_ref":"3","created":"2021-08-24T12:30:00Z"},)"
        R"("3":{"type":"file","name":"x","is_encrypted":false}})");
    ASSERT_EQ(result.objects.size(), 4U);
    EXPECT_EQ(result.changes.size(), 5U);
    for (const auto& text : result.objects) {
        EXPECT_EQ(errors(text), Lines{}) << text;
        EXPECT_EQ(warnings(text), Lines{}) << text;
    }
}

TEST(UpgradeObservables, WritesTheSameThingOnce) {
    const auto result =
        upgraded(R"({"0":{"type":"mutex","name":"x"},"1":{"type":"mutex","name":"x"}})");
    EXPECT_EQ(result.objects.size(), 1U);
    EXPECT_EQ(result.ids.size(), 1U);
}

TEST(UpgradeObservables, EndsInAnyCircle) {
    const auto result = upgraded(
        R"({"0":{"type":"file","name":"x","extensions":{"archive-ext":{"contains_refs":["0"]}}}})");
    ASSERT_EQ(result.objects.size(), 1U);
    EXPECT_EQ(errors(result.objects[0]), Lines{});
}

}  // namespace
}  // namespace entente::stix
