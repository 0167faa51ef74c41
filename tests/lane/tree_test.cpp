#include "lane/tree.h"

#include <filesystem>
#include <simdjson.h>

#include "tests/lane/leaves.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::lane {
namespace {

using test::Leaves;

std::vector<Digest> digests(std::size_t count) {
    std::vector<Digest> made;
    made.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        made.push_back(crypto::sha256({std::to_string(i)}));
    }
    return made;
}

Frontier frontier_of(test::Hashes leaves) {
    Frontier frontier;
    for (const auto& leaf : leaves) frontier.append(leaf);
    return frontier;
}

TEST(Frontier, OfNothingHasTheHashOfTheEmptyString) {
    EXPECT_EQ(Frontier().root(), crypto::sha256({}));
    EXPECT_EQ(Frontier().size(), TreeSize(0));
}

// RFC 6962 section 2.1.
TEST(Frontier, HasTheRootOfTheDefinitionAtEverySizeUpTo130) {
    const auto leaves = digests(130);
    Frontier frontier;
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        frontier.append(leaves[size - 1]);
        EXPECT_EQ(frontier.root(), test::tree_hash(test::Hashes(leaves).first(size))) << size;
        EXPECT_EQ(frontier.peaks().size(), static_cast<std::size_t>(std::popcount(size)));
    }
}

TEST(Frontier, GoesOnFromItsPeaks) {
    const auto leaves = digests(21);
    const auto first = frontier_of(test::Hashes(leaves).first(13));
    auto second = Frontier::from_peaks(first.size(), first.peaks()).value();
    EXPECT_EQ(second, first);
    for (const auto& leaf : test::Hashes(leaves).subspan(13)) second.append(leaf);
    EXPECT_EQ(second, frontier_of(leaves));
}

TEST(Frontier, IsRefusedWithoutOnePeakForEachSetBitOfItsSize) {
    EXPECT_EQ(Frontier::from_peaks(TreeSize(3), digests(1)).error().kind, ErrorKind::invalid);
    EXPECT_EQ(Frontier::from_peaks(TreeSize(3), digests(3)).error().kind, ErrorKind::invalid);
    EXPECT_FALSE(Frontier::from_peaks(TreeSize(~std::uint64_t{0}), digests(64)).has_value());
    EXPECT_TRUE(Frontier::from_peaks(TreeSize(0), {}).has_value());
}

TEST(StoredTree, GivesRootAndFrontierOfEverySize) {
    const Leaves leaves(digests(70));
    for (std::size_t size = 1; size <= 70; ++size) {
        EXPECT_EQ(root_at(leaves, TreeSize(size)).value(), test::tree_hash(leaves.first(size)));
        EXPECT_EQ(frontier_at(leaves, TreeSize(size)).value(), frontier_of(leaves.first(size)));
    }
    EXPECT_EQ(frontier_at(leaves, TreeSize(0)).value(), Frontier());
    EXPECT_EQ(root_at(leaves, TreeSize(0)).error().kind, ErrorKind::invalid);
}

TEST(StoredTree, PassesOnThatLeavesAreMissing) {
    const Leaves leaves(digests(5));
    EXPECT_EQ(root_at(leaves, TreeSize(6)).error().kind, ErrorKind::not_found);
    EXPECT_EQ(frontier_at(leaves, TreeSize(6)).error().kind, ErrorKind::not_found);
    EXPECT_EQ(prove_inclusion(leaves, EntryIndex(0), TreeSize(6)).error().kind,
              ErrorKind::not_found);
    EXPECT_EQ(prove_consistency(leaves, TreeSize(3), TreeSize(6)).error().kind,
              ErrorKind::not_found);
}

