// Our tables of properties beside the JSON schemas of the committee: two readings of one standard.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "json/value.h"
#include "tests/stix/samples.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::stix {
namespace {

/// What a schema says of a kind.
struct Table {
    std::map<std::string, bool, std::less<>> is_list;  ///< by the name of the property
    std::set<std::string, std::less<>> required;
};

void collect_ways(const json::Value& ways, Table& table);

void collect(const json::Value& schema, Table& table) {
    if (const auto properties = schema.member("properties")) {
        for (const auto& [name, property] : properties->members()) {
            const auto type = property.member("type");
            const bool is_list = type && type->is_string() && *type->as_string() == "array";
            table.is_list.emplace(name, is_list);
        }
    }
    if (const auto required = schema.member("required")) {
        for (const auto& name : required->elements()) table.required.emplace(*name.as_string());
    }
    if (const auto parts = schema.member("allOf")) {
        for (const auto& part : parts->elements()) collect(part, table);
    }
    for (const auto* name : {"oneOf", "anyOf"}) {
        if (const auto ways = schema.member(name)) collect_ways(*ways, table);
    }
    for (const auto* name : {"if", "then", "else"}) {
        const auto way = schema.member(name);
        Table other;
        if (way) collect(*way, other);
        table.is_list.merge(other.is_list);
    }
}

/// Of several ways: what any of them has, and what all of them require.
void collect_ways(const json::Value& ways, Table& table) {
    std::optional<std::set<std::string, std::less<>>> common;
    for (const auto& way : ways.elements()) {
        Table one;
        collect(way, one);
        table.is_list.merge(one.is_list);
        if (!common) common = one.required;
        std::erase_if(*common, [&](const auto& name) { return !one.required.contains(name); });
    }
    if (common) table.required.merge(*common);
}

std::string file_of(const Kind& kind) {
    const std::string folder = kind.family == Family::domain         ? "sdos/"
                               : kind.family == Family::relationship ? "sros/"
                               : kind.family == Family::observable   ? "observables/"
                                                                     : "common/";
    return "data/stix/oasis-stix2-json-schemas/schemas/" + folder + std::string(kind.type) +
           ".json";
}

/// Where we follow the standard against the schemas: "type.property", and the section.
const std::map<std::string, std::string, std::less<>>& differences() {
    static const std::map<std::string, std::string, std::less<>> rows = {};
    return rows;
}

void expect_same(const Kind& kind, const Table& table) {
    const auto is_known = [&](std::string_view name) {
        return differences().contains(std::string(kind.type) + "." + std::string(name));
    };
    for (const auto& [name, is_list] : table.is_list) {
        const auto index = kind.find(name);
        if (is_known(name)) continue;
        ASSERT_NE(index, no_property) << kind.type << '.' << name;
        const auto& property = kind.properties[index];
        EXPECT_EQ(property.is_list, is_list) << kind.type << '.' << name;
        if (index < kind.shared_count) continue;
        EXPECT_EQ(property.is_required, table.required.contains(name)) << kind.type << '.' << name;
    }
    for (const auto& property : kind.properties.subspan(kind.shared_count)) {
        if (is_known(property.name)) continue;
        EXPECT_TRUE(table.is_list.contains(property.name)) << kind.type << '.' << property.name;
    }
}

TEST(StandardTables, AreThoseOfTheSchemas) {  // STIX 2.1 sections 3.1, 4, 5, 6 and 7
    ENTENTE_SHARED_OR_SKIP(folder, "data/stix/oasis-stix2-json-schemas/schemas");
    json::Parser parser;
    int compared = 0;
    for (const auto* kind : all_kinds()) {
        const auto path = test::shared_path(file_of(*kind));
        ASSERT_TRUE(path) << kind->type << " in " << folder;
        const auto schema = parser.parse(test::read_file(*path));
        ASSERT_TRUE(schema) << kind->type;
        Table table;
        collect(*schema, table);
        expect_same(*kind, table);
        ++compared;
    }
    EXPECT_EQ(compared, 42);
}

}  // namespace
}  // namespace entente::stix
