#include "stix/tlp.h"

#include <algorithm>

#include "json/write.h"

namespace entente::stix {
namespace {

constexpr TlpMarking markings[] = {
    {.id = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
     .level = TlpLevel::clear,
     .version = 1},
    {.id = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
     .level = TlpLevel::green,
     .version = 1},
    {.id = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
     .level = TlpLevel::amber,
     .version = 1},
    {.id = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
     .level = TlpLevel::red,
     .version = 1},
    {.id = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
     .level = TlpLevel::clear,
     .version = 2},
    {.id = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
     .level = TlpLevel::green,
     .version = 2},
    {.id = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
     .level = TlpLevel::amber,
     .version = 2},
    {.id = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
     .level = TlpLevel::amber_strict,
     .version = 2},
    {.id = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
     .level = TlpLevel::red,
     .version = 2},
};

constexpr std::string_view prefix = "marking-definition--";
constexpr std::size_t telling_digits = 8;

/// Whether the first eight digits of the UUIDs are the same, in whatever case.
bool starts_alike(std::string_view a, std::string_view b) {
    const auto is_same = [](char x, char y) { return x == y || (x | 0x20) == (y | 0x20); };
    return std::ranges::equal(a.substr(prefix.size(), telling_digits),
                              b.substr(prefix.size(), telling_digits), is_same);
}

}  // namespace

std::span<const TlpMarking> tlp_markings() {
    return markings;
}

std::optional<TlpMarking> find_tlp(std::string_view id) {
    const auto* found = std::ranges::find(markings, id, &TlpMarking::id);
    if (found == std::end(markings)) return std::nullopt;
    return *found;
}

std::string_view tlp_2_of(std::string_view id) {
    const auto known = find_tlp(id);
    if (!known || known->version != 1) return id;
    return std::ranges::find_if(markings,
                                [&](const TlpMarking& marking) {
                                    return marking.version == 2 && marking.level == known->level;
                                })
        ->id;
}

std::string tlp_2_definition(std::string_view id) {
    const auto known = find_tlp(id);
    if (!known || known->version != 2) return {};
    const auto name = vocabulary::to_text(known->level);
    std::string word(name.substr(std::string_view("TLP:").size()));
    for (auto& c : word) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    json::Object extension;
    extension.add("extension_type", "property-extension");
    extension.add("tlp_2_0", word);
    json::Object extensions;
    extensions.add(tlp_2_extension, extension);
    json::Object definition;
    definition.add("created", "2022-10-01T00:00:00.000Z");
    definition.add("extensions", extensions);
    definition.add("id", id);
    definition.add("name", name);
    definition.add("spec_version", "2.1");
    definition.add("type", "marking-definition");
    return definition.text();
}

bool is_nearly_tlp(std::string_view id) {
    if (id.size() < prefix.size() + telling_digits || !id.starts_with(prefix)) return false;
    const bool is_alike = std::ranges::any_of(
        markings, [&](const TlpMarking& marking) { return starts_alike(id, marking.id); });
    return is_alike && !find_tlp(id);
}

}  // namespace entente::stix
