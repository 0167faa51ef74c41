#pragma once
// A tree that goes on from a frontier with other leaves: what a fork looks like. Pure.

#include <vector>

#include "lane/tree.h"

namespace entente::lane {

/// The subtrees over the entries before a frontier, as far as its peaks tell them, and over the
/// leaves that follow it. Enough for every root and every proof from sizes at or beyond the
/// frontier's: what lies wholly before it is needed as its peaks alone.
class Branch final : public SubtreeHashes {
public:
    Branch(const Frontier& before, std::vector<Digest> leaves);

    /// Of all entries that are known.
    [[nodiscard]] TreeSize size() const { return TreeSize(first_ + leaves_.size()); }

    /// cost  O(leaves under it)
    [[nodiscard]] Result<Digest> subtree(unsigned level, std::uint64_t index) const override;

private:
    std::uint64_t first_;  ///< the index of leaves_.front()
    std::vector<Digest> peaks_;
    std::vector<Digest> leaves_;
};

}  // namespace entente::lane
