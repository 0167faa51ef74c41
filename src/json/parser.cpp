// Parser and Document: the only place that runs simdjson's parser.
#include <algorithm>
#include <simdjson.h>
#include <vector>

#include "json/find_error.h"
#include "json/value.h"

namespace entente::json {
namespace {

// Deeper than any depth_max that is asked for; what it lets pass, is_acceptable refuses.
constexpr std::size_t parser_depth_max = 1'024;

bool has_duplicate(std::vector<std::string_view>& names) {
    const auto is_not_above = [](std::string_view a, std::string_view b) { return a >= b; };
    if (std::ranges::adjacent_find(names, is_not_above) == names.end()) return false;
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
}

/// Whether no name stands twice in an object, and no value deeper than `depth_left` levels.
bool is_acceptable(const Value& value, std::size_t depth_left,
                   std::vector<std::string_view>& names) {
    const bool is_nested = value.is_object() || value.is_array();
    if (!is_nested) return true;
    if (depth_left == 0) return false;
    names.clear();
    for (const auto& member : value.members()) names.push_back(member.name);
    if (has_duplicate(names)) return false;
    for (const auto& member : value.members()) {
        if (!is_acceptable(member.value, depth_left - 1, names)) return false;
    }
    for (const auto& element : value.elements()) {
        if (!is_acceptable(element, depth_left - 1, names)) return false;
    }
    return true;
}

}  // namespace

struct Parser::State {
    simdjson::dom::parser parser;
    Bytes padded;  // simdjson reads in steps of 64 bytes, beyond the end of the text
    std::vector<std::string_view> names;
};

Parser::Parser() : state_(std::make_unique<State>()) {}

Parser::Parser(Parser&& other) noexcept = default;
Parser& Parser::operator=(Parser&& other) noexcept = default;
Parser::~Parser() = default;

Result<Value> Parser::parse(ByteView text, std::size_t depth_max) {
    auto& [parser, padded, names] = *state_;
    padded.assign(text);
    padded.resize(text.size() + simdjson::SIMDJSON_PADDING);
    if (parser.capacity() < text.size()) {
        const auto capacity = std::max(text.size(), 2 * parser.capacity());
        if (parser.allocate(capacity, parser_depth_max) != simdjson::SUCCESS) {
            return fail(ErrorKind::exhausted, "no memory for a text of this size",
                        std::to_string(text.size()) + " bytes");
        }
    }
    simdjson::dom::element root;
    const auto failed = parser.parse(padded.data(), text.size(), false).get(root);
    if (failed == simdjson::SUCCESS) {
        const Value value(parser.doc.tape.get(), parser.doc.string_buf.get(), 1);
        if (is_acceptable(value, depth_max, names)) return value;
    }
    TRY_VOID(find_error(text, depth_max));
    return fail(ErrorKind::invalid, simdjson::error_message(failed), "byte 0");
}

Result<Document> Document::parse(ByteView text, std::size_t depth_max) {
    Parser parser;
    const auto root = TRY(parser.parse(text, depth_max));
    return Document(std::move(parser), root);
}

}  // namespace entente::json
