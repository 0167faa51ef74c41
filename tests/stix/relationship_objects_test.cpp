#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string ends =
    R"("source_ref":")" + id_of("campaign") + R"(","target_ref":")" + id_of("ipv4-addr") + "\"";

TEST(Relationship, JoinsDomainObjectsAndObservables) {  // STIX 2.1 section 5.1
    EXPECT_EQ(errors(object_of("relationship", R"("relationship_type":"uses",)" + ends)), Lines{});
    for (const auto* type : {"relationship", "sighting", "bundle", "marking-definition",
                             "language-content", "extension-definition"}) {
        const auto text =
            object_of("relationship", R"("relationship_type":"uses",)" +
                                          replaced(ends, id_of("campaign"), id_of(type)));
        EXPECT_EQ(errors(text), Lines{"/source_ref: may not refer to an object of type \"" +
                                      std::string(type) + "\""});
    }
}

TEST(Relationship, HasATypeInLowerCase) {
    EXPECT_EQ(errors(object_of("relationship", R"("relationship_type":"Uses it",)" + ends)),
              Lines{"/relationship_type: may have only a to z, 0 to 9 and -"});
}

TEST(Relationship, StopsAfterItStarts) {
    EXPECT_EQ(errors(object_of("relationship",
                               R"("relationship_type":"uses","start_time":"2021-08-24T12:30:00Z",)"
                               R"("stop_time":"2021-08-24T12:30:00Z",)" +
                                   ends)),
              Lines{"/stop_time: stop_time is not later than start_time"});
}

TEST(Sighting, IsOfADomainObject) {  // STIX 2.1 section 5.2
    const auto sighting = [](std::string_view of, std::string_view more) {
        return object_of("sighting",
                         R"("sighting_of_ref":")" + id_of(of) + "\"" + std::string(more));
    };
    EXPECT_EQ(errors(sighting("indicator", R"(,"count":0,"summary":true)")), Lines{});
    EXPECT_EQ(errors(sighting("warning-problem", "")), Lines{});
    EXPECT_EQ(errors(sighting("ipv4-addr", "")),
              Lines{"/sighting_of_ref: may not refer to an object of type \"ipv4-addr\""});
    EXPECT_EQ(errors(sighting("indicator", R"(,"where_sighted_refs":[")" + id_of("tool") + "\"]")),
              Lines{"/where_sighted_refs/0: may not refer to an object of type \"tool\""});
    EXPECT_EQ(errors(sighting("indicator", R"(,"count":1000000000)")),
              Lines{"/count: out of range"});
}

}  // namespace
}  // namespace entente::stix
