// STIX 2.1 sections 4, 5 and 6: what goes through all kinds, as the standard's tables have it, not
// as ours do. docs/MUSTS.md lists every MUST.
#include <algorithm>
#include <span>

#include "stix/object_types.h"
#include "tests/stix/samples.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines errors_of(const Members& members) {
    return errors(object_text(members));
}

struct TimeOrder {
    std::string type;
    std::string earlier;
    std::string later;
    bool is_strict;
};

const TimeOrder orders[] = {
    {"campaign", "first_seen", "last_seen", false},               // section 4.2.1
    {"indicator", "valid_from", "valid_until", true},             // section 4.7.1
    {"infrastructure", "first_seen", "last_seen", false},         // section 4.8.1
    {"intrusion-set", "first_seen", "last_seen", false},          // section 4.9.1
    {"malware", "first_seen", "last_seen", false},                // section 4.11.1
    {"observed-data", "first_observed", "last_observed", false},  // section 4.14.1
    {"threat-actor", "first_seen", "last_seen", false},           // section 4.17.1
    {"relationship", "start_time", "stop_time", true},            // section 5.1.2
    {"sighting", "first_seen", "last_seen", false},               // section 5.2.1
    {"network-traffic", "start", "end", false},                   // section 6.12.1
};

TEST(TwoTimes, AreInTheirOrder) {  // sections 4.2.1 to 4.17.1, 5.1.2, 5.2.1 and 6.12.1
    for (const auto& order : orders) {
        auto members = sample_of(*find_kind(order.type));
        members["is_active"] = "false";
        if (order.type != "network-traffic") members.erase("is_active");
        members[order.earlier] = R"("2021-08-24T12:30:00Z")";
        members[order.later] = R"("2021-08-24T12:30:00.000001Z")";
        EXPECT_EQ(errors_of(members), Lines{}) << order.type;
        members[order.later] = R"("2021-08-24T12:29:59Z")";
        EXPECT_EQ(errors_of(members).size(), 1U) << order.type;
        members[order.later] = R"("2021-08-24T12:30:00Z")";
        EXPECT_EQ(errors_of(members).size(), order.is_strict ? 1U : 0U) << order.type;
    }
}

struct Target {
    std::string type;
    std::string property;
    std::vector<std::string_view> only;
};

const Target targets[] = {
    {"tool", "created_by_ref", {"identity"}},                 // section 3.2
    {"tool", "object_marking_refs", {"marking-definition"}},  // section 3.2
    {"malware", "operating_system_refs", {"software"}},       // section 4.11.1
    {"malware", "sample_refs", {"artifact", "file"}},         // section 4.11.1
    {"malware-analysis", "host_vm_ref", {"software"}},        // section 4.12.1, the next two too
    {"malware-analysis", "operating_system_ref", {"software"}},
    {"malware-analysis", "installed_software_refs", {"software"}},
    {"sighting", "observed_data_refs", {"observed-data"}},         // section 5.2.1
    {"sighting", "where_sighted_refs", {"identity", "location"}},  // section 5.2.1
    {"directory", "contains_refs", {"file", "directory"}},         // section 6.3.1
    {"domain-name", "resolves_to_refs", {"ipv4-addr", "ipv6-addr", "domain-name"}},  // 6.4.1
    {"email-addr", "belongs_to_ref", {"user-account"}},  // section 6.5.1
    {"email-message", "from_ref", {"email-addr"}},       // section 6.6.1
    {"email-message", "sender_ref", {"email-addr"}},
    {"email-message", "to_refs", {"email-addr"}},
    {"email-message", "cc_refs", {"email-addr"}},
    {"email-message", "bcc_refs", {"email-addr"}},
    {"email-message", "raw_email_ref", {"artifact"}},
    {"file", "parent_directory_ref", {"directory"}},  // section 6.7.1
    {"file", "content_ref", {"artifact"}},
    {"ipv4-addr", "resolves_to_refs", {"mac-addr"}},  // section 6.8.1
    {"ipv4-addr", "belongs_to_refs", {"autonomous-system"}},
    {"ipv6-addr", "resolves_to_refs", {"mac-addr"}},  // section 6.9.1
    {"ipv6-addr", "belongs_to_refs", {"autonomous-system"}},
    {"network-traffic", "src_ref", {"ipv4-addr", "ipv6-addr", "mac-addr", "domain-name"}},
    {"network-traffic", "dst_ref", {"ipv4-addr", "ipv6-addr", "mac-addr", "domain-name"}},
    {"network-traffic", "src_payload_ref", {"artifact"}},  // section 6.12.1
    {"network-traffic", "dst_payload_ref", {"artifact"}},
    {"network-traffic", "encapsulates_refs", {"network-traffic"}},
    {"network-traffic", "encapsulated_by_ref", {"network-traffic"}},
    {"process", "opened_connection_refs", {"network-traffic"}},  // section 6.13.1
    {"process", "creator_user_ref", {"user-account"}},
    {"process", "image_ref", {"file"}},
    {"process", "parent_ref", {"process"}},
    {"process", "child_refs", {"process"}},
    {"windows-registry-key", "creator_user_ref", {"user-account"}},  // section 6.17.1
};

