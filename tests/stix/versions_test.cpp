#include "stix/versions.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string first = object_of("tool", R"("name":"lamp")");

std::string at(std::string_view minute, std::string_view members) {
    return replaced(object_of("tool", members), R"("modified":"2021-08-24T12:30:00.000Z")",
                    R"("modified":"2021-08-24T12:)" + std::string(minute) + R"(:00.000Z")");
}

Lines said(const std::string& earlier, const std::string& later) {
    const auto before = json::Document::parse(earlier);
    const auto after = json::Document::parse(later);
    EXPECT_TRUE(before && after);
    Lines lines;
    for (const auto& finding : compare_versions(before->root(), after->root())) {
        lines.push_back(finding.pointer + ": " + finding.message);
    }
    return lines;
}

TEST(Versions, OfOneObjectDifferInModified) {  // STIX 2.1 sections 3.2, 3.6
    EXPECT_EQ(said(first, first), Lines{});
    EXPECT_EQ(said(first, at("31", R"("name":"torch")")), Lines{});
    EXPECT_EQ(said(first, object_of("tool", R"("name":"torch")")),
              Lines{"/modified: changed without a later modified"});
    EXPECT_EQ(said(at("31", R"("name":"torch")"), first),
              Lines{"/modified: changed without a later modified"});
}

TEST(Versions, KeepIdentifierCreatorAndTimeOfCreation) {  // STIX 2.1 sections 3.5, 3.2 and 3.6
    EXPECT_EQ(said(first, replaced(at("31", R"("name":"lamp")"), "8e2e2d2b", "9e2e2d2b")),
              Lines{"/id: must be the same in every version"});
    EXPECT_EQ(
        said(first, at("31", R"("name":"lamp","created_by_ref":")" + id_of("identity") + "\"")),
        Lines{"/created_by_ref: must be the same in every version"});
    EXPECT_EQ(said(first, replaced(at("31", R"("name":"lamp")"), R"("created":"2021)",
                                   R"("created":"2020)")),
              Lines{"/created: must be the same in every version"});
    EXPECT_EQ(said(first, replaced(at("31", R"("name":"lamp")"), R"(:30:00.000Z","mod)",
                                   R"(:30:00.000000Z","mod)")),
              Lines{});
}

TEST(Versions, EndWithARevocation) {  // STIX 2.1 sections 3.2, 3.6
    const auto revoked = at("31", R"("name":"lamp","revoked":true)");
    EXPECT_EQ(said(first, revoked), Lines{});
    EXPECT_EQ(said(revoked, at("32", R"("name":"lamp")")),
              Lines{"/modified: a version of an object that was revoked"});
}

}  // namespace
}  // namespace entente::stix
