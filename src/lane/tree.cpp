#include "lane/tree.h"

#include <algorithm>
#include <bit>
#include <map>
#include <ranges>
#include <string>

#include "base/limits.h"

namespace entente::lane {
namespace {

using std::string_view_literals::operator""sv;

/// Keeps the hashes of nodes apart from those of leaves (RFC 6962 section 2.1).
constexpr auto node_prefix = "\x01"sv;

/// Leaves of a tree in log order: [first, first + count).
struct Range {
    std::uint64_t first;
    std::uint64_t count;

    friend auto operator<=>(const Range&, const Range&) = default;
};

/// The left subtree of a tree over two or more leaves: the largest power of two below its size.
Range left_of(const Range& range) {
    return {.first = range.first, .count = std::bit_floor(range.count - 1)};
}

Range right_of(const Range& range) {
    const auto left = left_of(range).count;
    return {.first = range.first + left, .count = range.count - left};
}

/// The roots of the perfect subtrees that `range` is made of, largest first. range.first is a
/// multiple of the largest.
Result<std::vector<Digest>> peaks_of(const SubtreeHashes& hashes, Range range) {
    std::vector<Digest> peaks;
    while (range.count > 0) {
        const auto size = std::bit_floor(range.count);
        const auto level = static_cast<unsigned>(std::countr_zero(size));
        peaks.push_back(TRY(hashes.subtree(level, range.first / size)));
        range = {.first = range.first + size, .count = range.count - size};
    }
    return peaks;
}

/// The root over perfect subtrees; there is at least one.
Digest fold(std::span<const Digest> peaks) {
    auto root = peaks.back();
    for (const auto& peak : peaks.first(peaks.size() - 1) | std::views::reverse) {
        root = hash_children(peak, root);
    }
    return root;
}

Result<Digest> root_of(const SubtreeHashes& hashes, const Range& range) {
    const auto peaks = TRY(peaks_of(hashes, range));
    return fold(peaks);
}

std::unexpected<Error> refuse(const char* what, std::uint64_t part, TreeSize size) {
    return fail(ErrorKind::invalid, what,
                std::to_string(part) + " of " + std::to_string(size.value()));
}

/// What can be said of a consistency proof without hashing.
Result<void> check_sizes(const Consistency& claim, std::size_t hashes) {
    const auto wrong = [&](const char* what) {
        return refuse(what, claim.old_size.value(), claim.new_size);
    };
    const bool is_one_size = claim.old_size == claim.new_size;
    if (claim.old_size.value() == 0 || claim.old_size > claim.new_size) {
        return wrong("not the beginning of the tree");
    }
    if (is_one_size && claim.old_root != claim.new_root) return wrong("one size has two roots");
    if (!is_one_size && hashes == 0) return wrong("the proof has too few hashes");
    const auto hashes_max = is_one_size ? 0 : limits::proof_hashes_max;
    if (hashes > hashes_max) return wrong("the proof has too many hashes");
    return {};
}

/// The parts of a tree over `new_size` entries whose hashes a consistency proof from `old_size`
/// carries, in its order (RFC 6962 section 2.1.2).
std::vector<Range> proof_ranges(TreeSize old_size, TreeSize new_size) {
    std::vector<Range> ranges;
    Range range = {.first = 0, .count = new_size.value()};
    while (range.first + range.count != old_size.value()) {
        const auto left = left_of(range);
        const auto right = right_of(range);
        const bool goes_left = old_size.value() <= right.first;
        ranges.push_back(goes_left ? right : left);
        range = goes_left ? left : right;
    }
    // The verifier knows the whole old tree's root already.
    if (range.first != 0) ranges.push_back(range);
    std::ranges::reverse(ranges);
    return ranges;
}

/// A tree of which the first entries are here, and of the rest what a proof says.
class PartlyKnown {
public:
    PartlyKnown(const SubtreeHashes& hashes, TreeSize known, std::map<Range, Digest> proved)
        : hashes_(hashes), known_(known.value()), proved_(std::move(proved)) {}

    /// Each level of the tree is entered once on its right edge: no more than 63 deep.
    [[nodiscard]] Result<Digest> root_over(const Range& range) const {
        const auto proved = proved_.find(range);
        if (proved != proved_.end()) return proved->second;
        if (range.first + range.count <= known_) return root_of(hashes_, range);
        if (range.count == 1)
            return refuse("the proof lacks a part", range.first, TreeSize(known_));
        const auto left = TRY(root_over(left_of(range)));
        const auto right = TRY(root_over(right_of(range)));
        return hash_children(left, right);
    }

private:
    const SubtreeHashes& hashes_;
    std::uint64_t known_;
    std::map<Range, Digest> proved_;
};

/// A way from a node up to the root: the node's number on its level, and the last node's there.
struct Way {
    std::uint64_t node;
    std::uint64_t last;

    [[nodiscard]] bool is_right_child() const { return node % 2 == 1; }

    /// Whether the next sibling of a proof stands to the left. On the right edge of the tree a
    /// node without a sibling rises until it is a right child.
    [[nodiscard]] bool sibling_is_left() const { return is_right_child() || node == last; }

    void rise() {
        node /= 2;
        last /= 2;
    }

