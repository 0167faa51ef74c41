#include "lane/tile_name.h"

#include <algorithm>

#include "base/number.h"

namespace entente::lane {
namespace {

constexpr std::uint64_t group = 1'000;
constexpr std::size_t digits_max = 15;
constexpr std::string_view entries_word = "entries";
constexpr std::string_view partial_word = ".p/";

std::string three_digits(std::uint64_t value) {
    const auto digits = std::to_string(value);
    return std::string(3 - digits.size(), '0') + digits;
}

Result<std::uint64_t> number_in(std::string_view groups) {
    std::string digits;
    std::ranges::copy_if(groups, std::back_inserter(digits),
                         [](char c) { return c != 'x' && c != '/'; });
    if (digits.size() > digits_max) {
        return fail(ErrorKind::invalid, "a tile's number is too large", "the tile");
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return parse_integer<std::uint64_t>(digits, "the tile's number");
}

}  // namespace

Result<TileName> parse_tile_name(std::string_view text) {
    const auto slash = text.find('/');
    const auto kind = text.substr(0, slash);
    auto groups = text.substr(slash == std::string_view::npos ? text.size() : slash + 1);
    TileName name{.level = std::nullopt, .number = 0, .width = tile_width_max};
    if (kind != entries_word) {
        name.level = TRY(parse_integer<unsigned>(kind, "the tile's level"));
        if (*name.level > tile_level_max) {
            return fail(ErrorKind::invalid, "there is no such level of tiles", std::string(kind));
        }
    }
    if (const auto at = groups.find(partial_word); at != std::string_view::npos) {
        const auto width = groups.substr(at + partial_word.size());
        name.width = TRY(parse_integer<unsigned>(width, "the tile's width"));
        groups = groups.substr(0, at);
    }
    name.number = TRY(number_in(groups));
    if (name.width == 0 || to_text(name) != text) {
        return fail(ErrorKind::invalid, "not the name of a tile", std::string(text.substr(0, 80)),
                    "C2SP tlog-tiles: tile/0/x001/234, tile/entries/000.p/7");
    }
    return name;
}

std::string to_text(const TileName& name) {
    auto groups = three_digits(name.number % group);
    for (auto left = name.number / group; left > 0; left /= group) {
        groups.insert(0, "x" + three_digits(left % group) + "/");
    }
    auto text = name.level ? std::to_string(*name.level) : std::string(entries_word);
    text += "/" + groups;
    if (name.width != tile_width_max)
        text += std::string(partial_word) + std::to_string(name.width);
    return text;
}

}  // namespace entente::lane
