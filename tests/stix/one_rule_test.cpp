// Valid objects of every kind, made from the tables; then one rule is broken, and that one is told.
#include <algorithm>
#include <array>

#include "stix/predefined_extensions.h"
#include "tests/stix/samples.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines errors_of(const Members& members) {
    return errors(object_text(members));
}

/// Some kind of the standard.
const Kind& any_kind() {
    const auto kinds = all_kinds();
    return *kinds[*rc::gen::inRange<std::size_t>(0, kinds.size())];
}

/// Some of the properties of `kind` by a condition; none if it has no such one.
const Property* any_property(const Kind& kind, bool (*is_wanted)(const Property&)) {
    std::vector<const Property*> wanted;
    for (const auto& property : kind.properties) {
        if (is_wanted(property)) wanted.push_back(&property);
    }
    if (wanted.empty()) return nullptr;
    return wanted[*rc::gen::inRange<std::size_t>(0, wanted.size())];
}

/// Leaves some of what is optional out; never what a rule between properties may ask for.
Members thinned(const Kind& kind, Members members) {
    for (auto i = std::size_t{0}; i < kind.shared_count; ++i) {
        const auto& property = kind.properties[i];
        if (property.is_required || property.name == "spec_version") continue;
        if (*rc::gen::arbitrary<bool>()) members.erase(std::string(property.name));
    }
    return members;
}

/// Whether all errors stand at the property or within it, and there is one.
bool is_told_at(const Lines& found, std::string_view name) {
    const auto pointer = "/" + std::string(name);
    return !found.empty() && std::ranges::all_of(found, [&](const std::string& line) {
        return line.starts_with(pointer + ":") || line.starts_with(pointer + "/");
    });
}

/// Whether the kind has it instead of another property, which the sample has.
bool is_either_or(const Kind& kind, const Property& property) {
    return (kind.type == "observed-data" && property.name == "objects") ||
           (kind.type == "artifact" && property.name == "url") ||
           (kind.type == "email-message" && property.name == "body_multipart");
}

/// The sample without what makes sense with a sound value of that property alone.
Members without_companions(const Property& property, Members members) {
    members.erase(std::string(property.name) + "_enc");
    if (property.name == "extension_types") members.erase("extension_properties");
    return members;
}

TEST(Samples, AreValidForEveryKind) {
    for (const auto* kind : all_kinds()) {
        EXPECT_EQ(errors_of(sample_of(*kind)), Lines{}) << object_text(sample_of(*kind));
    }
}

TEST(Samples, AreValidForEveryPredefinedExtension) {  // STIX 2.1 section 3.10
    for (const auto& extension : predefined_extensions()) {
        auto members = sample_of(*find_kind(extension.object_type));
        const auto content = sample_members(extension.object_type, *extension.structure);
        members["extensions"] =
            "{" + quoted_text(extension.name) + ":" + object_text(content) + "}";
        EXPECT_EQ(errors_of(members), Lines{}) << extension.name;
        for (const auto& property : extension.structure->members) {
            auto broken = content;
            broken[std::string(property.name)] = "[{}]";
            members["extensions"] =
                "{" + quoted_text(extension.name) + ":" + object_text(broken) + "}";
            const auto where =
                "extensions/" + std::string(extension.name) + "/" + std::string(property.name);
            EXPECT_TRUE(is_told_at(errors_of(members), where)) << where;
        }
    }
}

RC_GTEST_PROP(OneRule, IsNotBrokenByLeavingOutWhatIsOptional, ()) {
    const auto& kind = any_kind();
    RC_ASSERT(errors_of(thinned(kind, sample_of(kind))).empty());
}

RC_GTEST_PROP(OneRule, IsToldIfAValueIsOfAnotherType, ()) {  // STIX 2.1 sections 3.3, 2
    const auto& kind = any_kind();
    const auto* property = any_property(kind, [](const Property& p) { return p.name != "type"; });
    if (is_either_or(kind, *property)) return;
    auto members = without_companions(*property, thinned(kind, sample_of(kind)));
    // A list where there should be none, and what is no list where there should be one.
    members[std::string(property->name)] = property->is_list ? "7" : "[7]";
    RC_ASSERT(is_told_at(errors_of(members), property->name));
}

