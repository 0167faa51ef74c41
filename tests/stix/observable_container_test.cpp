#include "stix/observable_container.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines said(std::string_view objects) {
    return errors(object_of(
        "observed-data",
        R"("first_observed":"2021-08-24T12:30:00Z","last_observed":"2021-08-24T12:30:00Z",)"
        R"("number_observed":1,"objects":)" +
            std::string(objects)));
}

TEST(ObservableContainer, HoldsObservablesThatReferToEachOther) {  // STIX 2.1 sections 2.9, 2.13
    EXPECT_EQ(said(R"({"0":{"type":"ipv4-addr","value":"198.51.100.2"},)"
                   R"("1":{"type":"network-traffic","dst_ref":"0","encapsulates_refs":["1"]}})"),
              Lines{});
    EXPECT_EQ(
        said(R"({"1":{"type":"network-traffic","dst_ref":"0","contains_refs":["1","2"],)"
             R"("extensions":{"x-ext":{"body_ref":"3"}}}})"),
        (Lines{"/objects/1/dst_ref: refers to no object of this container",
               "/objects/1/contains_refs/1: refers to no object of this container",
               "/objects/1/extensions/x-ext/body_ref: refers to no object of this container"}));
}

TEST(ObservableContainer, HoldsNothingElse) {  // STIX 2.1 section 2.13
    EXPECT_EQ(said(R"({"0":7})"), Lines{"/objects/0: must be an object"});
    EXPECT_EQ(said(R"({"0":{"value":"x"}})"),
              Lines{"/objects/0: not an observable: it has no type"});
    EXPECT_EQ(said(R"({"0":{"type":"tool"}})"),
              Lines{"/objects/0/type: only observables may stand here"});
    EXPECT_EQ(said("[]").front(), "/objects: must be an object");
}

TEST(ObservableContainer, HoldsWhatIsRelatedAlone) {  // STIX 2.1 section 4.14.1
    EXPECT_EQ(said(R"({"0":{"type":"ipv4-addr","value":"198.51.100.2"},)"
                   R"("1":{"type":"domain-name","value":"example.com"}})"),
              Lines{"/objects/1: not related to the container's first object: what is not related "
                    "does not share an observed-data"});
    // By what refers to both, and by a chain, from either end.
    EXPECT_EQ(said(R"({"0":{"type":"ipv4-addr","value":"198.51.100.2"},)"
                   R"("1":{"type":"ipv4-addr","value":"198.51.100.3"},)"
                   R"("2":{"type":"network-traffic","src_ref":"0","dst_ref":"1"},)"
                   R"("3":{"type":"network-traffic","src_ref":"1","encapsulates_refs":["2"]}})"),
              Lines{});
    EXPECT_EQ(said(R"({"0":{"type":"ipv4-addr","value":"198.51.100.2"},)"
                   R"("1":{"type":"file","name":"a","parent_directory_ref":"2"},)"
                   R"("2":{"type":"directory","path":"b"}})")
                  .size(),
              2U);
}

}  // namespace
}  // namespace entente::stix
