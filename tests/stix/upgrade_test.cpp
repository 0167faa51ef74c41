#include "stix/upgrade.h"

#include <sstream>

#include "stix/tlp.h"
#include "tests/stix/objects.h"
#include "tests/stix/seeded_random.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::stix {
namespace {

/// An object as STIX 2.0 has it: without spec_version.
std::string old_object(std::string_view type, std::string_view members) {
    return replaced(object_of(type, members), R"("spec_version":"2.1",)", "");
}

Upgraded upgraded(const std::string& text) {
    SeededRandom random;
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document) << text;
    auto result = upgrade(document->root(), random);
    EXPECT_TRUE(result) << (result ? "" : to_line(result.error()));
    return result ? std::move(result).value() : Upgraded{};
}

Lines changes_of(const Upgraded& upgraded) {
    Lines lines;
    for (const auto& [pointer, what] : upgraded.changes) lines.push_back(pointer + ": " + what);
    return lines;
}

TEST(Upgrade, LeavesStix21AsItIs) {
    const auto result = upgraded(object_of("tool", R"("name":"x","labels":["a"])"));
    EXPECT_EQ(changes_of(result), Lines{});
    ASSERT_EQ(result.objects.size(), 1U);
    EXPECT_EQ(errors(result.objects[0]), Lines{});
    EXPECT_EQ(changes_of(upgraded(observable_of("mutex", R"("name":"x")"))), Lines{});
}

TEST(Upgrade, MakesTlp2OfTlp1WhereItMarks) {  // design 05-vocabularies, section 1
    const std::string white = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9";
    const std::string clear = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487";
    const auto with = [](const std::string& id) {
        return object_of("tool", R"("name":"see )" + id + R"(","object_marking_refs":[")" + id +
                                     R"("],"granular_markings":[{"marking_ref":")" + id +
                                     R"(","selectors":["name"]}])");
    };
    const auto result = upgraded(with(white));
    EXPECT_EQ(changes_of(result), (Lines{"/object_marking_refs: now TLP:CLEAR of TLP 2.0",
                                         "/granular_markings: now TLP:CLEAR of TLP 2.0"}));
    // The name is text: it stays.
    EXPECT_EQ(result.objects[0],
              replaced(upgraded(with(clear)).objects[0], "see " + clear, "see " + white));
}

