#pragma once
// The definition of RFC 6962 section 2.1, written out: what the fast code is compared with.

#include <bit>
#include <span>
#include <vector>

#include "lane/tree.h"

namespace entente::lane::test {

using Hashes = std::span<const Digest>;

/// MTH: section 2.1.
inline Digest tree_hash(Hashes leaves) {
    if (leaves.empty()) return crypto::sha256({});
    if (leaves.size() == 1) return leaves.front();
    const auto k = std::bit_floor(leaves.size() - 1);
    const auto left = tree_hash(leaves.first(k));
    const auto right = tree_hash(leaves.subspan(k));
    return crypto::sha256({"\x01", view(left), view(right)});
}

/// PATH: section 2.1.1.
inline std::vector<Digest> path(std::size_t m, Hashes leaves) {
    if (leaves.size() == 1) return {};
    const auto k = std::bit_floor(leaves.size() - 1);
    auto proof = m < k ? path(m, leaves.first(k)) : path(m - k, leaves.subspan(k));
    proof.push_back(tree_hash(m < k ? leaves.subspan(k) : leaves.first(k)));
    return proof;
}

/// SUBPROOF: section 2.1.2.
inline std::vector<Digest> subproof(std::size_t m, Hashes leaves, bool is_whole) {
    if (m == leaves.size()) {
        return is_whole ? std::vector<Digest>{} : std::vector<Digest>{tree_hash(leaves)};
    }
    const auto k = std::bit_floor(leaves.size() - 1);
    auto proof =
        m <= k ? subproof(m, leaves.first(k), is_whole) : subproof(m - k, leaves.subspan(k), false);
    proof.push_back(tree_hash(m <= k ? leaves.subspan(k) : leaves.first(k)));
    return proof;
}

/// The subtrees over leaves in memory.
class Leaves final : public SubtreeHashes {
public:
    explicit Leaves(std::vector<Digest> leaves) : leaves_(std::move(leaves)) {}

    [[nodiscard]] Result<Digest> subtree(unsigned level, std::uint64_t index) const override {
        const auto size = std::uint64_t{1} << level;
        if ((index + 1) * size > leaves_.size()) {
            return fail(ErrorKind::not_found, "not all of these leaves are here", "leaves");
        }
        return tree_hash(first(leaves_.size()).subspan(index * size, size));
    }

    [[nodiscard]] Hashes first(std::size_t count) const { return Hashes(leaves_).first(count); }

private:
    std::vector<Digest> leaves_;
};

}  // namespace entente::lane::test
