#pragma once
// How large a bundle's content is made, so that its size tells little. Pure.

#include <bit>
#include <cstdint>

namespace entente::courier {

/// `size` rounded up by PADMÉ: at most 12 % more, and no more than O(log log n) bits of it show.
///
/// source  Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with
///         PURBs", PoPETs 2019 (4), section 4
constexpr std::uint64_t padded_size(std::uint64_t size) {
    if (size < 2) return size;
    const auto exponent = static_cast<unsigned>(std::bit_width(size)) - 1;
    const auto kept = static_cast<unsigned>(std::bit_width(exponent));
    const auto mask = (std::uint64_t{1} << (exponent - kept)) - 1;
    return exponent > kept ? (size + mask) & ~mask : size;
}

}  // namespace entente::courier
