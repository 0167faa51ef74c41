#include "stix/check_extensions.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string extended(std::string_view type, std::string_view extension_id,
                     std::string_view content) {
    return object_of(type, R"("name":"x","extensions":{")" + std::string(extension_id) + R"(":)" +
                               std::string(content) + "}");
}

const std::string foreign = id_of("extension-definition");

TEST(Kinds, ThatNobodyDefinesPassWithWarnings) {  // STIX 2.1 sections 3.2 and 11.2
    EXPECT_EQ(errors(object_of("gadget", R"("name":"x")")), Lines{});
    EXPECT_EQ(warnings(object_of("gadget", R"("name":"x")")),
              (Lines{"/type: a custom object, as it was done before extensions",
                     "/type: a custom object without x- before its type"}));
}

TEST(Kinds, OfBundlesAndOfOursAreHeldToTheirPlaces) {  // STIX 2.1 sections 7.3 and 8
    EXPECT_EQ(errors(object_of("bundle", R"("name":"x")")),
              Lines{"/type: a bundle is not an object"});
    EXPECT_EQ(errors(object_of("question", R"("name":"x")")),
              Lines{"/type: an object of this type must name its extension"});
}

TEST(Kinds, ThatAnExtensionDefinesPass) {  // STIX 2.1 section 7.3
    EXPECT_EQ(errors(extended("gadget", foreign, R"({"extension_type":"new-sdo"})")), Lines{});
    EXPECT_EQ(errors(extended("gadget", foreign, R"({"extension_type":"new-sro"})")), Lines{});
    EXPECT_EQ(errors(observable_of(
                  "gadget", R"("extensions":{")" + foreign + R"(":{"extension_type":"new-sco"}})")),
              Lines{});
}

TEST(Extensions, MayNotRedefineWhatTheStandardHas) {  // STIX 2.1 section 7.3
    EXPECT_EQ(
        errors(extended("tool", foreign, R"({"extension_type":"new-sdo"})")),
        Lines{"/extensions/" + foreign + ": no extension may define a type that the standard has"});
}

TEST(Kinds, OfTheOldCustomStylePassWithAWarning) {  // STIX 2.1 section 11.2
    EXPECT_EQ(errors(object_of("x-mitre-tactic", R"("name":"x")")), Lines{});
    EXPECT_EQ(warnings(object_of("x-mitre-tactic", R"("name":"x")")),
              Lines{"/type: a custom object, as it was done before extensions"});
    EXPECT_EQ(errors(observable_of("x-acme", R"("value":"x")")), Lines{});
}

TEST(Extensions, SayTheirType) {  // STIX 2.1 sections 3.2 and 7.3
    EXPECT_EQ(errors(extended("tool", foreign, R"({"extension_type":"property-extension"})")),
              Lines{});
    EXPECT_EQ(errors(extended("tool", foreign, R"({"extension_type":"property_extension"})")),
              Lines{"/extensions/" + foreign + ": extension_type is missing or unknown"});
    EXPECT_EQ(errors(extended("tool", foreign, R"({"rank":1})")),
              Lines{"/extensions/" + foreign + ": extension_type is missing or unknown"});
    EXPECT_EQ(errors(extended("tool", foreign, "7")),
              Lines{"/extensions/" + foreign + ": an extension must be an object"});
    EXPECT_EQ(
        errors(extended("tool", "extension-definition--1", R"({"extension_type":"new-sdo"})")),
        Lines{"/extensions/extension-definition--1: not an identifier"});
}

TEST(Extensions, ThatArePredefinedBelongToOneKind) {  // STIX 2.1 sections 3.2, 3.10
    EXPECT_EQ(errors(extended("tool", "archive-ext", R"({"comment":"x"})")),
              Lines{"/extensions/archive-ext: an extension for objects of type file"});
    EXPECT_EQ(warnings(extended("tool", "archive", R"({"comment":"x"})")),
              Lines{"/extensions/archive: neither a predefined extension nor the id of one"});
}

std::string file_with(std::string_view name, std::string_view content) {
    return observable_of("file", R"("name":"x","extensions":{")" + std::string(name) +
                                     "\":" + std::string(content) + "}");
}

TEST(Extensions, OfTheOldStyleHaveNamesAndProperties) {  // STIX 2.1 section 11.3.1
    EXPECT_EQ(errors(file_with("x-acme-ext", R"({"rank":1})")), Lines{});
    EXPECT_EQ(errors(file_with("x-acme", R"({"rank":1})")),
              Lines{"/extensions/x-acme: not the name of an extension"});
    EXPECT_EQ(errors(file_with("x-acme-ext", R"({"Rank":1})")),
              Lines{"/extensions/x-acme-ext/Rank: not the name of a property"});
    EXPECT_EQ(errors(file_with("x-acme-ext", "{}")),
              Lines{"/extensions/x-acme-ext: must have at least one property"});
}

TEST(Extensions, HaveNamesOfProperties) {  // STIX 2.1 section 7.3.2
    EXPECT_EQ(
        errors(extended("tool", foreign, R"({"extension_type":"property-extension","a-b":1})")),
        Lines{"/extensions/" + foreign + "/a-b: not the name of a property"});
}

TEST(Extensions, OfTheTopLevelExplainItsProperties) {
    const auto text =
        replaced(extended("tool", foreign, R"({"extension_type":"toplevel-property-extension"})"),
                 R"("name":"x")", R"("name":"x","rank":1)");
    EXPECT_EQ(errors(text), Lines{});
    EXPECT_EQ(warnings(text), Lines{});
}

}  // namespace
}  // namespace entente::stix