/// The number of errors of a sample in which that property leads to an object of type `target`.
std::size_t errors_with(const Target& row, std::string_view target) {
    auto members = sample_of(*find_kind(row.type));
    const auto reference = quoted_text(id_of(target));
    members[row.property] = row.property.ends_with("s") ? "[" + reference + "]" : reference;
    return errors_of(members).size();
}

TEST(References, LeadToTheTypesThatTheStandardNames) {  // sections 3.2, 4, 5.2.1 and 6
    for (const auto& row : targets) {
        for (const auto* kind : all_kinds()) {
            const bool is_allowed = std::ranges::find(row.only, kind->type) != row.only.end();
            EXPECT_EQ(errors_with(row, kind->type), is_allowed ? 0U : 1U)
                << row.type << '.' << row.property << ' ' << kind->type;
        }
    }
}

TEST(Relationship, LeadsToDomainObjectsAndObservablesAlone) {  // section 5.1.2
    for (const auto* property : {"source_ref", "target_ref"}) {
        const Target row{"relationship", property, {}};
        for (const auto type : domain_types) EXPECT_EQ(errors_with(row, type), 0U) << type;
        for (const auto type : observable_types) EXPECT_EQ(errors_with(row, type), 0U) << type;
        for (const auto type : relationship_types) EXPECT_EQ(errors_with(row, type), 1U) << type;
        for (const auto type : meta_types) EXPECT_EQ(errors_with(row, type), 1U) << type;
    }
}

TEST(Sighting, LeadsToADomainObjectAlone) {  // section 5.2.1
    const Target row{"sighting", "sighting_of_ref", {}};
    for (const auto type : domain_types) EXPECT_EQ(errors_with(row, type), 0U) << type;
    for (const auto type : observable_types) EXPECT_EQ(errors_with(row, type), 1U) << type;
    for (const auto type : relationship_types) EXPECT_EQ(errors_with(row, type), 1U) << type;
    for (const auto type : meta_types) EXPECT_EQ(errors_with(row, type), 1U) << type;
}

TEST(Sighting, IsCountedFrom0To999999999) {  // section 5.2.1
    auto members = sample_of(*find_kind("sighting"));
    for (const auto* count : {"0", "999999999"}) {
        members["count"] = count;
        EXPECT_EQ(errors_of(members), Lines{}) << count;
    }
    for (const auto* count : {"-1", "1000000000"}) {
        members["count"] = count;
        EXPECT_EQ(errors_of(members), Lines{"/count: out of range"}) << count;
    }
}