// RFC 6962 section 2.1.1.
TEST(InclusionProof, IsThatOfTheDefinitionForEveryEntryOfEveryTreeUpTo33) {
    const Leaves leaves(digests(33));
    for (std::size_t size = 1; size <= 33; ++size) {
        const auto root = test::tree_hash(leaves.first(size));
        for (std::size_t i = 0; i < size; ++i) {
            const auto proof = prove_inclusion(leaves, EntryIndex(i), TreeSize(size)).value();
            EXPECT_EQ(proof, test::path(i, leaves.first(size))) << i << " of " << size;
            const Inclusion claim = {.index = EntryIndex(i),
                                     .size = TreeSize(size),
                                     .leaf = leaves.first(size)[i],
                                     .root = root};
            EXPECT_TRUE(verify_inclusion(claim, proof).has_value()) << i << " of " << size;
        }
    }
}

// RFC 6962 section 2.1.2.
TEST(ConsistencyProof, IsThatOfTheDefinitionForEveryPairOfSizesUpTo33) {
    const Leaves leaves(digests(33));
    for (std::size_t size = 1; size <= 33; ++size) {
        for (std::size_t old = 1; old <= size; ++old) {
            const auto proof = prove_consistency(leaves, TreeSize(old), TreeSize(size)).value();
            EXPECT_EQ(proof, test::subproof(old, leaves.first(size), true)) << old << " " << size;
            const Consistency claim = {.old_size = TreeSize(old),
                                       .old_root = test::tree_hash(leaves.first(old)),
                                       .new_size = TreeSize(size),
                                       .new_root = test::tree_hash(leaves.first(size))};
            EXPECT_TRUE(verify_consistency(claim, proof).has_value()) << old << " " << size;
        }
    }
}

TEST(InclusionProof, IsRefusedForAnEntryBeyondTheTree) {
    const Leaves leaves(digests(3));
    const auto proof = prove_inclusion(leaves, EntryIndex(3), TreeSize(3));
    EXPECT_EQ(proof.error().kind, ErrorKind::invalid);
    EXPECT_EQ(proof.error().where, "3 of 3");
}

TEST(ConsistencyProof, IsRefusedForSizesThatAreNoBeginning) {
    const Leaves leaves(digests(3));
    EXPECT_FALSE(prove_consistency(leaves, TreeSize(0), TreeSize(3)).has_value());
    EXPECT_FALSE(prove_consistency(leaves, TreeSize(3), TreeSize(2)).has_value());
}

/// One of the ways to spoil a proof or what it claims.
void spoil(std::vector<Digest>& proof, Digest& first, Digest& second) {
    const auto bit = static_cast<std::byte>(1U << *rc::gen::inRange(0, 8));
    const auto at = *rc::gen::inRange<std::size_t>(0, 32);
    const auto what = *rc::gen::inRange<std::size_t>(0, proof.size() + 4);
    if (what < proof.size()) {
        proof[what][at] ^= bit;
    } else if (what == proof.size()) {
        first[at] ^= bit;
    } else if (what == proof.size() + 1) {
        second[at] ^= bit;
    } else if (what == proof.size() + 2 && !proof.empty()) {
        proof.pop_back();
    } else {
        proof.push_back(second);
    }
}

RC_GTEST_PROP(InclusionProof, IsRefusedAfterAnyChange, ()) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 100);
    const auto index = *rc::gen::inRange<std::size_t>(0, size);
    const Leaves leaves(digests(size));
    auto proof = prove_inclusion(leaves, EntryIndex(index), TreeSize(size)).value();
    Inclusion claim = {.index = EntryIndex(index),
                       .size = TreeSize(size),
                       .leaf = leaves.first(size)[index],
                       .root = test::tree_hash(leaves.first(size))};
    spoil(proof, claim.leaf, claim.root);
    RC_ASSERT(!verify_inclusion(claim, proof).has_value());
}

RC_GTEST_PROP(ConsistencyProof, IsRefusedAfterAnyChange, ()) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 100);
    const auto old = *rc::gen::inRange<std::size_t>(1, size + 1);
    const Leaves leaves(digests(size));
    auto proof = prove_consistency(leaves, TreeSize(old), TreeSize(size)).value();
    Consistency claim = {.old_size = TreeSize(old),
                         .old_root = test::tree_hash(leaves.first(old)),
                         .new_size = TreeSize(size),
                         .new_root = test::tree_hash(leaves.first(size))};
    spoil(proof, claim.old_root, claim.new_root);
    RC_ASSERT(!verify_consistency(claim, proof).has_value());
}

