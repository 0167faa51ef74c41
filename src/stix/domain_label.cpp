#include "stix/domain_label.h"

#include <algorithm>
#include <idn2.h>
#include <memory>
#include <string>

namespace entente::stix {
namespace {

constexpr std::string_view prefix = "xn--";

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_registrable(const std::string* u_label, const std::string* a_label) {
    const auto* u = u_label ? reinterpret_cast<const std::uint8_t*>(u_label->c_str()) : nullptr;
    const auto* a = a_label ? reinterpret_cast<const std::uint8_t*>(a_label->c_str()) : nullptr;
    std::uint8_t* made = nullptr;
    const auto code = idn2_register_u8(u, a, &made, 0);
    const std::unique_ptr<std::uint8_t, decltype(&idn2_free)> owned(made, &idn2_free);
    return code == IDN2_OK || code == IDN2_UNASSIGNED;
}

}  // namespace

bool is_idna_label(std::string_view label) {
    std::string text(label);
    if (text.contains('\0')) return false;  // the library reads up to it
    if (!std::ranges::all_of(text, is_ascii)) return is_registrable(&text, nullptr);
    std::ranges::transform(text, text.begin(), to_lower);
    return !text.starts_with(prefix) || is_registrable(nullptr, &text);
}

}  // namespace entente::stix
