#include "stix/check_identity.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string mutex_with(std::string_view id) {
    return R"({"type":"mutex","name":"__CLEANSWEEP__","id":"mutex--)" + std::string(id) + "\"}";
}

TEST(Identity, OfAnObservableShouldFollowFromIt) {  // STIX 2.1 section 2.9
    EXPECT_EQ(warnings(mutex_with("f93fe911-e545-5239-b9b0-597840d0c871")), Lines{});
    EXPECT_EQ(warnings(mutex_with("f93fe911-e545-5239-b9b0-597840d0c872")),
              Lines{"/id: not the UUID that the properties make"});
    EXPECT_EQ(warnings(mutex_with("f93fe911-e545-4239-b9b0-597840d0c871")),
              Lines{"/id: the UUID should be made of the properties (version 5)"});
}

TEST(Identity, OfAnObservableWithVersionsIsItsOwn) {  // STIX 2.1 section 3.6
    const auto versioned = replaced(mutex_with("f93fe911-e545-5239-b9b0-597840d0c871"), R"("name")",
                                    R"("modified":"2021-08-24T12:30:00.000Z","name")");
    EXPECT_EQ(errors(versioned), Lines{"/id: the UUID of a thing that has versions"});
    EXPECT_EQ(errors(replaced(versioned, "-5239-", "-4239-")), Lines{});
}

TEST(Identity, IsRandomWhereNothingCouldMakeIt) {  // STIX 2.1 section 2.9
    const auto process = observable_of("process", R"("pid":1)");
    EXPECT_EQ(errors(process), Lines{});
    EXPECT_EQ(errors(replaced(process, "-4cbf-", "-5cbf-")),
              Lines{"/id: no property that could make this UUID"});
    EXPECT_EQ(errors(replaced(observable_of("user-account", R"("display_name":"x")"), "-4cbf-",
                              "-5cbf-")),
              Lines{"/id: no property that could make this UUID"});
}

TEST(Identity, OfOtherObjectsShouldBeRandom) {  // STIX 2.1 section 2.9
    const auto tool = object_of("tool", R"("name":"x")");
    EXPECT_EQ(warnings(tool), Lines{});
    EXPECT_EQ(warnings(replaced(tool, "-4cbf-", "-1cbf-")),
              Lines{"/id: the UUID should be a random one (version 4)"});
}

TEST(Identity, HasAUuidOfRfc4122) {  // STIX 2.1 section 2.9
    const auto tool = object_of("tool", R"("name":"x")");
    EXPECT_EQ(errors(replaced(tool, "-4cbf-", "-6cbf-")), Lines{"/id: must be an identifier"});
    EXPECT_EQ(errors(replaced(tool, "-938f-", "-c38f-")), Lines{"/id: must be an identifier"});
}

}  // namespace
}  // namespace entente::stix
