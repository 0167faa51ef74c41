#include "stix/title.h"

#include <array>

namespace entente::stix {
namespace {

/// From what names an object to what only describes it. "wording" is a question's and
/// "key_judgement" an assessment's; from "key" on they are those of observables.
constexpr auto telling = std::to_array<std::string_view>(
    {"name", "abstract", "wording", "key_judgement", "explanation", "content", "relationship_type",
     "value", "key", "path", "subject", "account_login", "user_id", "serial_number", "command_line",
     "url", "definition_type", "pattern", "description"});

std::string beginning(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return std::string(text);
    auto end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // UTF-8
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace

std::string title_of(const json::Value& object, std::size_t bytes_max) {
    for (const auto name : telling) {
        const auto member = object.member(name);
        if (!member || !member->is_string()) continue;
        const auto text = member->as_string().value();
        if (!text.empty()) return beginning(text, bytes_max);
    }
    return {};
}

}  // namespace entente::stix
