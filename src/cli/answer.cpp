#include "cli/answer.h"

namespace entente::cli {

std::string text_of(const json::Value& value, std::string_view name) {
    const auto member = value.member(name);
    if (!member) return {};
    return std::string(member->as_string().value_or(std::string_view()));
}

std::uint64_t count_of(const json::Value& value, std::string_view name) {
    const auto member = value.member(name);
    if (!member) return 0;
    return static_cast<std::uint64_t>(member->as_integer().value_or(0));
}

bool flag_of(const json::Value& value, std::string_view name) {
    const auto member = value.member(name);
    return member && member->as_bool().value_or(false);
}

std::vector<json::Value> items_of(const json::Value& value, std::string_view name) {
    std::vector<json::Value> items;
    const auto member = value.member(name);
    if (!member || !member->is_array()) return items;
    for (const auto& item : member->elements()) items.push_back(item);
    return items;
}

void print_alarm(const json::Value& dispute, Terminal& terminal) {
    const auto alarm = dispute.member("alarm");
    if (!alarm) return;
    for (const auto& line : items_of(*alarm, "lines")) {
        terminal.line(line.as_string().value_or(""));
    }
}

std::string brief(const std::string& id) {
    return id.substr(0, 8);
}

}  // namespace entente::cli
