#include "stix/bundle_check.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string head = R"("type":"bundle","id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")";

Lines lines_of(const std::vector<Finding>& findings) {
    Lines lines;
    for (const auto& finding : findings) lines.push_back(finding.pointer + ": " + finding.message);
    return lines;
}

Lines said_of_bundle(const std::string& text) {
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document);
    BundleCheck check;
    check.take_bundle(document->root());
    return lines_of(check.finish());
}

Lines said_of_objects(const std::vector<std::string>& texts, OpenReferences references) {
    BundleCheck check(Strictness::usual, references);
    std::uint64_t index = 0;
    for (const auto& text : texts) {
        const auto object = json::Document::parse(text);
        EXPECT_TRUE(object);
        check.take(index++, object->root());
    }
    return lines_of(check.finish());
}

TEST(BundleCheck, KnowsThePropertiesOfABundle) {  // STIX 2.1 section 8.1
    EXPECT_EQ(said_of_bundle("{" + head + "}"), Lines{});
    EXPECT_EQ(said_of_bundle("{" + head + R"(,"spec_version":"2.0"})"),
              Lines{"/spec_version: a bundle has no such property"});
    EXPECT_EQ(said_of_bundle("{" + replaced(head, "-4cbf-", "-5cbf-") + "}"),
              Lines{"/id: the UUID should be a random one (version 4)"});
}

TEST(BundleCheck, FindsAListOfObjectsThatIsEmpty) {  // STIX 2.1 sections 2.12 and 8.1
    const auto rest = json::Document::parse("{" + head + R"(,"objects":[]})");
    const auto tool = json::Document::parse(object_of("tool", R"("name":"lamp")"));
    BundleCheck check;
    check.take(0, tool->root());
    check.take_bundle(rest->root());
    EXPECT_EQ(lines_of(check.finish()), Lines{});
    check.take_bundle(rest->root());
    EXPECT_EQ(lines_of(check.finish()), Lines{"/objects: a list must not be empty"});
}

TEST(BundleCheck, FindsAUuidThatACreatorUsedForTwoTypes) {  // STIX 2.1 section 2.9
    const auto by = R"(,"created_by_ref":")" + id_of("identity") + '"';
    const auto tool = object_of("tool", R"("name":"lamp")" + by);
    const auto malware = object_of("malware", R"("is_family":false)" + by);
    EXPECT_EQ(said_of_objects({tool, malware}, OpenReferences::pass),
              Lines{"/objects/1/id: the UUID is that of another object: tool"});
    const auto other =
        replaced(malware, "\"created_by_ref\":\"identity--8", "\"created_by_ref\":\"identity--9");
    ASSERT_NE(malware, other);
    EXPECT_EQ(said_of_objects({tool, other}, OpenReferences::pass), Lines{});
    EXPECT_EQ(said_of_objects({object_of("tool", R"("name":"lamp")"),
                               object_of("malware", R"("is_family":false)")},
                              OpenReferences::pass),
              Lines{});
}

TEST(BundleCheck, FindsTheSameVersionTwice) {  // STIX 2.1 section 3.6
    const auto tool = object_of("tool", R"("name":"lamp")");
    const auto later = replaced(tool, R"("modified":"2021)", R"("modified":"2022)");
    EXPECT_EQ(said_of_objects({tool, later}, OpenReferences::pass), Lines{});
    EXPECT_EQ(said_of_objects({tool, later, tool}, OpenReferences::pass),
              Lines{"/objects/2: the same version as /objects/0"});
}

TEST(BundleCheck, TakesATimeWithOtherDecimalsForTheSameVersion) {  // STIX 2.1 section 3.6
    const auto tool = object_of("tool", R"("name":"lamp")");
    const auto again = replaced(tool, R"("modified":"2021-08-24T12:30:00.000Z")",
                                R"("modified":"2021-08-24T12:30:00.0000Z")");
    ASSERT_NE(tool, again);
    EXPECT_EQ(said_of_objects({tool, again}, OpenReferences::pass),
              Lines{"/objects/1: the same version as /objects/0"});
}

TEST(BundleCheck, CountsWhatHasNoIdentifier) {
    const auto tool = object_of("tool", R"("name":"lamp")");
    EXPECT_EQ(said_of_objects({"{}", tool, "[]", tool}, OpenReferences::are_reported),
              Lines{"/objects/3: the same version as /objects/1"});
}

TEST(BundleCheck, FindsReferencesThatLeadOut) {  // STIX 2.1 section 3.3
    const auto note = object_of("note", R"("content":"x","object_refs":[")" + id_of("tool") +
                                            R"(",")" + id_of("malware") + "\"]");
    const auto tool = object_of("tool", R"("name":"lamp")");
    EXPECT_EQ(said_of_objects({note, tool}, OpenReferences::pass), Lines{});
    EXPECT_EQ(
        said_of_objects({note, tool}, OpenReferences::are_reported),
        Lines{"/objects/0/object_refs/1: leads to no object of this bundle: " + id_of("malware")});
}

}  // namespace
}  // namespace entente::stix
