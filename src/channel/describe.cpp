#include "channel/describe.h"

#include <algorithm>

#include "json/value.h"
#include "lane/operation.h"
#include "stix/id.h"

namespace entente::channel {
namespace {

constexpr std::string_view unreadable = "unreadable";
constexpr std::string_view operation_prefix = "op:";

store::EntryFacts facts_of_type(std::string type) {
    store::EntryFacts facts;
    facts.type = std::move(type);
    return facts;
}

/// Of an operation that names an entry.
store::EntryFacts facts_about(std::string type, const lane::EntryId& entry) {
    auto facts = facts_of_type(std::move(type));
    facts.references.push_back(lane::to_hex(entry));
    return facts;
}

store::EntryFacts operation_facts(ByteView body) {
    const auto operation = lane::decode_operation(body);
    if (!operation) return facts_of_type(std::string(unreadable));
    if (const auto* seen = std::get_if<lane::Seen>(&*operation)) {
        auto facts = facts_of_type("op:seen");
        facts.seen = seen->heads;
        return facts;
    }
    if (std::holds_alternative<lane::LaneOpening>(*operation)) {
        return facts_of_type("op:lane");
    }
    if (std::holds_alternative<lane::EvidenceNotice>(*operation)) {
        return facts_of_type("op:evidence");
    }
    if (const auto* recall = std::get_if<lane::Recall>(&*operation)) {
        return facts_about("op:recall", recall->entry);
    }
    if (const auto* erased = std::get_if<lane::Erased>(&*operation)) {
        return facts_about("op:erased", erased->entry);
    }
    if (const auto* released = std::get_if<lane::Released>(&*operation)) {
        return facts_about("op:released", released->entry);
    }
    if (std::holds_alternative<lane::Close>(*operation)) return facts_of_type("op:close");
    return facts_of_type(std::string(operation_prefix) +
                         std::get<lane::UnknownOperation>(*operation).name);
}

std::string text_of(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    if (!member) return {};
    return std::string(member->as_string().value_or(std::string_view()));
}

std::optional<Instant> version_of(const json::Value& object) {
    for (const auto* name : {"modified", "created"}) {
        const auto timestamp = parse_timestamp(text_of(object, name));
        if (timestamp) return timestamp->instant;
    }
    return std::nullopt;
}

void add_once(std::vector<std::string>& references, std::string_view id) {
    if (!stix::is_id(id)) return;
    if (std::ranges::find(references, id) == references.end()) references.emplace_back(id);
}

/// Identifiers stand in properties whose names end in _ref or _refs, and nowhere else (STIX 2.1
/// section 3.1). As deep as the parser lets an object be.
void collect_references(std::string_view name, const json::Value& value,
                        std::vector<std::string>& references) {
    if (value.is_string() && (name.ends_with("_ref") || name.ends_with("_refs"))) {
        add_once(references, value.as_string().value());
    }
    for (const auto& [inner, member] : value.members()) {
        collect_references(inner, member, references);
    }
    for (const auto& element : value.elements()) {
        collect_references(name.ends_with("_refs") ? name : std::string_view(), element,
                           references);
    }
}

store::EntryFacts object_facts(json::Parser& parser, ByteView body) {
    const auto object = parser.parse(body);
    if (!object) return facts_of_type(std::string(unreadable));
    auto facts = facts_of_type(text_of(*object, "type"));
    // Readers pass over operations by this: no peer's object may hide among them.
    if (facts.type.starts_with(operation_prefix)) facts.type = unreadable;
    facts.object_id = text_of(*object, "id");
    facts.version = version_of(*object);
    collect_references({}, *object, facts.references);
    return facts;
}

}  // namespace

store::EntryFacts describe(json::Parser& parser, lane::BodyKind kind, ByteView body) {
    if (kind == lane::BodyKind::operation) return operation_facts(body);
    return object_facts(parser, body);
}

store::Describe make_describe() {
    // One parser for the one thread that the index describes on: its memory is used again.
    return [parser = std::make_shared<json::Parser>()](lane::BodyKind kind, ByteView body) {
        return describe(*parser, kind, body);
    };
}

}  // namespace entente::channel
