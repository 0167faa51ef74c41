#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string marking(std::string_view id, std::string_view members) {
    return R"({"type":"marking-definition","spec_version":"2.1","id":"marking-definition--)" +
           std::string(id) + R"(","created":"2017-01-20T00:00:00.000Z",)" + std::string(members) +
           "}";
}

std::string tlp_1(std::string_view id, std::string_view word) {
    return marking(id,
                   R"("definition_type":"tlp","definition":{"tlp":")" + std::string(word) + "\"}");
}

std::string tlp_2(std::string_view id, std::string_view word) {
    return marking(id,
                   R"("extensions":{"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d":)"
                   R"({"extension_type":"property-extension","tlp_2_0":")" +
                       std::string(word) + "\"}}");
}

TEST(MarkingDefinition, MayBeAStatement) {  // STIX 2.1 section 7.2.1.3
    EXPECT_EQ(errors(marking(uuid, R"("definition_type":"statement",)"
                                   R"("definition":{"statement":"(c) ALPHA"})")),
              Lines{});
    EXPECT_EQ(errors(marking(uuid, R"("definition_type":"statement","definition":{"text":"x"})")),
              Lines{"/definition: the property \"statement\" is missing"});
}

TEST(MarkingDefinition, SaysWhatItIs) {  // STIX 2.1 section 7.2.1
    EXPECT_EQ(errors(marking(uuid, R"("name":"x")")),
              Lines{": neither extensions nor definition_type and definition"});
}

TEST(MarkingDefinition, OfTlpIsOneOfThoseThatThereAre) {  // STIX 2.1 section 7.2.1.4
    EXPECT_EQ(errors(tlp_1("613f2e26-407d-48c7-9eca-b8e91df99dc9", "white")), Lines{});
    EXPECT_EQ(errors(tlp_1("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "red")), Lines{});
    EXPECT_EQ(errors(tlp_2("94868c89-83c2-464b-929b-a1a8aa3c8487", "clear")), Lines{});
    EXPECT_EQ(errors(tlp_2("939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict")), Lines{});
    const Lines other{"/id: not the identifier of this TLP level"};
    EXPECT_EQ(errors(tlp_1(uuid, "red")), other);
    EXPECT_EQ(errors(tlp_2(uuid, "red")), other);
    EXPECT_EQ(errors(tlp_1("613f2e26-407d-48c7-9eca-b8e91df99dc9", "red")), other);
    EXPECT_EQ(errors(tlp_2("f88d31f6-486f-44da-b317-01333bde0b82", "amber")), other);  // TLP 1's
    EXPECT_EQ(errors(tlp_1("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "crimson")),
              (Lines{"/definition/tlp: \"crimson\" is not one of its values",
                     "/id: not the identifier of this TLP level"}));
}

TEST(MarkingDefinition, MayNotBeNearlyTlp) {
    EXPECT_EQ(errors(marking("939a9414-2ddd-4d32-a0cd-375ea402b03e",
                             R"("definition_type":"statement","definition":{"statement":"x"})")),
              Lines{"/id: nearly the identifier of a TLP marking, but not quite"});
}

TEST(MarkingDefinition, DoesNotMarkItself) {  // STIX 2.1 section 3.2
    const auto own = R"("object_marking_refs":[")" + id_of("marking-definition") + "\"]";
    EXPECT_EQ(errors(marking(uuid, R"("definition_type":"statement",)"
                                   R"("definition":{"statement":"x"},)" +
                                       own)),
              Lines{"/object_marking_refs/0: a marking-definition marks itself"});
}

TEST(ExtensionDefinition, SaysWhatItExtends) {  // STIX 2.1 section 7.3.1
    const std::string members =
        R"("created_by_ref":")" + id_of("identity") +
        R"(","name":"x","schema":"https://example.com/x","version":"1.0.0",)"
        R"("extension_types":["new-sdo"])";
    EXPECT_EQ(errors(object_of("extension-definition", members)), Lines{});
    EXPECT_EQ(errors(object_of("extension-definition", replaced(members, "new-sdo", "new"))),
              Lines{"/extension_types/0: \"new\" is not one of its values"});
    EXPECT_EQ(
        errors(object_of("extension-definition", members + R"(,"extension_properties":["abc"])")),
        Lines{"/extension_properties: only for an extension of type "
              "toplevel-property-extension"});
    EXPECT_EQ(errors(object_of("extension-definition", R"("name":"x")")).size(), 4U);
}

TEST(LanguageContent, TranslatesByLanguage) {  // STIX 2.1 section 7.1
    const auto content = [](std::string_view contents) {
        return object_of("language-content", R"("object_ref":")" + id_of("campaign") +
                                                 R"(","contents":)" + std::string(contents));
    };
    EXPECT_EQ(errors(content(R"({"fa-AF":{"name":"x"}})")), Lines{});
    EXPECT_EQ(
        errors(content(R"({"?":{"name":"x"},"ps":"x"})")),
        (Lines{"/contents/?: not a language code (RFC 5646)", "/contents/ps: must be an object"}));
    EXPECT_EQ(errors(content("{}")), Lines{"/contents: must not be empty"});
}

TEST(ExtensionDefinition, NamesPropertiesAsTheyMustBeNamed) {  // STIX 2.1 section 7.3.2
    const auto text = object_of("extension-definition",
                                R"("created_by_ref":")" + id_of("identity") +
                                    R"(","name":"x","schema":"x","version":"1.0.0",)"
                                    R"("extension_types":["toplevel-property-extension"],)"
                                    R"("extension_properties":["rank","Rank","a-b"])");
    EXPECT_EQ(errors(text), (Lines{"/extension_properties/1: not the name of a property",
                                   "/extension_properties/2: not the name of a property"}));
}

TEST(MarkingDefinition, DoesNotMarkItselfInPart) {  // STIX 2.1 section 3.2
    const auto text = object_of("marking-definition",
                                R"("definition_type":"statement","definition":{"statement":"x"},)"
                                R"("granular_markings":[{"selectors":["type"],"marking_ref":")" +
                                    id_of("marking-definition") + "\"}]");
    EXPECT_EQ(errors(text), Lines{"/granular_markings/0: a marking-definition marks itself"});
}

TEST(LanguageContent, NamesPropertiesOfItsObject) {  // STIX 2.1 section 7.1.1
    const auto text = object_of("language-content", R"("object_ref":")" + id_of("tool") +
                                                        R"(","contents":{"es":{"a":"x"}})");
    EXPECT_EQ(errors(text), Lines{"/contents/es/a: not the name of a property"});
}

}  // namespace
}  // namespace entente::stix