TEST(Upgrade, PutsTheDefinitionOfTlp2InPlaceOfThatOfTlp1) {
    const auto result =
        upgraded(R"({"type":"marking-definition",)"
                 R"("id":"marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",)"
                 R"("created":"2017-01-20T00:00:00.000Z",)"
                 R"("definition_type":"tlp","definition":{"tlp":"green"}})");
    EXPECT_EQ(changes_of(result),
              Lines{"/id: now the definition of TLP 2.0, "
                    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"});
    ASSERT_EQ(result.objects.size(), 1U);
    EXPECT_EQ(errors(result.objects[0]), Lines{});
}

TEST(Upgrade, GivesTypesTheirOwnProperties) {  // STIX 2.1 sections 4.5 to 4.18
    const std::pair<const char*, const char*> moved[] = {{"identity", "roles"},
                                                         {"malware", "malware_types"},
                                                         {"report", "report_types"},
                                                         {"threat-actor", "threat_actor_types"},
                                                         {"indicator", "indicator_types"},
                                                         {"tool", "tool_types"}};
    for (const auto& [type, name] : moved) {
        const auto result = upgraded(old_object(type, R"("name":"x","labels":["a"])"));
        EXPECT_EQ(changes_of(result)[0], "/spec_version: now 2.1");
        EXPECT_EQ(changes_of(result)[1], "/labels: now " + std::string(name));
        EXPECT_NE(result.objects[0].find("\"" + std::string(name) + R"(":["a"])"),
                  std::string::npos);
    }
    EXPECT_EQ(changes_of(upgraded(old_object("campaign", R"("name":"x","labels":["a"])"))),
              Lines{"/spec_version: now 2.1"});
}

TEST(Upgrade, AddsWhatIsRequiredNow) {  // STIX 2.1 sections 4.7 and 4.11
    const auto indicator = upgraded(old_object(
        "indicator",
        R"("labels":["benign"],"pattern":"[file:name='x']","valid_from":"2021-08-24T12:30:00Z")"));
    EXPECT_EQ(errors(indicator.objects[0]), Lines{});
    const auto malware = upgraded(old_object("malware", R"("name":"x","labels":["worm"])"));
    EXPECT_EQ(errors(malware.objects[0]), Lines{});
    EXPECT_EQ(changes_of(malware).back(), "/is_family: added: false");
}

const std::string observed =
    R"("first_observed":"2021-08-24T12:30:00Z","last_observed":"2021-08-24T12:30:00Z",)"
    R"("number_observed":1,"objects":)";

TEST(Upgrade, TakesObservablesOut) {  // STIX 2.1 sections 2.13 and 4.14
    const auto result = upgraded(old_object(
        "observed-data", observed +
                             R"({"0":{"type":"ipv4-addr","value":"198.51.100.2"},)"
                             R"("1":{"type":"network-traffic","protocols":["tcp"],"dst_ref":"0",)"
                             R"("extensions":{"http-request-ext":{"request_method":"get",)"
                             R"("request_value":"/","request_header":{"Host":"example.com"}}}},)"
                             R"("2":{"type":"process","pid":1,"name":"x","child_refs":["2"]}})"));
    ASSERT_EQ(result.objects.size(), 4U);
    for (const auto& text : result.objects) EXPECT_EQ(errors(text), Lines{}) << text;
    for (const auto& text : result.objects) EXPECT_EQ(warnings(text), Lines{}) << text;
    EXPECT_NE(result.objects[1].find("ipv4-addr--"), std::string::npos);
    EXPECT_NE(result.objects[2].find(R"("Host":["example.com"])"), std::string::npos);
    EXPECT_NE(result.objects[3].find(R"("x_name":"x")"), std::string::npos);
}

TEST(Upgrade, MakesIdentifiersThroughReferencesInCircles) {  // STIX 2.1 section 2.9
    const auto result = upgraded(old_object(
        "observed-data", observed +
                             R"({"0":{"type":"directory","path":"/tmp","contains_refs":["1"]},)"
                             R"("1":{"type":"file","name":"x","parent_directory_ref":"0",)"
                             R"("created":"2021-08-24T12:30:00Z"}})"));
    ASSERT_EQ(result.objects.size(), 3U);
    for (const auto& text : result.objects) {
        EXPECT_EQ(errors(text), Lines{}) << text;
        EXPECT_EQ(warnings(text), Lines{}) << text;  // among them: version 5, and it fits
    }
    EXPECT_NE(result.objects[2].find(R"("ctime":"2021)"), std::string::npos);
}

TEST(Upgrade, LosesNoMarking) {  // STIX 2.1 sections 7.2.2 and 7.2.3
    const auto red = std::string("marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed");
    const auto green = std::string("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da");
    const auto result = upgraded(old_object(
        "observed-data",
        observed + R"({"0":{"type":"mutex","name":"x"},"1":{"type":"mutex","name":"y"}},)" +
            R"("object_marking_refs":[")" + green + R"("],"granular_markings":[{"marking_ref":")" +
            red + R"(","selectors":["objects.1.name","number_observed"]},{"marking_ref":")" + red +
            R"(","selectors":["objects.1"]}])"));
    ASSERT_EQ(result.objects.size(), 3U);
    const auto marks = [](const std::string& text, const std::string& tlp_1) {
        return text.find(tlp_2_of(tlp_1)) != std::string::npos;
    };
    for (const auto& text : result.objects) EXPECT_EQ(errors(text), Lines{}) << text;
    EXPECT_NE(result.objects[0].find(R"("selectors":["number_observed"])"), std::string::npos);
    EXPECT_FALSE(marks(result.objects[1], red));
    for (const auto& text : result.objects) EXPECT_TRUE(marks(text, green));
    EXPECT_TRUE(marks(result.objects[2], red));
}

TEST(Upgrade, RefusesReferencesThatLeadNowhere) {
    SeededRandom random;
    const auto document = json::Document::parse(old_object(
        "observed-data", observed + R"({"0":{"type":"network-traffic","src_ref":"7"}})"));
    ASSERT_TRUE(document);
    const auto result = upgrade(document->root(), random);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().what, "no object of this container: 7");
}

/// Whether STIX 2.1 forbids what STIX 2.0 left free, so that nothing could be made of the case:
/// names of custom extensions (11.3), options of sockets (6.12.4), a PE type by itself (6.7.6).
bool is_beyond_upgrade(std::string_view test) {
    constexpr std::string_view names[] = {
        "test_observable_object_extensions", "test_observable_object_extensions_prefix_lax",
        "test_network_traffic_socket_options", "test_vocab_windows_pebinary_type"};
    return std::ranges::find(names, test.substr(test.rfind(':') + 1)) != std::end(names);
}

/// The case in `line` if it is one of STIX 2.0 that is valid there; its indicators are created by a
/// "source", which is no type of object.
bool is_valid_version_20(const json::Value& test) {
    const auto input = *test.member("input");
    const auto creator = input.member("created_by_ref");
    if (creator && creator->as_string().value_or("").starts_with("source--")) return false;
    const auto name = test.member("test")->as_string().value();
    return test.member("valid")->as_bool().value() && input.member("created") &&
           name.find("/v20/") != name.npos;
}

TEST(Upgrade, MakesTheValidCasesOfVersion20Valid) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/oasis-stix-validator/validator-test-cases.jsonl");
    std::istringstream lines(test::read_file(path));
    int count = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto test = json::Document::parse(line, 64);
        if (!test || !is_valid_version_20(test->root())) continue;
        const auto name = test->root().member("test")->as_string().value();
        SeededRandom random;
        const auto result = upgrade(*test->root().member("input"), random);
        ASSERT_TRUE(result) << name << to_line(result.error());
        ++count;
        if (is_beyond_upgrade(name)) continue;
        for (const auto& text : result->objects) EXPECT_EQ(errors(text), Lines{}) << name << text;
    }
    EXPECT_GT(count, 60);
}

}  // namespace
}  // namespace entente::stix
