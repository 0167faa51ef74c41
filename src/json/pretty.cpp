#include "json/pretty.h"

#include "json/canonical.h"
#include "json/write.h"

namespace entente::json {
namespace {

void append(std::string& out, const Value& value, std::size_t depth);

void start_line(std::string& out, std::size_t depth) {
    out += '\n';
    out.append(2 * depth, ' ');
}

void append_members(std::string& out, const Value& value, std::size_t depth) {
    out += '{';
    bool is_first = true;
    for (const auto& [name, member] : value.members()) {
        if (!is_first) out += ',';
        is_first = false;
        start_line(out, depth + 1);
        out += quote(name) + ": ";
        append(out, member, depth + 1);
    }
    if (!is_first) start_line(out, depth);
    out += '}';
}

void append_elements(std::string& out, const Value& value, std::size_t depth) {
    out += '[';
    bool is_first = true;
    for (const auto& element : value.elements()) {
        if (!is_first) out += ',';
        is_first = false;
        start_line(out, depth + 1);
        append(out, element, depth + 1);
    }
    if (!is_first) start_line(out, depth);
    out += ']';
}

/// The depth is that of the parser: limits::json_depth_max.
void append(std::string& out, const Value& value, std::size_t depth) {
    if (value.is_object()) return append_members(out, value, depth);
    if (value.is_array()) return append_elements(out, value, depth);
    // An integer that the canonical form refuses cannot be in what was stored: show that it is odd.
    out += canonical(value).value_or("null");
}

}  // namespace

std::string pretty(const Value& value) {
    std::string out;
    append(out, value, 0);
    return out;
}

}  // namespace entente::json
