#include "stix/check_markings.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

/// A tool with one granular marking.
std::string marked(std::string_view marking) {
    return object_of("tool", R"("name":"lamp","labels":["a","b"],"granular_markings":[)" +
                                 std::string(marking) + "]");
}

const std::string statement = R"("marking_ref":")" + id_of("marking-definition") + "\"";

TEST(GranularMarking, SelectsWhatIsThere) {  // STIX 2.1 section 7.2.3
    EXPECT_EQ(errors(marked(R"({"selectors":["name","labels","labels.[1]"],)" + statement + "}")),
              Lines{});
    EXPECT_EQ(
        errors(marked(R"({"selectors":["nam","labels.[2]","labels.[x]","name.a","labels.",""],)" +
                      statement + "}")),
        (Lines{"/granular_markings/0/selectors/0: selects nothing in this object",
               "/granular_markings/0/selectors/1: selects nothing in this object",
               "/granular_markings/0/selectors/2: not a selector",
               "/granular_markings/0/selectors/3: selects nothing in this object",
               "/granular_markings/0/selectors/4: not a selector",
               "/granular_markings/0/selectors/5: not a selector"}));
}

TEST(GranularMarking, IsAMarkingOrALanguage) {  // STIX 2.1 section 7.2.3
    EXPECT_EQ(errors(marked(R"({"selectors":["name"],"lang":"fa-AF"})")), Lines{});
    const Lines neither{"/granular_markings/0: must have either marking_ref or lang"};
    EXPECT_EQ(errors(marked(R"({"selectors":["name"]})")), neither);
    EXPECT_EQ(errors(marked(R"({"selectors":["name"],"lang":"en",)" + statement + "}")), neither);
    EXPECT_EQ(errors(marked(R"({"selectors":["name"],"lang":"?"})")),
              Lines{"/granular_markings/0/lang: not a language code (RFC 5646)"});
    EXPECT_EQ(errors(marked("{" + statement + "}")),
              Lines{"/granular_markings/0: the property \"selectors\" is missing"});
}

TEST(Markings, ReferToMarkingDefinitions) {  // STIX 2.1 section 7.2.2
    EXPECT_EQ(
        errors(object_of("tool", R"("name":"x","object_marking_refs":[")" + id_of("tool") + "\"]")),
        Lines{"/object_marking_refs/0: may not refer to an object of type \"tool\""});
}

TEST(Markings, WarnOfIdentifiersThatAreNearlyTlp) {
    const std::string nearly = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b03e";
    EXPECT_EQ(
        warnings(object_of("tool", R"("name":"x","object_marking_refs":[")" + nearly + "\"]")),
        Lines{"/object_marking_refs/0: nearly the identifier of a TLP marking, but not quite"});
    EXPECT_EQ(warnings(marked(R"({"selectors":["name"],"marking_ref":")" + nearly + "\"}")),
              Lines{"/granular_markings/0/marking_ref: nearly the identifier of a TLP marking, but "
                    "not quite"});
}

}  // namespace
}  // namespace entente::stix