RC_GTEST_PROP(OneRule, IsToldIfAPropertyIsMissing, ()) {  // STIX 2.1 section 3.1
    const auto& kind = any_kind();
    const auto* property = any_property(kind, [](const Property& p) {
        return p.is_required && p.name != "type" && p.name != "id";
    });
    if (!property) return;
    auto members = without_companions(*property, sample_of(kind));
    members.erase(std::string(property->name));
    RC_ASSERT(errors_of(members) ==
              Lines{": the property \"" + std::string(property->name) + "\" is missing"});
}

RC_GTEST_PROP(OneRule, IsToldIfAListIsEmptyOrAValueNull, ()) {  // STIX 2.1 sections 2.12 and 2.3
    const auto& kind = any_kind();
    const auto* property = any_property(kind, [](const Property& p) { return p.name != "type"; });
    if (is_either_or(kind, *property)) return;
    auto members = without_companions(*property, sample_of(kind));
    const bool is_empty_list = property->is_list && *rc::gen::arbitrary<bool>();
    members[std::string(property->name)] = is_empty_list ? "[]" : "null";
    RC_ASSERT(is_told_at(errors_of(members), property->name));
}

RC_GTEST_PROP(OneRule, IsToldIfAWordIsOfNoEnumeration, ()) {  // STIX 2.1 section 2.4
    const auto& kind = any_kind();
    const auto* property = any_property(
        kind, [](const Property& p) { return p.vocabulary && !p.vocabulary->is_open; });
    if (!property) return;
    auto members = sample_of(kind);
    members[std::string(property->name)] = property->is_list ? R"(["lamp"])" : R"("lamp")";
    if (kind.type == "extension-definition") members.erase("extension_properties");
    RC_ASSERT(errors_of(members).size() == 1U);
    RC_ASSERT(is_told_at(errors_of(members), property->name));
}

RC_GTEST_PROP(OneRule, IsToldIfANumberIsOutOfRange, ()) {  // STIX 2.1 sections 3.2, 4, 5 and 6
    const auto& kind = any_kind();
    const auto* property = any_property(kind, [](const Property& p) { return p.least != p.most; });
    if (!property) return;
    auto members = sample_of(kind);
    members[std::string(property->name)] = std::to_string(static_cast<long>(property->least) - 1);
    RC_ASSERT(errors_of(members) == Lines{"/" + std::string(property->name) + ": out of range"});
}

RC_GTEST_PROP(OneRule, IsToldIfAReferenceLeadsToAnotherKind, ()) {  // STIX 2.1 section 3.3
    const auto& kind = any_kind();
    const auto* property = any_property(kind, [](const Property& p) {
        return p.type == Type::identifier && !p.targets.only.empty();
    });
    if (!property) return;
    auto members = sample_of(kind);
    const auto reference = quoted_text(id_of("bundle"));
    members[std::string(property->name)] = property->is_list ? "[" + reference + "]" : reference;
    RC_ASSERT(errors_of(members).size() == 1U);
    RC_ASSERT(is_told_at(errors_of(members), property->name));
}

RC_GTEST_PROP(OneRule, IsToldIfAPropertyHasAReservedName, ()) {  // STIX 2.1 section 3.8
    const auto& kind = any_kind();
    auto members = sample_of(kind);
    const auto* name = *rc::gen::elementOf(
        std::vector<const char*>{"severity", "username", "phone_number", "action"});
    members[name] = "1";
    RC_ASSERT(errors_of(members) == Lines{"/" + std::string(name) + ": a reserved name"});
}

TEST(OneRule, IsToldForEveryPropertyOfEveryKind) {  // STIX 2.1 sections 2 to 7
    for (const auto* kind : all_kinds()) {
        for (const auto& property : kind->properties) {
            if (property.name == "type" || is_either_or(*kind, property)) continue;
            for (const auto* wrong : {property.is_list ? "7" : "[7]", "null", "[]"}) {
                auto members = without_companions(property, sample_of(*kind));
                members[std::string(property.name)] = wrong;
                EXPECT_TRUE(is_told_at(errors_of(members), property.name))
                    << kind->type << " " << property.name << " " << wrong;
            }
        }
    }
}

}  // namespace
}  // namespace entente::stix
