#include "channel/names.h"

#include <algorithm>

#include "base/limits.h"

namespace entente::channel {
namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20U || byte == 0x7FU;
}

/// U+0080 to U+009F, which are C2 80 to C2 9F in UTF-8.
bool has_upper_control(std::string_view name) {
    for (std::size_t i = 0; i + 1 < name.size(); ++i) {
        const auto next = static_cast<unsigned char>(name[i + 1]);
        if (name[i] == '\xC2' && next < 0xA0U) return true;
    }
    return false;
}

}  // namespace

Result<void> check_name(std::string_view name, std::string where) {
    if (name.empty() || name.size() > limits::name_bytes_max) {
        return fail(ErrorKind::invalid, "a name has 1 to 200 bytes", std::move(where));
    }
    if (!std::ranges::any_of(name, is_control) && !has_upper_control(name)) return {};
    return fail(ErrorKind::invalid, "a name has no line breaks and no control characters",
                std::move(where));
}

}  // namespace entente::channel
