#include "stix/pattern/network.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <span>

namespace entente::stix::pattern {
namespace {

/// A number without sign, spaces or needless zeros: "010" is octal to some readers.
std::optional<int> number_of(std::string_view text, int base, std::size_t digits_max) {
    if (text.empty() || text.size() > digits_max) return {};
    if (base == 10 && text.size() > 1 && text[0] == '0') return {};
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return {};
    return value;
}

bool read_v4(std::string_view text, std::span<std::uint8_t> out) {
    for (std::size_t i = 0; i < 4; ++i) {
        const auto dot = i < 3 ? text.find('.') : text.size();
        if (dot == std::string_view::npos) return false;
        const auto octet = number_of(text.substr(0, dot), 10, 3);
        if (!octet || *octet > 255) return false;
        out[i] = static_cast<std::uint8_t>(*octet);
        text.remove_prefix(std::min(dot + 1, text.size()));
    }
    return true;
}

/// The groups on one side of "::", or of a whole address; how many bytes, or nothing.
std::optional<std::size_t> read_groups(std::string_view text, std::span<std::uint8_t, 16> out) {
    std::size_t size = 0;
    while (!text.empty()) {
        const auto colon = std::min(text.find(':'), text.size());
        const auto group = text.substr(0, colon);
        const bool is_last = colon == text.size();
        if (is_last && group.find('.') != std::string_view::npos) {  // ::ffff:192.0.2.1
            if (size > 12 || !read_v4(group, out.subspan(size, 4))) return {};
            return size + 4;
        }
        const auto value = number_of(group, 16, 4);
        if (!value || size > 14) return {};
        out[size++] = static_cast<std::uint8_t>(*value >> 8);
        out[size++] = static_cast<std::uint8_t>(*value & 0xFF);
        if (is_last) break;
        text.remove_prefix(colon + 1);
        if (text.empty()) return {};  // ends in one colon
    }
    return size;
}

bool read_v6(std::string_view text, std::array<std::uint8_t, 16>& out) {
    const auto gap = text.find("::");
    const auto front = read_groups(text.substr(0, gap), out);
    if (!front) return false;
    if (gap == std::string_view::npos) return *front == 16;
    std::array<std::uint8_t, 16> behind{};
    const auto back = read_groups(text.substr(gap + 2), behind);
    if (!back || *front + *back > 14 || text.substr(0, gap).find('.') != std::string_view::npos) {
        return false;
    }
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(*front), out.end(), std::uint8_t{0});
    std::copy_n(behind.begin(), *back, out.end() - static_cast<std::ptrdiff_t>(*back));
    return true;
}

void clear_host_bits(Network& network) {
    for (int i = 0; i < 16; ++i) {
        const int kept = std::clamp(network.prefix_bits - 8 * i, 0, 8);
        network.bytes[static_cast<std::size_t>(i)] &= static_cast<std::uint8_t>(0xFF00 >> kept);
    }
}

}  // namespace

std::optional<Network> parse_network(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = text.substr(0, slash);
    Network network{.bytes = {}, .prefix_bits = 32, .is_v6 = false};
    if (address.find(':') != std::string_view::npos) {
        network.is_v6 = true;
        network.prefix_bits = 128;
        if (!read_v6(address, network.bytes)) return {};
    } else if (!read_v4(address, network.bytes)) {
        return {};
    }
    if (slash != std::string_view::npos) {
        const auto bits = number_of(text.substr(slash + 1), 10, 3);
        if (!bits || *bits > network.prefix_bits) return {};
        network.prefix_bits = *bits;
    }
    clear_host_bits(network);
    return network;
}

bool contains(const Network& outer, const Network& inner) {
    if (outer.is_v6 != inner.is_v6 || outer.prefix_bits > inner.prefix_bits) return false;
    auto widened = inner;
    widened.prefix_bits = outer.prefix_bits;
    clear_host_bits(widened);
    return widened == outer;
}

}  // namespace entente::stix::pattern
