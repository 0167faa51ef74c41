// STIX 2.1 sections 7, 8 and 11, one MUST a test. docs/MUSTS.md lists all.
#include <algorithm>

#include "json/stream.h"
#include "stix/kind.h"
#include "stix/parse.h"
#include "tests/stix/samples.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string extension_id = id_of("extension-definition");

/// A domain object of a type that an extension makes.
std::string gadget_with(std::string_view members) {
    return object_of("gadget", R"("extensions":{")" + extension_id +
                                   R"(":{"extension_type":"new-sdo"}},)" + std::string(members));
}

/// The same as a custom object.
std::string custom_with(std::string_view members) {
    return object_of("x-gadget", members);
}

Lines said_of_extension(const std::string& name) {
    return errors(object_of("tool", R"("name":"x","extensions":{")" + extension_id +
                                        R"(":{"extension_type":"property-extension",")" + name +
                                        "\":1}}"));
}

std::string file_with(const std::string& extension, const std::string& content) {
    return observable_of("file",
                         R"("name":"x","extensions":{")" + extension + "\":" + content + "}");
}

bool is_custom_extension(const std::string& name) {
    return errors(file_with(name, R"({"rank":1})")).empty();
}

TEST(LanguageContent, IsOfAStixObject) {  // section 7.1.1
    const auto of = [](std::string_view id) {
        return errors(object_of("language-content", R"("object_ref":")" + std::string(id) +
                                                        R"(","contents":{"ps":{"name":"x"}})"));
    };
    EXPECT_EQ(of(id_of("campaign")), Lines{});
    EXPECT_EQ(of(id_of("bundle")).size(), 1U);
    EXPECT_EQ(of("campaign"), Lines{"/object_ref: must be an identifier"});
}

TEST(MarkingDefinition, HasTypeAndDefinitionOrAnExtension) {  // section 7.2.1
    const Lines neither{": neither extensions nor definition_type and definition"};
    auto members = sample_of(*find_kind("marking-definition"));
    members.erase("extensions");
    auto without_type = members;
    without_type.erase("definition_type");
    EXPECT_EQ(errors(object_text(without_type)), neither);
    auto without_definition = members;
    without_definition.erase("definition");
    EXPECT_EQ(errors(object_text(without_definition)), neither);
}

TEST(GranularMarking, HasSelectorsOfNamesAndIndices) {  // section 7.2.3
    const auto marked = [](const std::string& selector) {
        return errors(object_of("tool", R"("name":"x","labels":["a"],"granular_markings":)"
                                        R"([{"lang":"en","selectors":[")" +
                                            selector + "\"]}]"));
    };
    for (const auto* selector : {"name", "labels", "labels.[0]"}) {
        EXPECT_EQ(marked(selector), Lines{}) << selector;
    }
    for (const auto* selector :
         {"labels[0]", "labels.0x", "labels.[-1]", "labels/[0]", "[0]", "."}) {
        EXPECT_EQ(marked(selector).size(), 1U) << selector;
    }
}

TEST(Extensions, HaveNamesOfPropertiesOfThreeTo250AsciiCharacters) {  // section 7.3.2
    EXPECT_EQ(said_of_extension("rank"), Lines{});
    EXPECT_EQ(said_of_extension(std::string(250, 'r')), Lines{});
    for (const std::string name : {"ra", "Rank", "r\u00E4nk", "ra-nk"}) {
        EXPECT_EQ(said_of_extension(name).size(), 1U) << name;
    }
    EXPECT_EQ(said_of_extension(std::string(251, 'r')).size(), 1U);
}

TEST(NewObjects, HaveTheCommonProperties) {  // sections 7.3, 7.3.2 and 11.2.1
    for (const auto& text : {gadget_with(R"("rank":1)"), custom_with(R"("rank":1)")}) {
        EXPECT_EQ(errors(text), Lines{});
        const auto without = replaced(text, R"("modified":"2021-08-24T12:30:00.000Z",)", "");
        EXPECT_EQ(errors(without), Lines{": the property \"modified\" is missing"});
    }
}

TEST(NewObjects, UseTheNamesOfCommonPropertiesForNothingElse) {  // sections 7.3.2 and 11.2.1
    for (const auto& text : {gadget_with(R"("confidence":"high")"), custom_with(R"("lang":7)")}) {
        EXPECT_EQ(errors(text).size(), 1U) << text;
    }
}

TEST(NewObjects, HaveNamesOfPropertiesOfThreeTo250AsciiCharacters) {  // sections 7.3.2 and 11.2.1
    for (const std::string name : {"ra", "Rank", "r\u00E4nk", "ra-nk"}) {
        EXPECT_EQ(errors(gadget_with("\"" + name + "\":1")).size(), 1U) << name;
        EXPECT_EQ(errors(custom_with("\"" + name + "\":1")).size(), 1U) << name;
    }
    const auto longest = "\"" + std::string(250, 'r') + "\":1";
    EXPECT_EQ(errors(custom_with(longest)), Lines{});
    EXPECT_EQ(errors(custom_with(replaced(longest, "r", "rr"))).size(), 1U);
}

