#pragma once
// A writer of one lane whose keys, clock and randomness are fixed, and what a reader gets of it.

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lane/entry.h"
#include "lane/seal.h"
#include "lane/segment.h"
#include "tests/lane/leaves.h"

namespace entente::lane::test {

inline crypto::KeyPair key_pair(std::string_view name) {
    return crypto::KeyPair(Secret<32>(crypto::sha256({"key ", name})));
}

inline PartyId party(std::string_view name) {
    return PartyId(crypto::sha256({"party ", name}));
}

/// Stands where it is set.
class SetClock final : public Clock {
public:
    explicit SetClock(std::string_view text) { set(text); }

    void set(std::string_view text) { now_ = parse_timestamp(text).value().instant; }

    [[nodiscard]] Instant now() const override { return now_; }

private:
    Instant now_{0};
};

/// The same bytes in every run.
class SeededRandom final : public Random {
public:
    void fill(std::span<std::byte> out) override {
        for (auto& byte : out) byte = static_cast<std::byte>(engine_());
    }

private:
    std::mt19937_64 engine_{1};  // its sequence is fixed by the C++ standard
};

/// A canonical body that differs from others by `number`.
inline Body body(int number) {
    return {.kind = BodyKind::stix, .bytes = R"({"n":)" + std::to_string(number) + "}"};
}

inline std::vector<Body> bodies(int first, int count) {
    std::vector<Body> made;
    made.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) made.push_back(body(first + i));
    return made;
}

/// Writes one lane and remembers all of it.
class Writer {
public:
    /// Opens the lane, and seals each batch.
    explicit Writer(std::string_view name, const std::vector<std::vector<Body>>& batches = {})
        : log_key_(key_pair(name)), party_(party(name)), sealer_(log_key_, clock_, random_) {
        take(sealer_.open_lane(opening()).value());
        for (const auto& batch : batches) write(batch);
    }

    [[nodiscard]] LaneOpening opening() const {
        std::vector<PartyId> audience = {party_, party("reader")};
        std::ranges::sort(audience);
        return {.channel = ChannelId(crypto::sha256({"channel"})),
                .charter = crypto::sha256({"charter"}),
                .writer = party_,
                .audience = audience,
                .log_key = log_key_.public_key(),
                .nonce = crypto::sha256({"nonce"})};
    }

    void write(std::vector<Body> batch) { take(sealer_.seal(state(), std::move(batch)).value()); }

    /// Entries [from, from + count) under the checkpoint of `size`, which was sealed.
    [[nodiscard]] Bytes segment(std::size_t from, std::size_t count, std::size_t size) const {
        return segment(from, count, states_.at(size).checkpoint);
    }

    [[nodiscard]] Bytes segment(std::size_t from, std::size_t count,
                                const Checkpoint& checkpoint) const {
        Bytes entries;
        for (std::size_t i = from; i < from + count; ++i) entries += records_.at(i);
        const auto leaves = Leaves(leaves_);
        const TreeSize end(from + count);
        return encode_segment(
            {.checkpoint = checkpoint,
             .from = EntryIndex(from),
             .count = static_cast<std::uint32_t>(count),
             .entries = entries,
             .proof = prove_consistency(leaves, end, checkpoint.head.size).value()});
    }

    /// All up to the newest checkpoint.
    [[nodiscard]] Bytes all() const { return segment(0, records_.size(), records_.size()); }

    [[nodiscard]] const LaneState& state() const { return states_.rbegin()->second; }

    [[nodiscard]] Leaves leaves() const { return Leaves(leaves_); }

    [[nodiscard]] const Bytes& record(std::size_t index) const { return records_.at(index); }

    [[nodiscard]] const crypto::KeyPair& log_key() const { return log_key_; }

    [[nodiscard]] const Sealer& sealer() const { return sealer_; }

    SetClock& clock() { return clock_; }

private:
    void take(const SealedBatch& batch) {
        ByteReader reader(batch.entries(), "batch");
        for (const auto& id : batch.ids()) {
            const auto start = reader.offset();
            (void)read_entry(reader).value();
            records_.emplace_back(batch.entries().substr(start, reader.offset() - start));
            leaves_.push_back(id.value());
        }
        states_.insert_or_assign(leaves_.size(), batch.after());
    }

    crypto::KeyPair log_key_;
    PartyId party_;
    SetClock clock_{"2021-08-24T12:30:00.123456Z"};
    SeededRandom random_;
    Sealer sealer_;
    std::vector<Bytes> records_;
    std::vector<Digest> leaves_;
    std::map<std::size_t, LaneState> states_;  ///< by size, as sealed
};

}  // namespace entente::lane::test
