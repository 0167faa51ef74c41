// STIX 2.1 section 3: names and common properties, one MUST a test. docs/MUSTS.md lists all.
#include <algorithm>

#include "stix/kind.h"
#include "stix/predefined_extensions.h"
#include "tests/stix/samples.h"
#include "tests/support/precompiled.h"
#include "vocabulary/confidence.h"

namespace entente::stix {
namespace {

std::string tool_with(std::string_view members) {
    return object_of("tool", R"("name":"lamp",)" + std::string(members));
}

bool is_refused_as_type(std::string_view type) {
    return std::ranges::count(errors(object_of(type, R"("name":"x")")),
                              "/type: not the name of a type") != 0;
}

/// Whether "name" is refused as the name of a property.
bool is_refused_as_name(const std::string& name) {
    return errors(tool_with("\"" + name + "\":1")) ==
           Lines{"/" + name + ": not the name of a property"};
}

TEST(TypeName, IsInLowerCase) {  // section 3.1
    EXPECT_FALSE(is_refused_as_type("x-lamp"));
    EXPECT_TRUE(is_refused_as_type("x-Lamp"));
}

TEST(TypeName, BeginsWithALetter) {  // section 3.1
    EXPECT_TRUE(is_refused_as_type("9-lamp"));
    EXPECT_TRUE(is_refused_as_type("-lamp"));
}

TEST(TypeName, SeparatesWordsWithHyphens) {  // section 3.1
    EXPECT_TRUE(is_refused_as_type("x_lamp"));
    EXPECT_TRUE(is_refused_as_type("x lamp"));
}

TEST(TypeName, HasThreeTo250Characters) {  // section 3.1
    EXPECT_TRUE(is_refused_as_type("xy"));
    EXPECT_FALSE(is_refused_as_type("xyz"));
    EXPECT_FALSE(is_refused_as_type(std::string(250, 'x')));
    EXPECT_TRUE(is_refused_as_type(std::string(251, 'x')));
}

TEST(PropertyName, IsInLowerCase) {  // section 3.1
    EXPECT_TRUE(is_refused_as_name("x_Lamp"));
}

TEST(PropertyName, BeginsWithALetter) {  // section 3.1
    EXPECT_TRUE(is_refused_as_name("9_lamp"));
    EXPECT_TRUE(is_refused_as_name("_lamp"));
}

TEST(PropertyName, SeparatesWordsWithUnderscores) {  // section 3.1
    EXPECT_EQ(errors(tool_with(R"("x_lamp":1)")), Lines{});
    EXPECT_TRUE(is_refused_as_name("x-lamp"));
    EXPECT_TRUE(is_refused_as_name("x lamp"));
}

TEST(PropertyName, HasThreeTo250Characters) {  // section 3.1
    EXPECT_TRUE(is_refused_as_name("xy"));
    EXPECT_EQ(errors(tool_with("\"" + std::string(250, 'x') + "\":1")), Lines{});
    EXPECT_TRUE(is_refused_as_name(std::string(251, 'x')));
}

TEST(PropertyName, IsHeldToTheCaseOfTheTable) {  // section 3.1
    EXPECT_EQ(errors(object_of("tool", R"("Name":"lamp")")),
              (Lines{"/Name: not the name of a property", ": the property \"name\" is missing"}));
    EXPECT_EQ(errors(tool_with(R"("createdByRef":"x")")),
              Lines{"/createdByRef: not the name of a property"});
}

TEST(StringLiterals, AreHeldToTheirCase) {  // section 3.1
    EXPECT_EQ(errors(object_of("opinion",
                               R"("opinion":"Agree","object_refs":[")" + id_of("tool") + "\"]")),
              Lines{"/opinion: \"Agree\" is not one of its values"});
}

/// The suffix that the name of such a property must have.
std::string_view suffix_of(const Property& property) {
    if (property.form == Form::character_set) return "_enc";
    switch (property.type) {
        case Type::identifier:
            return property.is_list ? "_refs" : "_ref";
        case Type::binary:
            return "_bin";
        case Type::hex:
            return "_hex";
        default:
            return "";
    }
}

void expect_suffixes(std::span<const Property> properties, std::string_view owner) {
    for (const auto& property : properties) {
        if (property.name == "id") continue;
        const auto suffix = suffix_of(property);
        EXPECT_TRUE(property.name.ends_with(suffix)) << owner << ' ' << property.name;
        if (!suffix.empty()) continue;
        for (const auto* other : {"_ref", "_refs", "_bin", "_hex", "_enc"}) {
            EXPECT_FALSE(property.name.ends_with(other)) << owner << ' ' << property.name;
        }
    }
}

TEST(PropertyName, SaysByItsSuffixWhatTheValueIs) {  // STIX 2.1 section 2.1, 2.8; section 3.1
    for (const auto* kind : all_kinds()) expect_suffixes(kind->properties, kind->type);
    for (const auto& extension : predefined_extensions()) {
        expect_suffixes(extension.structure->members, extension.name);
    }
}

TEST(Encoding, IsNotThereWithoutWhatItEncodes) {  // section 3.1
    EXPECT_EQ(errors(observable_of("file", R"("name":"x","name_enc":"utf-8")")), Lines{});
    EXPECT_EQ(errors(observable_of("file", R"("hashes":{"MD5":"00112233445566778899aabbccddeeff"},)"
                                           R"("name_enc":"utf-8")")),
              Lines{"/name_enc: must not be there without \"name\""});
}

TEST(Encoding, IsTheNameOfTheRegistryOrThePreferredMimeName) {  // sections 3.9.1, 6.3 and 6.7
    const auto file = [](std::string_view encoding) {
        return observable_of("file", R"("name":"x","name_enc":")" + std::string(encoding) + "\"");
    };
    EXPECT_EQ(errors(file("ISO-8859-1")), Lines{});    // preferred for ISO_8859-1:1987
    EXPECT_EQ(errors(file("windows-1252")), Lines{});  // has no preferred name
    for (const auto* encoding : {"ISO_8859-1:1987", "latin1", "cp1252", "klingon"}) {
        EXPECT_EQ(errors(file(encoding)), Lines{"/name_enc: not the name of a character set"});
    }
}

