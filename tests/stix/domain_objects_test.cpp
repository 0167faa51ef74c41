// STIX 2.1 section 4, kind by kind: the smallest valid object, and what each rule refuses.
#include "stix/kind.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string refs = R"("object_refs":[")" + id_of("tool") + "\"]";
const std::string address_refs = R"("object_refs":[")" + id_of("ipv4-addr") + "\"]";

struct Smallest {
    std::string type;
    std::string members;
    int required;  ///< how many of them are required
};

std::vector<Smallest> smallest() {
    return {
        {"attack-pattern", R"("name":"x")", 1},
        {"campaign", R"("name":"x")", 1},
        {"course-of-action", R"("name":"x")", 1},
        {"grouping", R"("context":"unspecified",)" + refs, 2},
        {"identity", R"("name":"x")", 1},
        {"incident", R"("name":"x")", 1},
        {"indicator",
         R"("pattern":"[file:name='x']","pattern_type":"stix","valid_from":"2021-08-24T12:30:00Z")",
         3},
        {"infrastructure", R"("name":"x")", 1},
        {"intrusion-set", R"("name":"x")", 1},
        {"location", R"("country":"AF")", 1},
        {"malware", R"("is_family":false)", 1},
        {"malware-analysis", R"("product":"x","result":"benign")", 2},
        {"note", R"("content":"x",)" + refs, 2},
        {"observed-data",
         R"("first_observed":"2021-08-24T12:30:00Z","last_observed":"2021-08-24T12:30:00Z",)"
         R"("number_observed":1,)" +
             address_refs,
         4},
        {"opinion", R"("opinion":"agree",)" + refs, 2},
        {"report", R"("name":"x","published":"2021-08-24T12:30:00Z",)" + refs, 3},
        {"threat-actor", R"("name":"x")", 1},
        {"tool", R"("name":"x")", 1},
        {"vulnerability", R"("name":"x")", 1},
    };
}

TEST(DomainObjects, AreValidAtTheirSmallest) {
    for (const auto& object : smallest()) {
        EXPECT_EQ(errors(object_of(object.type, object.members)), Lines{}) << object.type;
        EXPECT_EQ(warnings(object_of(object.type, object.members)), Lines{}) << object.type;
    }
}

TEST(DomainObjects, MissWhatIsRequired) {
    for (const auto& object : smallest()) {
        const auto found = errors(object_of(object.type, "\"x_a\":1"));
        EXPECT_EQ(found.size(), static_cast<std::size_t>(object.required)) << object.type;
    }
}

TEST(DomainObjects, HoldEveryPropertyToItsType) {
    for (const auto& object : smallest()) {
        const auto* kind = find_kind(object.type);
        ASSERT_TRUE(kind);
        for (const auto& property : kind->properties.subspan(kind->shared_count)) {
            const auto text = object_of(object.type, "\"" + std::string(property.name) + "\":[{}]");
            const auto pointer = "/" + std::string(property.name);
            const auto found = errors(text);
            EXPECT_TRUE(std::ranges::any_of(
                found, [&](const std::string& line) { return line.starts_with(pointer); }))
                << object.type << pointer;
        }
    }
}

TEST(DomainObjects, HoldTimesToTheirOrder) {
    EXPECT_EQ(errors(object_of("campaign", R"("name":"x","first_seen":"2021-08-24T12:30:00Z",)"
                                           R"("last_seen":"2021-08-24T12:29:00Z")")),
              Lines{"/last_seen: last_seen is earlier than first_seen"});
    EXPECT_EQ(errors(object_of("campaign", R"("name":"x","first_seen":"2021-08-24T12:30:00Z",)"
                                           R"("last_seen":"2021-08-24T12:30:00Z")")),
              Lines{});
    EXPECT_EQ(errors(object_of("indicator", R"("pattern":"[file:name='x']","pattern_type":"stix",)"
                                            R"("valid_from":"2021-08-24T12:30:00Z",)"
                                            R"("valid_until":"2021-08-24T12:30:00Z")")),
              Lines{"/valid_until: valid_until is not later than valid_from"});
}

TEST(Location, SaysWhereItIs) {  // STIX 2.1 section 4.10
    EXPECT_EQ(errors(object_of("location", R"("latitude":34.5,"longitude":69.2,"precision":10.5)")),
              Lines{});
    EXPECT_EQ(errors(object_of("location", R"("latitude":34.5)")),
              Lines{": latitude and longitude go together"});
    EXPECT_EQ(errors(object_of("location", R"("latitude":91,"longitude":181)")),
              (Lines{"/latitude: out of range", "/longitude: out of range"}));
    EXPECT_EQ(errors(object_of("location", R"("region":"southern-asia","precision":1)")),
              Lines{": precision without latitude and longitude"});
}

TEST(Malware, NeedsANameAsAFamily) {  // STIX 2.1 section 4.11
    EXPECT_EQ(errors(object_of("malware", R"("is_family":true)")),
              Lines{": a malware family must have a name"});
    EXPECT_EQ(errors(object_of("malware", R"("is_family":true,"name":"x")")), Lines{});
    EXPECT_EQ(errors(object_of("malware",
                               R"("is_family":false,"sample_refs":[")" + id_of("tool") + "\"]")),
              Lines{"/sample_refs/0: may not refer to an object of type \"tool\""});
}

TEST(ObservedData, HoldsObjectsOrRefersToThem) {  // STIX 2.1 section 4.14
    const std::string observed =
        R"("first_observed":"2021-08-24T12:30:00Z","last_observed":"2021-08-24T12:30:00Z",)"
        R"("number_observed":1,"objects":{"0":{"type":"ipv4-addr","value":"198.51.100.3"}})";
    EXPECT_EQ(errors(object_of("observed-data", observed)), Lines{});
    EXPECT_EQ(errors(object_of("observed-data", observed + "," + address_refs)),
              Lines{": must have either object_refs or objects"});
    EXPECT_EQ(errors(object_of("observed-data", replaced(observed, "\"number_observed\":1",
                                                         "\"number_observed\":0"))),
              Lines{"/number_observed: out of range"});
}

TEST(Opinion, IsOneOfFive) {  // STIX 2.1 section 4.15: an enumeration, so nothing else passes
    EXPECT_EQ(errors(object_of("opinion", R"("opinion":"strongly-agree",)" + refs)), Lines{});
    EXPECT_EQ(errors(object_of("opinion", R"("opinion":"perhaps",)" + refs)),
              Lines{"/opinion: \"perhaps\" is not one of its values"});
}

TEST(OpenVocabularies, AreOpen) {  // STIX 2.1 section 2.14
    EXPECT_EQ(errors(object_of("threat-actor", R"("name":"x","roles":["our-own-word"])")), Lines{});
    EXPECT_EQ(errors(object_of("report", R"("name":"x","published":"2021-08-24T12:30:00Z",)"
                                         R"("report_types":["our-own-word"],)" +
                                             refs)),
              Lines{});
}

}  // namespace
}  // namespace entente::stix
