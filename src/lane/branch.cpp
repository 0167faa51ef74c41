#include "lane/branch.h"

#include <bit>

namespace entente::lane {

Branch::Branch(const Frontier& before, std::vector<Digest> leaves)
    : first_(before.size().value()), peaks_(before.peaks()), leaves_(std::move(leaves)) {}

Result<Digest> Branch::subtree(unsigned level, std::uint64_t index) const {
    const auto unknown = [&] {
        return fail(ErrorKind::not_found, "not all of these leaves are here",
                    "level " + std::to_string(level) + ", " + std::to_string(index));
    };
    if (level >= 63) return unknown();
    const auto begin = index << level;
    const auto end = begin + (std::uint64_t{1} << level);
    if (end > size().value()) return unknown();
    // A peak of the frontier: the one at each bit of the size that is set, largest first.
    if (end <= first_) {
        std::uint64_t at = 0;
        for (const auto& peak : peaks_) {
            const auto count = std::bit_floor(first_ - at);
            if (at == begin && count == end - begin) return peak;
            at += count;
        }
        return unknown();
    }
    if (level == 0) return leaves_[begin - first_];
    const auto left = TRY(subtree(level - 1, 2 * index));
    const auto right = TRY(subtree(level - 1, 2 * index + 1));
    return hash_children(left, right);
}

}  // namespace entente::lane
