#pragma once
// What the embedded keeper wants of an index: few ways in, few ways out, so that another engine is
// one file. All of it is derived from the lane files and may be dropped.
//
// Every entry has a sequence number, which its frame carries: how many entries the whole store held
// before it. So an index that is made again has the same order, and the cursors of pages stay good.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "store/store.h"

namespace entente::store {

/// The record of a run of entries: one frame of a lane file.
struct FramePlace {
    EntryIndex first;
    std::uint64_t sequence;                   ///< of the first entry
    std::uint64_t offset;                     ///< of the first record in the file
    std::vector<std::uint32_t> record_bytes;  ///< of each entry's record

    [[nodiscard]] std::uint64_t end() const { return first.value() + record_bytes.size(); }
};

/// A receipt, by its lane.
struct KnownReceipt {
    TreeSize size;
    lane::Receipt receipt;

    friend bool operator==(const KnownReceipt&, const KnownReceipt&) = default;
};

/// One frame, with what is to be found again of it.
struct IndexBatch {
    LaneId lane;
    ChannelId channel;
    PartyId writer;
    FramePlace place;
    std::vector<lane::Digest> leaves;
    std::vector<EntryFacts> facts;
    std::vector<KnownReceipt> receipts;
    std::uint64_t frame_offset;  ///< in the lane file
    std::uint64_t frame_end;
};

/// How far the index has come in a lane.
struct IndexedLane {
    LaneId lane;
    TreeSize size;
    std::uint64_t frame_end;   ///< bytes of the lane file that it knows
    std::uint64_t last_frame;  ///< offset of the newest frame with entries
};

/// A version of an object, asked for by its keys.
struct VersionKey {
    std::uint64_t object;  ///< object_key of its id
    std::int64_t version;  ///< version_number of its version
    std::size_t question;  ///< what the caller knows it by

    friend auto operator<=>(const VersionKey&, const VersionKey&) = default;
};

/// 8 bytes of a STIX id: what it finds is looked at before it is believed.
std::uint64_t object_key(std::string_view object_id);

/// Microseconds; below every time for no version.
std::int64_t version_number(const std::optional<Instant>& version);

/// One thread inserts; any thread forgets or asks, and sees whole insertions.
class Index {
public:
    Index() = default;
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;
    virtual ~Index() = default;

    /// All of `batches` or none.
    ///
    /// errors  exhausted: no room; corrupt, fatal: the index must be made again
    [[nodiscard]] virtual Result<void> insert(std::span<const IndexBatch> batches) = 0;

    /// Takes out the keys of an entry that was erased: what is left of it is its place.
    ///
    /// facts   as they were
    /// errors  as insert
    [[nodiscard]] virtual Result<void> forget(const Position& position,
                                              const EntryFacts& facts) = 0;

    /// Work that can wait for a quiet moment. Called by the thread that inserts.
    [[nodiscard]] virtual Result<void> tidy() = 0;

    [[nodiscard]] virtual std::vector<IndexedLane> lanes() const = 0;

    /// The frame that holds the entry; nothing if the index has not come so far.
    [[nodiscard]] virtual Result<std::optional<FramePlace>> frame(const LaneId& lane,
                                                                  EntryIndex index) const = 0;

    /// A row of Merkle hashes: see tiles.h.
    [[nodiscard]] virtual Result<std::optional<Bytes>> tile(const LaneId& lane, unsigned level,
                                                            std::uint64_t number) const = 0;

    /// The newest receipt of each party.
    [[nodiscard]] virtual Result<std::vector<KnownReceipt>> receipts(const LaneId& lane) const = 0;

    /// The entries of objects whose id has this key, in the order of the index.
    [[nodiscard]] virtual Result<std::vector<Position>> objects(std::uint64_t key) const = 0;

    /// Those of `sorted` that are there, with every place that they are at.
    [[nodiscard]] virtual Result<std::vector<std::pair<std::size_t, Position>>> versions(
        std::span<const VersionKey> sorted) const = 0;

    /// The entries that refer to an id with this key, in the order of the index.
    [[nodiscard]] virtual Result<std::vector<Position>> referring(std::uint64_t key) const = 0;

    [[nodiscard]] virtual Result<Page> page(const PageQuery& query) const = 0;

    /// The largest size of `lane` that a `seen` of `party` names; 0 for none.
    [[nodiscard]] virtual Result<TreeSize> seen(const LaneId& lane, const PartyId& party) const = 0;

    /// The same, of the `seen`s in the one lane `speaker` of `party`.
    [[nodiscard]] virtual Result<TreeSize> named_in(const LaneId& lane, const PartyId& party,
                                                    const LaneId& speaker) const = 0;

    /// One above the largest sequence number; 0 for an empty index.
    [[nodiscard]] virtual Result<std::uint64_t> next_sequence() const = 0;
};

}  // namespace entente::store
