#include "stix/examine.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string tool = object_of("tool", R"("name":"lamp")");

TEST(Examine, ReadsTheCommonProperties) {  // STIX 2.1 section 3.6
    const auto text = object_of(
        "tool", R"("name":"lamp","revoked":true,"created_by_ref":")" + id_of("identity") + "\"");
    const auto document = json::Document::parse(text);
    ASSERT_TRUE(document);
    const auto examined = examine(document->root());
    EXPECT_EQ(examined.common.type, "tool");
    EXPECT_EQ(examined.common.id, id_of("tool"));
    EXPECT_EQ(examined.common.spec_version, "2.1");
    EXPECT_EQ(to_text(*examined.common.created), "2021-08-24T12:30:00.000Z");
    EXPECT_EQ(examined.common.created_by_ref, id_of("identity"));
    EXPECT_TRUE(examined.common.is_revoked);
    EXPECT_EQ(examined.findings, std::vector<Finding>{});
}

TEST(Examine, MissesWhatIsRequired) {  // STIX 2.1 section 3.2
    EXPECT_EQ(errors(R"({"type":"tool"})"),
              (Lines{": the property \"id\" is missing", ": the property \"created\" is missing",
                     ": the property \"modified\" is missing", ": the property \"name\" is missing",
                     "/spec_version: this looks like STIX 2.0"}));
    EXPECT_EQ(errors("[]"), Lines{": not a JSON object"});
}

TEST(Examine, TellsAnObjectOfVersion20) {
    EXPECT_EQ(errors(replaced(tool, R"("spec_version":"2.1",)", "")),
              Lines{"/spec_version: this looks like STIX 2.0"});
    EXPECT_EQ(errors(replaced(tool, R"("2.1")", R"("2.0")")),
              Lines{"/spec_version: this looks like STIX 2.0"});
    EXPECT_EQ(errors(replaced(tool, R"("2.1")", R"("3.0")")),
              Lines{"/spec_version: not a version of STIX that is known"});
}

TEST(Examine, WantsTheIdentifierOfTheType) {  // STIX 2.1 sections 3.3, 2.9
    EXPECT_EQ(errors(replaced(tool, id_of("tool"), id_of("malware"))),
              Lines{"/id: the identifier is that of another type"});
    EXPECT_EQ(errors(replaced(tool, id_of("tool"), "tool--1")),
              Lines{"/id: must be an identifier"});
}

TEST(Examine, HoldsTheTimesToTheirOrderAndPrecision) {  // STIX 2.1 section 3.2
    const auto early = R"("modified":"2021-08-24T12:29:59.999Z")";
    EXPECT_EQ(errors(replaced(tool, R"("modified":"2021-08-24T12:30:00.000Z")", early)),
              Lines{"/modified: modified is earlier than created"});
    EXPECT_EQ(errors(replaced(tool, R"("created":"2021-08-24T12:30:00.000Z")",
                              R"("created":"2021-08-24T12:30:00.00Z")")),
              Lines{"/created: must be precise to the millisecond"});
    EXPECT_EQ(errors(replaced(tool, R"("created":"2021-08-24T12:30:00.000Z")",
                              R"("created":"2021-08-24T12:29:00.1234567Z")")),
              Lines{});
}

TEST(Examine, KeepsReservedNamesFree) {  // STIX 2.1 section 3.8
    EXPECT_EQ(errors(object_of("tool", R"("name":"lamp","severity":1)")),
              Lines{"/severity: a reserved name"});
}

TEST(Examine, PassesCustomProperties) {  // STIX 2.1 section 11.1
    EXPECT_EQ(errors(object_of("tool", R"("name":"lamp","x_acme":1)")), Lines{});
    EXPECT_EQ(warnings(object_of("tool", R"("name":"lamp","x_acme":1)")), Lines{});
    EXPECT_EQ(warnings(object_of("tool", R"("name":"lamp","rank":1)")),
              Lines{"/rank: this kind of object has no such property"});
    EXPECT_EQ(errors(object_of("tool", R"("name":"lamp","X_acme":1,"y":2)")),
              (Lines{"/X_acme: not the name of a property", "/y: not the name of a property"}));
}

TEST(Examine, LeavesDefangedToObservables) {  // STIX 2.1 section 3.2
    EXPECT_EQ(errors(object_of("tool", R"("name":"lamp","defanged":true)")),
              Lines{"/defanged: for observables alone"});
    EXPECT_EQ(errors(observable_of("mutex", R"("name":"x","defanged":true)")), Lines{});
}

TEST(Examine, LooksIntoExternalReferences) {  // STIX 2.1 section 2.5.2
    EXPECT_EQ(errors(object_of("tool", R"("name":"lamp","external_references":[)"
                                       R"({"source_name":"a","url":"https://example.com"},)"
                                       R"({"source_name":"a"},{"external_id":"1"},7])")),
              (Lines{"/external_references/2: the property \"source_name\" is missing",
                     "/external_references/3: must be an object",
                     "/external_references/1: must say more than source_name"}));
}

TEST(Examine, HoldsTheOtherCommonPropertiesToTheirTypes) {  // STIX 2.1 section 3.2
    EXPECT_EQ(errors(object_of("tool", R"("name":"lamp","confidence":101,"labels":[1],)"
                                       R"("lang":"not a language","revoked":"no")")),
              (Lines{"/confidence: out of range", "/labels/0: must be a string",
                     "/lang: not a language code (RFC 5646)", "/revoked: must be true or false"}));
}

}  // namespace
}  // namespace entente::stix
