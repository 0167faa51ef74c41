#include "stix/deterministic_id.h"

#include <algorithm>

#include "stix/kind.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string made_id(const std::string& text) {
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document);
    const auto id = deterministic_id(document->root());
    return id ? id->text() : id.error().what;
}

TEST(DeterministicId, IsTheOneThatTheStandardShows) {  // STIX 2.1 sections 6.4, 6.5, 6.8, 6.14
    EXPECT_EQ(made_id(R"({"type":"ipv4-addr","value":"198.51.100.3"})"),
              "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
    EXPECT_EQ(made_id(R"({"type":"domain-name","value":"example.com"})"),
              "domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7");
    EXPECT_EQ(made_id(R"({"type":"url","value":"https://example.com/research/index.html"})"),
              "url--47c3cf9a-5027-5bf0-997a-017c7edc7c55");
}

TEST(DeterministicId, TakesThePropertiesInCanonicalForm) {  // STIX 2.1 section 2.9; RFC 8785
    const auto* text = R"({"type":"network-traffic","src_ref":)"
                       R"("ipv4-addr--9cf4a8ec-7640-5f40-a006-79942896168b","protocols":["tcp"],)"
                       R"("dst_ref":"ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"})";
    EXPECT_EQ(made_id(text), "network-traffic--4292dccf-844d-5aa2-a8c2-285ed7a90c02");
}

TEST(DeterministicId, TakesOneHash) {  // STIX 2.1 section 6.7: MD5, SHA-1, SHA-256, SHA-512
    const auto of = [](std::string_view hashes) {
        return made_id(R"({"type":"file","hashes":{)" + std::string(hashes) + "}}");
    };
    EXPECT_EQ(of(R"("SHA-1":"2","MD5":"1","SHA-512":"4")"), of(R"("MD5":"1")"));
    EXPECT_EQ(of(R"("SHA-512":"4","SHA-256":"3")"), of(R"("SHA-256":"3")"));
    EXPECT_EQ(of(R"("x_b":"2","x_a":"1")"), of(R"("x_a":"1")"));
    EXPECT_NE(of(R"("MD5":"1")"), of(R"("SHA-1":"1")"));
}

TEST(DeterministicId, LeavesOutWhatDoesNotContribute) {
    const auto with = made_id(R"({"type":"mutex","name":"x","defanged":true,"x_a":1})");
    EXPECT_EQ(with, made_id(R"({"name":"x","type":"mutex"})"));
    EXPECT_EQ(made_id(R"({"type":"process","pid":1})"),
              "no property that could make its identifier");  // section 6.13
    EXPECT_EQ(made_id(R"({"type":"user-account","display_name":"x"})"),
              "no property that could make its identifier");
}

TEST(DeterministicId, IsMadeOfPropertiesThatTheKindHas) {
    for (const auto& kind : observable_kinds()) {
        const auto names = contributing_properties(kind.type);
        EXPECT_EQ(names.empty(), kind.type == "process") << kind.type;
        EXPECT_TRUE(std::ranges::is_sorted(names)) << kind.type;
        for (const auto& name : names) EXPECT_NE(kind.find(name), no_property) << name;
    }
}

}  // namespace
}  // namespace entente::stix