// The reference tree of the RFC 6962 implementations.
TEST(Frontier, HasTheRootsOfTheReferenceTree) {
    const std::vector<std::string> inputs = {"",
                                             "00",
                                             "10",
                                             "2021",
                                             "3031",
                                             "40414243",
                                             "5051525354555657",
                                             "606162636465666768696a6b6c6d6e6f"};
    Frontier frontier;
    for (const auto& hex : inputs) {
        const auto input = from_hex(hex).value();
        frontier.append(crypto::sha256({{"\0", 1}, input}));
        if (frontier.size() != TreeSize(1)) continue;
        EXPECT_EQ(entente::to_hex(view(frontier.root())),
                  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }
    EXPECT_EQ(entente::to_hex(view(frontier.root())),
              "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

/// The vectors of transparency-dev/merkle in a folder.
template <class Check>
int for_each_vector(const std::string& folder, Check check_vector) {
    int count = 0;
    simdjson::dom::parser parser;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (file.path().extension() != ".json") continue;
        const simdjson::dom::element vector = parser.load(file.path().string());
        SCOPED_TRACE(file.path().string());
        check_vector(vector);
        ++count;
    }
    return count;
}

/// Nothing if one is not 32 bytes long: such a hash cannot reach our verifiers.
std::optional<std::vector<Digest>> hashes_of(simdjson::dom::element vector,
                                             const std::vector<std::string>& more) {
    std::vector<Digest> hashes;
    std::vector<std::string> texts;
    texts.reserve(more.size());
    for (const auto& name : more) {
        texts.emplace_back(std::string_view(vector[std::string_view(name)]));
    }
    if (!vector["proof"].is_null()) {
        for (const simdjson::dom::element hash : vector["proof"]) {
            texts.emplace_back(std::string_view(hash));
        }
    }
    for (const auto& text : texts) {
        const auto hash = digest_from_base64(text);
        if (!hash) return std::nullopt;
        hashes.push_back(*hash);
    }
    return hashes;
}

TEST(Vectors, AllInclusionProofsGiveTheirResult) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/rfc6962-merkle/testdata/inclusion");
    const auto count = for_each_vector(path, [](simdjson::dom::element vector) {
        const auto hashes = hashes_of(vector, {"leafHash", "root"});
        const bool is_valid =
            hashes && verify_inclusion({.index = EntryIndex(std::uint64_t(vector["leafIdx"])),
                                        .size = TreeSize(std::uint64_t(vector["treeSize"])),
                                        .leaf = hashes->at(0),
                                        .root = hashes->at(1)},
                                       std::span(*hashes).subspan(2))
                          .has_value();
        EXPECT_EQ(is_valid, !bool(vector["wantErr"]));
    });
    EXPECT_EQ(count, 98);
}

TEST(Vectors, AllConsistencyProofsGiveTheirResult) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/rfc6962-merkle/testdata/consistency");
    int without_32_bytes = 0;
    const auto count = for_each_vector(path, [&](simdjson::dom::element vector) {
        const auto hashes = hashes_of(vector, {"root1", "root2"});
        const bool is_wanted = !bool(vector["wantErr"]);
        if (!hashes && is_wanted) return void(++without_32_bytes);
        const bool is_valid =
            hashes && verify_consistency({.old_size = TreeSize(std::uint64_t(vector["size1"])),
                                          .old_root = hashes->at(0),
                                          .new_size = TreeSize(std::uint64_t(vector["size2"])),
                                          .new_root = hashes->at(1)},
                                         std::span(*hashes).subspan(2))
                          .has_value();
        EXPECT_EQ(is_valid, is_wanted);
    });
    EXPECT_EQ(count, 98);
    EXPECT_EQ(without_32_bytes, 1);  // sizes-are-equal-one-and-proof-is-empty has roots of 12 bytes
}

}  // namespace
}  // namespace entente::lane
