#pragma once
// A writer that signs two histories of one lane with its real key, and what each reader can prove.

#include "lane/branch.h"
#include "lane/evidence.h"
#include "tests/lane/writer.h"

namespace entente::lane::test {

/// Writers of one name open the same lane with the same bytes: from there on each may go its way.
struct ForkedWriter {
    /// The first `common` entries after the opening are the same; then each branch has its own.
    ForkedWriter(int common, int on_one, int on_other)
        : one("writer", batches(common, on_one, 1'000)),
          other("writer", batches(common, on_other, 2'000)) {}

    static std::vector<std::vector<Body>> batches(int common, int own, int first) {
        std::vector<std::vector<Body>> made;
        if (common > 0) made.push_back(bodies(0, common));
        if (own > 0) made.push_back(bodies(first, own));
        return made;
    }

    Writer one;
    Writer other;
};

/// Entry 0 of the writer's lane.
inline FirstEntry first_entry(const Writer& writer) {
    ByteReader reader(writer.record(0), "record");
    const auto entry = read_entry(reader).value();
    return {.header = Bytes(entry.header), .salt = entry.salt, .body = Bytes(entry.body)};
}

/// What the holder of `larger` knows of its first `size` entries.
inline Prefix prefix_of(const Writer& larger, TreeSize size) {
    const auto leaves = larger.leaves();
    return {.root = root_at(leaves, size).value(),
            .proof = prove_consistency(leaves, size, larger.state().checkpoint.head.size).value()};
}

/// The first `size` entries, which both writers have.
inline Common common_of(const Writer& smaller, const Writer& larger, TreeSize size) {
    return {.size = size,
            .root = root_at(smaller.leaves(), size).value(),
            .to_smaller = prefix_of(smaller, size).proof,
            .to_larger = prefix_of(larger, size).proof};
}

/// The evidence that the holder of the larger branch makes; none if there is no fork.
///
/// agreed  how many of the first entries it says to be the same; 0: nothing
inline Result<ProvenEvidence> fork_of(const Writer& one, const Writer& other,
                                      std::uint64_t agreed = 0) {
    const auto& a = one.state().checkpoint;
    const auto& b = other.state().checkpoint;
    if (a.head.size > b.head.size) return fork_of(other, one, agreed);
    std::optional<Common> common;
    if (agreed > 0) common = common_of(one, other, TreeSize(agreed));
    return prove_fork(first_entry(other), a, b, prefix_of(other, a.head.size), std::move(common));
}

}  // namespace entente::lane::test
