#pragma once
// Parties that write and read lanes with the real sealer and verifier, and what their bodies say.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "lane/operation.h"
#include "lane/verify.h"
#include "store/store.h"
#include "tests/lane/writer.h"

namespace entente::store::test {

using lane::test::key_pair;
using lane::test::party;

/// A body as the tests write it: canonical JSON with the keys that describe() reads.
struct Object {
    std::string id;
    std::string modified = {};  ///< "2021-08-24T12:30:00.123Z", or nothing
    std::vector<std::string> references = {};
    std::string text = {};
};

inline lane::Body body(const Object& object) {
    Bytes bytes = R"({"id":")" + object.id + '"';
    if (!object.modified.empty()) bytes += R"(,"modified":")" + object.modified + '"';
    bytes += R"(,"refs":[)";
    for (const auto& reference : object.references) {
        bytes += (bytes.ends_with('[') ? "\"" : ",\"") + reference + '"';
    }
    const auto type = object.id.substr(0, object.id.find("--"));
    bytes += R"(],"text":")" + object.text + R"(","type":")" + type + "\"}";
    return {.kind = lane::BodyKind::stix, .bytes = bytes};
}

inline lane::Body seen(std::vector<lane::Head> heads) {
    std::ranges::sort(heads);
    return {.kind = lane::BodyKind::operation,
            .bytes = lane::encode_operation(lane::Seen{.heads = std::move(heads)})};
}

/// The text after `key` up to the next quote; empty if the key is not there.
inline std::string value_of(ByteView bytes, std::string_view key) {
    const auto at = bytes.find(key);
    if (at == ByteView::npos) return {};
    const auto start = at + key.size();
    return std::string(bytes.substr(start, bytes.find('"', start) - start));
}

/// store::Describe for these bodies.
inline EntryFacts describe(lane::BodyKind kind, ByteView bytes) {
    EntryFacts facts;
    if (kind == lane::BodyKind::operation) {
        facts.type = "op:" + value_of(bytes, R"("op":")");
        const auto operation = lane::decode_operation(bytes);
        if (!operation) return facts;
        if (const auto* heads = std::get_if<lane::Seen>(&*operation)) facts.seen = heads->heads;
        return facts;
    }
    facts.object_id = value_of(bytes, R"("id":")");
    facts.type = value_of(bytes, R"("type":")");
    const auto modified = value_of(bytes, R"("modified":")");
    if (!modified.empty()) facts.version = parse_timestamp(modified).value().instant;
    const auto list = bytes.substr(bytes.find(R"("refs":[)") + 8);
    for (std::size_t at = 0; list[at] == '"' || list[at] == ',';) {
        const auto start = list.find('"', at) + 1;
        const auto end = list.find('"', start);
        facts.references.emplace_back(list.substr(start, end - start));
        at = end + 1;
    }
    return facts;
}

inline Instant instant(std::string_view text) {
    return parse_timestamp(text).value().instant;
}

inline ChannelId channel(std::string_view name) {
    return ChannelId(crypto::sha256({"channel ", name}));
}

/// A party that seals. The same name has the same keys, and makes the same bytes.
class Author {
public:
    explicit Author(std::string_view name)
        : name_(name), log_key_(key_pair(name_)), sealer_(log_key_, clock_, random_) {}

    [[nodiscard]] PartyId id() const { return party(name_); }

    /// The first batch of a lane that `reader` may read too.
    lane::SealedBatch open_lane(std::string_view channel_name, std::string_view reader) {
        std::vector<PartyId> audience = {id(), party(reader)};
        std::ranges::sort(audience);
        return sealer_
            .open_lane({.channel = channel(channel_name),
                        .charter = crypto::sha256({"charter"}),
                        .writer = id(),
                        .audience = audience,
                        .log_key = log_key_.public_key(),
                        .nonce = random_.bytes<32>()})
            .value();
    }

    lane::SealedBatch seal(const lane::LaneState& state, std::vector<lane::Body> bodies) {
        return sealer_.seal(state, std::move(bodies)).value();
    }

    lane::SealedBatch seal(const lane::LaneState& state, const std::vector<Object>& objects) {
        std::vector<lane::Body> bodies;
        for (const auto& object : objects) bodies.push_back(body(object));
        return seal(state, std::move(bodies));
    }

    /// This party's receipt for a head.
    [[nodiscard]] lane::Receipt receipt(const lane::Head& head, std::uint64_t time_s) const {
        return lane::cosign(head, id(), time_s, key_pair(name_ + " cosign"));
    }

private:
    std::string name_;
    crypto::KeyPair log_key_;
    lane::test::SetClock clock_{"2021-08-24T12:30:00.123Z"};
    lane::test::SeededRandom random_;
    lane::Sealer sealer_;
};

/// Tools with the numbers from `first` on.
inline std::vector<Object> tools(int first, int count) {
    std::vector<Object> objects;
    for (int i = 0; i < count; ++i) objects.push_back({"tool--" + std::to_string(first + i)});
    return objects;
}

/// What `from` serves of a lane from `first` on, as a segment of at most `count` entries.
inline Bytes segment(const Store& from, const LaneId& id, EntryIndex first, std::uint32_t count) {
    const auto state = from.state(id).value();
    const auto range = from.read(id, first, count, std::size_t{8} << 20).value();
    const TreeSize end(first.value() + range.count);
    const auto& checkpoint = state.checkpoint;
    const auto proof = from.prove_consistency(id, end, checkpoint.head.size).value();
    return lane::encode_segment({.checkpoint = checkpoint,
                                 .from = first,
                                 .count = range.count,
                                 .entries = range.records,
                                 .proof = proof});
}

/// The segment as `to` verifies it.
inline lane::VerifiedSegment verified(const Store& to, const LaneId& id, const Bytes& bytes) {
    const auto held = to.state(id);
    const auto known = held ? std::optional(*held) : std::nullopt;
    return lane::verify_segment(known, bytes).value();
}

/// All that `from` has of the lane goes to `to`, with the reader's receipt when it is complete.
inline void replicate(const Store& from, Store& to, const LaneId& id, const Author& reader,
                      std::uint32_t count = 1'000) {
    const auto size = from.state(id).value().frontier.size().value();
    for (auto held = to.state(id); !held || held->frontier.size().value() < size;
         held = to.state(id)) {
        const EntryIndex next(held ? held->frontier.size().value() : 0);
        const auto proved = verified(to, id, segment(from, id, next, count));
        std::optional<lane::Receipt> ours;
        if (proved.is_complete()) ours = reader.receipt(proved.after().checkpoint.head, 1'000);
        to.append(proved, ours).value();
    }
}

/// All leaf hashes of a lane, from the records that the store serves.
inline std::vector<lane::Digest> leaves_of(const Store& store, const LaneId& id) {
    std::vector<lane::Digest> leaves;
    const auto size = store.state(id).value().frontier.size().value();
    while (leaves.size() < size) {
        const auto range = store.read(id, EntryIndex(leaves.size()), 1'000, 1 << 20).value();
        ByteReader reader(range.records, "records");
        for (std::uint32_t i = 0; i < range.count; ++i) {
            leaves.push_back(lane::entry_id(lane::read_entry(reader).value().header).value());
        }
    }
    return leaves;
}

}  // namespace entente::store::test
