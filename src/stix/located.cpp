#include "stix/located.h"

#include <string_view>
#include <utility>

namespace entente::stix {
namespace {

/// The offset of the value, or of the nearest one around it that there is.
std::size_t nearest_offset(ByteView text, std::string_view pointer) {
    while (true) {
        if (const auto offset = json::locate(text, pointer)) return *offset;
        if (pointer.empty()) return 0;
        pointer = pointer.substr(0, pointer.rfind('/'));
    }
}

}  // namespace

std::vector<Located> located(std::vector<Finding> findings, ByteView text) {
    std::vector<Located> all;
    all.reserve(findings.size());
    for (auto& finding : findings) {
        const auto offset = nearest_offset(text, finding.pointer);
        all.push_back({.finding = std::move(finding),
                       .offset = offset,
                       .position = json::position_of(text, offset)});
    }
    return all;
}

}  // namespace entente::stix
