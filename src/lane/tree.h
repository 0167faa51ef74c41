#pragma once
// The Merkle tree over a lane's entries (RFC 6962 section 2.1). Pure: no I/O, no clock.

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "lane/ids.h"

namespace entente::lane {

/// SHA-256(0x01 || left || right).
Digest hash_children(const Digest& left, const Digest& right);

/// The right edge of a tree: the roots of its perfect subtrees, largest first. All that an append
/// needs; at most 63 hashes, one for each bit of the size that is set.
class Frontier {
public:
    Frontier() = default;

    /// The frontier of `size` entries whose subtree roots are `peaks`.
    ///
    /// errors  invalid: not one peak for each set bit of size
    static Result<Frontier> from_peaks(TreeSize size, std::vector<Digest> peaks);

    void append(const Digest& leaf);

    [[nodiscard]] TreeSize size() const { return TreeSize(size_); }

    /// The root over all entries; SHA-256 of nothing for none.
    [[nodiscard]] Digest root() const;

    [[nodiscard]] const std::vector<Digest>& peaks() const { return peaks_; }

    friend bool operator==(const Frontier&, const Frontier&) = default;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;
};

/// Where the hashes of perfect subtrees come from when a proof is made: stored tiles, or leaves.
class SubtreeHashes {
public:
    SubtreeHashes() = default;
    SubtreeHashes(const SubtreeHashes&) = delete;
    SubtreeHashes& operator=(const SubtreeHashes&) = delete;
    virtual ~SubtreeHashes() = default;

    /// The root of the perfect subtree over leaves [index << level, (index + 1) << level).
    ///
    /// errors  not_found: not all of these leaves are here; corrupt: the store is damaged
    [[nodiscard]] virtual Result<Digest> subtree(unsigned level, std::uint64_t index) const = 0;
};

/// The root of the first `size` entries.
///
/// errors  as SubtreeHashes; invalid: size is 0
Result<Digest> root_at(const SubtreeHashes& hashes, TreeSize size);

/// The frontier of the first `size` entries.
///
/// errors  as SubtreeHashes
Result<Frontier> frontier_at(const SubtreeHashes& hashes, TreeSize size);

/// The siblings on the way from entry `index` to the root of the first `size` entries, lowest
/// first.
///
/// errors  invalid: index is not below size; as SubtreeHashes
/// cost    O(log n) subtrees
/// source  RFC 6962 section 2.1.1
Result<std::vector<Digest>> prove_inclusion(const SubtreeHashes& hashes, EntryIndex index,
                                            TreeSize size);

/// Proves that the first `old_size` of `new_size` entries are a prefix.
///
/// errors  invalid: old_size is 0 or above new_size; as SubtreeHashes. Equal sizes: an empty proof
/// source  RFC 6962 section 2.1.2
Result<std::vector<Digest>> prove_consistency(const SubtreeHashes& hashes, TreeSize old_size,
                                              TreeSize new_size);

/// Proves the same beyond what is here: `hashes` has the first `known_size` entries only, and
/// `proof` is a consistency proof from them to all of `new_size`, verified already.
///
/// errors  as prove_consistency; invalid: old_size is above known_size, or `proof` has not the
///         number of hashes that such a proof has
Result<std::vector<Digest>> prove_consistency_beyond(const SubtreeHashes& hashes, TreeSize old_size,
                                                     TreeSize known_size, TreeSize new_size,
                                                     std::span<const Digest> proof);

/// What an inclusion proof claims.
struct Inclusion {
    EntryIndex index;
    TreeSize size;
    Digest leaf;
    Digest root;
};

/// errors  invalid: the proof does not lead from leaf to root
/// source  RFC 9162 section 2.1.3.2
Result<void> verify_inclusion(const Inclusion& claim, std::span<const Digest> proof);

/// What a consistency proof claims.
struct Consistency {
    TreeSize old_size;
    Digest old_root;
    TreeSize new_size;
    Digest new_root;
};

/// errors  invalid: the proof does not lead from the old root to the new
/// source  RFC 9162 section 2.1.4.2
Result<void> verify_consistency(const Consistency& claim, std::span<const Digest> proof);

}  // namespace entente::lane
