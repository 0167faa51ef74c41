#include "stix/kind.h"

#include <set>

#include "stix/id.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(Kinds, AreAllThoseOfTheStandard) {  // STIX 2.1 sections 3.2, 4 to 7
    for (const auto* type : {"attack-pattern",
                             "campaign",
                             "course-of-action",
                             "grouping",
                             "identity",
                             "incident",
                             "indicator",
                             "infrastructure",
                             "intrusion-set",
                             "location",
                             "malware",
                             "malware-analysis",
                             "note",
                             "observed-data",
                             "opinion",
                             "report",
                             "threat-actor",
                             "tool",
                             "vulnerability",
                             "relationship",
                             "sighting",
                             "language-content",
                             "marking-definition",
                             "extension-definition",
                             "artifact",
                             "autonomous-system",
                             "directory",
                             "domain-name",
                             "email-addr",
                             "email-message",
                             "file",
                             "ipv4-addr",
                             "ipv6-addr",
                             "mac-addr",
                             "mutex",
                             "network-traffic",
                             "process",
                             "software",
                             "url",
                             "user-account",
                             "windows-registry-key",
                             "x509-certificate"}) {
        const auto* found = find_kind(type);
        ASSERT_TRUE(found) << type;
        EXPECT_EQ(found->type, type);
        for (std::size_t i = 0; i < found->properties.size(); ++i) {
            EXPECT_EQ(found->find(found->properties[i].name), i) << type;
        }
        EXPECT_EQ(found->find("no_such_property"), no_property);
        EXPECT_EQ(found->find(""), no_property);
    }
    for (const auto* type : {"", "bundle", "question", "x-acme", "Tool"}) {
        EXPECT_FALSE(find_kind(type)) << type;
    }
}

TEST(UnknownKind, HasWhatAllOfItsFamilyHave) {  // STIX 2.1 section 3.2
    EXPECT_NE(unknown_kind(Family::domain).find("created"), no_property);
    EXPECT_EQ(unknown_kind(Family::observable).find("created"), no_property);
    EXPECT_NE(unknown_kind(Family::observable).find("defanged"), no_property);
}

RC_GTEST_PROP(Slots, FindEveryNameAndNoOther, ()) {
    const auto distinct = *rc::gen::container<std::set<std::string>>(
        rc::gen::container<std::string>(rc::gen::inRange('a', 'e')));
    std::vector<std::string> names(distinct.begin(), distinct.end());
    if (names.size() > properties_max) names.resize(properties_max);
    const auto name_of_text = [](const std::string& text) { return std::string_view(text); };
    const Slots slots(names, name_of_text);
    for (std::size_t i = 0; i < names.size(); ++i) {
        RC_ASSERT(slots.find(names[i], names, name_of_text) == i);
    }
    RC_ASSERT(slots.find("z", names, name_of_text) == no_property);
}

}  // namespace
}  // namespace entente::stix