    void rise_past_missing_siblings() {
        while (!is_right_child() && node != 0) rise();
    }
};

}  // namespace

Digest hash_children(const Digest& left, const Digest& right) {
    return crypto::sha256({node_prefix, view(left), view(right)});
}

Result<Frontier> Frontier::from_peaks(TreeSize size, std::vector<Digest> peaks) {
    const auto peaks_due = static_cast<std::size_t>(std::popcount(size.value()));
    if (peaks.size() != peaks_due || peaks.size() > limits::proof_hashes_max) {
        return refuse("a frontier has one hash for each set bit of its size", peaks.size(), size);
    }
    Frontier frontier;
    frontier.size_ = size.value();
    frontier.peaks_ = std::move(peaks);
    return frontier;
}

void Frontier::append(const Digest& leaf) {
    auto root = leaf;
    for (auto size = size_; size % 2 == 1; size /= 2) {
        root = hash_children(peaks_.back(), root);
        peaks_.pop_back();
    }
    peaks_.push_back(root);
    ++size_;
}

Digest Frontier::root() const {
    return peaks_.empty() ? crypto::sha256({}) : fold(peaks_);
}

Result<Digest> root_at(const SubtreeHashes& hashes, TreeSize size) {
    if (size.value() == 0) return refuse("no entries, no root", 0, size);
    return root_of(hashes, {.first = 0, .count = size.value()});
}

Result<Frontier> frontier_at(const SubtreeHashes& hashes, TreeSize size) {
    auto peaks = TRY(peaks_of(hashes, {.first = 0, .count = size.value()}));
    return Frontier::from_peaks(size, std::move(peaks));
}

Result<std::vector<Digest>> prove_inclusion(const SubtreeHashes& hashes, EntryIndex index,
                                            TreeSize size) {
    if (index.value() >= size.value()) {
        return refuse("the entry is not in the tree", index.value(), size);
    }
    std::vector<Digest> proof;
    for (Range range = {.first = 0, .count = size.value()}; range.count > 1;) {
        const auto left = left_of(range);
        const auto right = right_of(range);
        const bool goes_left = index.value() < right.first;
        proof.push_back(TRY(root_of(hashes, goes_left ? right : left)));
        range = goes_left ? left : right;
    }
    std::ranges::reverse(proof);
    return proof;
}

Result<std::vector<Digest>> prove_consistency(const SubtreeHashes& hashes, TreeSize old_size,
                                              TreeSize new_size) {
    if (old_size.value() == 0 || old_size > new_size) {
        return refuse("not the beginning of the tree", old_size.value(), new_size);
    }
    std::vector<Digest> proof;
    for (const auto& range : proof_ranges(old_size, new_size)) {
        proof.push_back(TRY(root_of(hashes, range)));
    }
    return proof;
}

Result<std::vector<Digest>> prove_consistency_beyond(const SubtreeHashes& hashes, TreeSize old_size,
                                                     TreeSize known_size, TreeSize new_size,
                                                     std::span<const Digest> proof) {
    if (old_size.value() == 0 || old_size > known_size || known_size > new_size) {
        return refuse("not the beginning of the tree", old_size.value(), known_size);
    }
    const auto proved_ranges = proof_ranges(known_size, new_size);
    if (proved_ranges.size() != proof.size()) {
        return refuse("the proof has another number of hashes", known_size.value(), new_size);
    }
    std::map<Range, Digest> proved;
    for (std::size_t i = 0; i < proof.size(); ++i) proved.emplace(proved_ranges[i], proof[i]);
    const PartlyKnown tree(hashes, known_size, std::move(proved));
    std::vector<Digest> longer;
    for (const auto& range : proof_ranges(old_size, new_size)) {
        longer.push_back(TRY(tree.root_over(range)));
    }
    return longer;
}

Result<void> verify_inclusion(const Inclusion& claim, std::span<const Digest> proof) {
    const auto wrong = [&](const char* what) {
        return refuse(what, claim.index.value(), claim.size);
    };
    if (claim.index.value() >= claim.size.value()) return wrong("the entry is not in the tree");
    if (proof.size() > limits::proof_hashes_max) return wrong("the proof has too many hashes");
    Way way = {.node = claim.index.value(), .last = claim.size.value() - 1};
    auto root = claim.leaf;
    for (const auto& sibling : proof) {
        if (way.last == 0) return wrong("the proof has too many hashes");
        if (way.sibling_is_left()) {
            root = hash_children(sibling, root);
            way.rise_past_missing_siblings();
        } else {
            root = hash_children(root, sibling);
        }
        way.rise();
    }
    if (way.last != 0) return wrong("the proof has too few hashes");
    if (root != claim.root) return wrong("the proof leads to another root");
    return {};
}

Result<void> verify_consistency(const Consistency& claim, std::span<const Digest> proof) {
    const auto wrong = [&](const char* what) {
        return refuse(what, claim.old_size.value(), claim.new_size);
    };
    TRY_VOID(check_sizes(claim, proof.size()));
    if (claim.old_size == claim.new_size) return {};
    const auto old_size = claim.old_size.value();
    // A perfect old tree is itself the node where the two ways part, and is not repeated.
    const bool starts_at_old_root = std::has_single_bit(old_size);
    auto old_root = starts_at_old_root ? claim.old_root : proof.front();
    auto new_root = old_root;
    Way way = {.node = old_size - 1, .last = claim.new_size.value() - 1};
    while (way.is_right_child()) way.rise();
    for (const auto& sibling : proof.subspan(starts_at_old_root ? 0 : 1)) {
        if (way.last == 0) return wrong("the proof has too many hashes");
        if (way.sibling_is_left()) {
            old_root = hash_children(sibling, old_root);
            new_root = hash_children(sibling, new_root);
            way.rise_past_missing_siblings();
        } else {
            new_root = hash_children(new_root, sibling);
        }
        way.rise();
    }
    if (way.last != 0) return wrong("the proof has too few hashes");
    if (old_root != claim.old_root) return wrong("the proof leads from another old root");
    if (new_root != claim.new_root) return wrong("the proof leads to another new root");
    return {};
}

}  // namespace entente::lane