TEST(SpecVersion, Is21) {  // section 3.2
    const auto tool = tool_with(R"("x_a":1)");
    EXPECT_EQ(errors(tool), Lines{});
    EXPECT_EQ(errors(replaced(tool, R"("spec_version":"2.1")", R"("spec_version":"2.2")")),
              Lines{"/spec_version: not a version of STIX that is known"});
    EXPECT_EQ(errors(observable_of("mutex", R"("name":"x","spec_version":"3")")),
              Lines{"/spec_version: not a version of STIX that is known"});
}

TEST(Created, IsPreciseToTheMillisecond) {  // section 3.2
    const auto tool = tool_with(R"("x_a":1)");
    const std::string created = R"("created":"2021-08-24T12:30:00.000Z")";
    EXPECT_EQ(errors(replaced(tool, created, R"("created":"2021-08-24T12:30:00.000000Z")")),
              Lines{});
    EXPECT_EQ(errors(replaced(tool, created, R"("created":"2021-08-24T12:30:00.00Z")")),
              Lines{"/created: must be precise to the millisecond"});
}

TEST(Modified, IsPreciseToTheMillisecond) {  // section 3.2
    EXPECT_EQ(errors(replaced(tool_with(R"("x_a":1)"), R"("modified":"2021-08-24T12:30:00.000Z")",
                              R"("modified":"2021-08-24T12:30:00Z")")),
              Lines{"/modified: must be precise to the millisecond"});
}

TEST(Modified, IsNotEarlierThanCreated) {  // sections 3.2 and 3.6.1
    const std::string modified = R"("modified":"2021-08-24T12:30:00.000Z")";
    const auto tool = tool_with(R"("x_a":1)");
    EXPECT_EQ(errors(replaced(tool, modified, R"("modified":"2021-08-24T12:30:00.001Z")")),
              Lines{});
    EXPECT_EQ(errors(replaced(tool, modified, R"("modified":"2021-08-24T12:29:59.999Z")")),
              Lines{"/modified: modified is earlier than created"});
}

TEST(Confidence, IsFrom0To100) {  // section 3.2
    EXPECT_EQ(errors(tool_with(R"("confidence":0)")), Lines{});
    EXPECT_EQ(errors(tool_with(R"("confidence":100)")), Lines{});
    EXPECT_EQ(errors(tool_with(R"("confidence":-1)")), Lines{"/confidence: out of range"});
    EXPECT_EQ(errors(tool_with(R"("confidence":101)")), Lines{"/confidence: out of range"});
}

/// Numbers at which a term of a scale begins, and the number that it becomes.
using Scale = std::vector<std::pair<int, int>>;

TEST(Confidence, IsShownInOtherScalesAsAppendixAHasIt) {  // section 3.2, appendix A
    const std::pair<std::string_view, Scale> scales[] = {
        {"none-low-medium-high", {{0, 0}, {1, 15}, {30, 50}, {70, 85}}},
        {"0-10",
         {{0, 0},
          {5, 10},
          {15, 20},
          {25, 30},
          {35, 40},
          {45, 50},
          {55, 60},
          {65, 70},
          {75, 80},
          {85, 90},
          {95, 100}}},
        {"admiralty", {{0, 10}, {20, 30}, {40, 50}, {60, 70}, {80, 90}}},
        {"wep", {{0, 0}, {1, 10}, {20, 30}, {40, 50}, {60, 70}, {80, 90}, {100, 100}}},
        {"dni", {{0, 5}, {10, 15}, {20, 30}, {40, 50}, {60, 70}, {80, 85}, {90, 95}}},
    };
    for (const auto& [id, rows] : scales) {
        const auto* scale = vocabulary::find_confidence_scale(id);
        ASSERT_TRUE(scale) << id;
        Scale found;
        for (const auto& term : scale->terms) found.emplace_back(term.low, term.value);
        EXPECT_EQ(found, rows) << id;
        for (const auto& term : scale->terms) {
            EXPECT_EQ(vocabulary::confidence_term(*scale, term.high), &term) << term.term;
        }
    }
}

TEST(Lang, IsALanguageCode) {  // section 3.2
    EXPECT_EQ(errors(tool_with(R"("lang":"fa-AF")")), Lines{});
    EXPECT_EQ(errors(tool_with(R"("lang":"not a code")")),
              Lines{"/lang: not a language code (RFC 5646)"});
}

TEST(Defanged, IsForObservablesAlone) {  // section 3.2
    EXPECT_EQ(errors(observable_of("mutex", R"("name":"x","defanged":true)")), Lines{});
    for (const auto* kind : all_kinds()) {
        if (kind->family == Family::observable) continue;
        auto members = sample_of(*kind);
        members["defanged"] = "true";
        EXPECT_EQ(errors(object_text(members)), Lines{"/defanged: for observables alone"});
    }
}

TEST(ReservedNames, AreNoNamesOfProperties) {  // section 3.8
    for (const std::string name : {"severity", "username", "phone_number", "action"}) {
        EXPECT_EQ(errors(tool_with("\"" + name + "\":1")), Lines{"/" + name + ": a reserved name"});
        EXPECT_EQ(errors(observable_of("mutex", R"("name":"x",")" + name + "\":1")),
                  Lines{"/" + name + ": a reserved name"});
    }
}

}  // namespace
}  // namespace entente::stix