TEST(NewObjects, HaveTypesOfThreeTo250AsciiCharacters) {  // sections 7.3.2 and 11.2.1
    const auto is_refused = [](std::string_view type) {
        const auto text = object_of(type, R"("rank":1,"extensions":{")" + extension_id +
                                              R"(":{"extension_type":"new-sdo"}})");
        return !errors(text).empty() && !errors(object_of(type, R"("rank":1)")).empty();
    };
    EXPECT_FALSE(is_refused("gad"));
    EXPECT_FALSE(is_refused(std::string(250, 'g')));
    for (const std::string type : {"ga", "Gadget", "g\u00E4dget", "gad_get"}) {
        EXPECT_TRUE(is_refused(type)) << type;
    }
    EXPECT_TRUE(is_refused(std::string(251, 'g')));
}

TEST(NewObjects, HaveNoTwoHyphensInARowInTheirType) {  // sections 7.3.2 and 11.2.1
    const auto text = object_of("x--gadget", R"("rank":1)");
    EXPECT_GE(std::ranges::count(errors(text), "/type: not the name of a type"), 1);
}

TEST(NewObjects, HaveAnIdOfTypeAndUuid) {  // sections 7.3.2 and 11.2.1
    for (const auto& text : {gadget_with(R"("rank":1)"), custom_with(R"("rank":1)")}) {
        EXPECT_EQ(errors(replaced(text, std::string(uuid), "7")),
                  Lines{"/id: must be an identifier"});
    }
}

TEST(Bundle, HoldsStixObjectsAlone) {  // section 8.1
    EXPECT_FALSE(parse("7"));
    EXPECT_FALSE(parse(R"({"name":"x"})"));
    EXPECT_EQ(errors(R"({"type":"bundle","id":")" + id_of("bundle") + "\"}"),
              Lines{"/type: a bundle is not an object"});
}

TEST(Bundle, HasNoRelationships) {  // section 8.2
    const auto bundle = "\"" + id_of("bundle") + "\"";
    const auto tool = "\"" + id_of("tool") + "\"";
    const auto from = [](const std::string& source, const std::string& target) {
        return errors(
            object_of("relationship", R"("relationship_type":"related-to","source_ref":)" + source +
                                          ",\"target_ref\":" + target));
    };
    EXPECT_EQ(from(tool, tool), Lines{});
    EXPECT_EQ(from(bundle, tool).size(), 1U);
    EXPECT_EQ(from(tool, bundle).size(), 1U);
    EXPECT_EQ(errors(object_of("note", R"("content":"x","object_refs":[)" + bundle + "]")).size(),
              1U);
}

TEST(CustomProperties, HaveNamesOfThreeTo250AsciiCharacters) {  // section 11.1.1
    const auto tool = [](const std::string& name) {
        return errors(object_of("tool", R"("name":"x",")" + name + "\":1"));
    };
    EXPECT_EQ(tool("x_9"), Lines{});
    EXPECT_EQ(tool("x_" + std::string(248, 'y')), Lines{});
    for (const std::string name : {"x_", "x_A", "x_\u00E4", "x-a"}) {
        EXPECT_EQ(tool(name), Lines{"/" + name + ": not the name of a property"});
    }
    EXPECT_EQ(tool("x_" + std::string(249, 'y')).size(), 1U);
}

TEST(CustomExtensions, AreNamedInAsciiAndEndInExt) {  // section 11.3.1
    EXPECT_TRUE(is_custom_extension("x-acme9-ext"));
    for (const auto* name : {"x-acme", "x-Acme-ext", "x_acme-ext", "x-\u00E4-ext", "x-acme-ex"}) {
        EXPECT_FALSE(is_custom_extension(name)) << name;
    }
}

TEST(CustomExtensions, HaveNamesOfAtMost250Characters) {  // section 11.3.1
    EXPECT_TRUE(is_custom_extension(std::string(246, 'x') + "-ext"));
    EXPECT_FALSE(is_custom_extension(std::string(247, 'x') + "-ext"));
}

TEST(CustomExtensions, HaveAtLeastOneProperty) {  // section 11.3.1
    EXPECT_EQ(errors(file_with("x-acme-ext", "{}")),
              Lines{"/extensions/x-acme-ext: must have at least one property"});
}

TEST(CustomExtensions, StandUnderExtensions) {  // section 11.3
    EXPECT_EQ(errors(observable_of("file", R"("name":"x","x-acme-ext":{"rank":1})")),
              Lines{"/x-acme-ext: not the name of a property"});
}

}  // namespace
}  // namespace entente::stix
