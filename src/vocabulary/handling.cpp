#include "vocabulary/handling.h"

#include <algorithm>

#include "vocabulary/words.h"

namespace entente::vocabulary {
namespace {

constexpr TlpLabel labels[] = {
    {.level = TlpLevel::clear,
     .label = "TLP:CLEAR",
     .meaning = "may go to anyone",
     .colour = "#FFFFFF"},
    {.level = TlpLevel::green,
     .label = "TLP:GREEN",
     .meaning = "may go to the recipient's community, by no public way",
     .colour = "#33FF00"},
    {.level = TlpLevel::amber,
     .label = "TLP:AMBER",
     .meaning = "may go to those in the recipient's organisation, and its clients, who need it",
     .colour = "#FFC000"},
    {.level = TlpLevel::amber_strict,
     .label = "TLP:AMBER+STRICT",
     .meaning = "may go to those in the recipient's organisation alone who need it",
     .colour = "#FFC000"},
    {.level = TlpLevel::red,
     .label = "TLP:RED",
     .meaning = "is for the persons who receive it, and goes no further",
     .colour = "#FF2B2B"},
};

// From closed to open.
constexpr Code permissible[] = {
    {.code = "PAP:RED", .meaning = "only what the adversary cannot notice"},
    {.code = "PAP:AMBER", .meaning = "passive checks, by third parties too"},
    {.code = "PAP:GREEN", .meaning = "active actions too: to block, to ping"},
    {.code = "PAP:CLEAR", .meaning = "any use"},
};

constexpr Code handling[] = {
    {.code = "H0", .meaning = "only to prevent or combat crime"},
    {.code = "H1", .meaning = "not in judicial proceedings without the provider's permission"},
    {.code = "H2", .meaning = "not to be passed on without the provider's permission"},
    {.code = "H3", .meaning = "other limits, which the provider states"},
};

constexpr Code sources[] = {
    {.code = "A", .meaning = "no doubt about the source"},
    {.code = "B", .meaning = "mostly reliable source"},
    {.code = "C", .meaning = "mostly unreliable source"},
    {.code = "X", .meaning = "source that cannot be assessed"},
};

constexpr Code information[] = {
    {.code = "1", .meaning = "accuracy not in doubt"},
    {.code = "2", .meaning = "known to the source itself, not to the official who reports it"},
    {.code = "3", .meaning = "not known to the source itself, but borne out by what is recorded"},
    {.code = "4", .meaning = "not known to the source itself, and not borne out by anything"},
};

}  // namespace

std::span<const TlpLabel> tlp_labels() {
    return labels;
}

const TlpLabel& label_of(TlpLevel level) {
    return labels[static_cast<std::size_t>(level)];
}

std::string_view to_text(TlpLevel level) {
    return label_of(level).label;
}

std::optional<TlpLevel> find_tlp_level(std::string_view label) {
    if (is_same_word(label, "TLP:WHITE")) return TlpLevel::clear;
    for (const auto& each : labels) {
        if (is_same_word(label, each.label)) return each.level;
    }
    return std::nullopt;
}

std::span<const Code> permissible_actions() {
    return permissible;
}

std::span<const Code> europol_handling() {
    return handling;
}

std::span<const Code> europol_sources() {
    return sources;
}

std::span<const Code> europol_information() {
    return information;
}

const Code* find_code(std::span<const Code> codes, std::string_view code) {
    const auto at = std::ranges::find_if(
        codes, [&](const Code& each) { return is_same_word(each.code, code); });
    return at == codes.end() ? nullptr : &*at;
}

}  // namespace entente::vocabulary
