#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(Observable, NeedsNoVersion) {  // STIX 2.1 section 3.2
    EXPECT_EQ(errors(observable_of("ipv4-addr", R"("value":"198.51.100.3")")), Lines{});
    EXPECT_EQ(errors(observable_of("ipv4-addr", R"("value":"198.51.100.3","spec_version":"2.1")")),
              Lines{});
    EXPECT_EQ(errors(R"({"type":"ipv4-addr","value":"198.51.100.3"})"),
              Lines{": the property \"id\" is missing"});
}

TEST(Observable, OfVersion20IsTold) {
    EXPECT_EQ(errors(observable_of("ipv4-addr", R"("value":"198.51.100.3","spec_version":"2.0")")),
              Lines{"/spec_version: this looks like STIX 2.0"});
}

TEST(Observable, HoldsItsCommonPropertiesToTheirTypes) {
    EXPECT_EQ(errors(observable_of("url", R"("value":"http://x/","defanged":"yes")")),
              Lines{"/defanged: must be true or false"});
}

}  // namespace
}  // namespace entente::stix