TEST(ObservedData, IsCountedFrom1To999999999) {  // section 4.14.1
    auto members = sample_of(*find_kind("observed-data"));
    for (const auto* count : {"1", "999999999"}) {
        members["number_observed"] = count;
        EXPECT_EQ(errors_of(members), Lines{}) << count;
    }
    for (const auto* count : {"0", "1000000000"}) {
        members["number_observed"] = count;
        EXPECT_EQ(errors_of(members), Lines{"/number_observed: out of range"}) << count;
    }
}

TEST(ObservedData, RefersToAnObservable) {  // section 4.14.1
    const auto observed = [](const std::string& ids) {
        auto members = sample_of(*find_kind("observed-data"));
        members.erase("objects");
        members["object_refs"] = "[" + ids + "]";
        return errors_of(members);
    };
    const auto relationship = quoted_text(id_of("relationship"));
    EXPECT_EQ(observed(quoted_text(id_of("url")) + "," + relationship), Lines{});
    EXPECT_EQ(observed(relationship), Lines{"/object_refs: names no observable"});
}

TEST(ObservedData, HoldsAnObjectWhereItHoldsObjects) {  // section 4.14.1
    auto members = sample_of(*find_kind("observed-data"));
    members.erase("object_refs");
    members["objects"] = "{}";
    EXPECT_EQ(errors_of(members), Lines{"/objects: must not be empty"});
}

TEST(Location, HasARegionACountryOrCoordinates) {  // section 4.10
    EXPECT_EQ(errors(object_of("location", R"("name":"x")")), Lines{": a location must say where"});
    for (const auto* members : {R"("region":"southern-asia")", R"("country":"af")",
                                R"("latitude":34.5,"longitude":69.2)"}) {
        EXPECT_EQ(errors(object_of("location", members)), Lines{}) << members;
    }
}

TEST(Location, LiesOnTheGlobe) {  // section 4.10.1
    const auto at = [](const std::string& latitude, const std::string& longitude) {
        return errors(
            object_of("location", "\"latitude\":" + latitude + ",\"longitude\":" + longitude));
    };
    EXPECT_EQ(at("-90.0", "180.0"), Lines{});
    EXPECT_EQ(at("90.0", "-180.0"), Lines{});
    EXPECT_EQ(at("90.1", "0"), Lines{"/latitude: out of range"});
    EXPECT_EQ(at("0", "-180.1"), Lines{"/longitude: out of range"});
}

TEST(Location, HasLatitudeAndLongitudeTogether) {  // section 4.10.1
    const Lines one{": latitude and longitude go together"};
    EXPECT_EQ(errors(object_of("location", R"("country":"af","latitude":1)")), one);
    EXPECT_EQ(errors(object_of("location", R"("country":"af","longitude":1)")), one);
}

TEST(MalwareAnalysis, HasAResultOrWhatItFound) {  // section 4.12
    EXPECT_EQ(errors(object_of("malware-analysis", R"("product":"x","result":"benign")")), Lines{});
    EXPECT_EQ(errors(object_of("malware-analysis",
                               R"("product":"x","analysis_sco_refs":[")" + id_of("url") + "\"]")),
              Lines{});
    EXPECT_EQ(errors(object_of("malware-analysis", R"("product":"x")")),
              Lines{": neither result nor analysis_sco_refs"});
}

TEST(Relationship, IsNamedInLowerCaseAscii) {  // section 5.1.2
    auto members = sample_of(*find_kind("relationship"));
    for (const auto* type : {"uses", "x-9"}) {
        members["relationship_type"] = quoted_text(type);
        EXPECT_EQ(errors_of(members), Lines{}) << type;
    }
    for (const auto* type : {"Uses", "uses it", "uses_it", "\u00FCses"}) {
        members["relationship_type"] = quoted_text(type);
        EXPECT_EQ(errors_of(members),
                  Lines{"/relationship_type: may have only a to z, 0 to 9 and -"});
    }
}

}  // namespace
}  // namespace entente::stix
