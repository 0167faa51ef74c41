#pragma once
// The Store over lane files, fence and index. Parts: keeper_append.cpp writes, keeper_read.cpp
// answers, keeper_erase.cpp erases, keeper_doubt.cpp guards what was signed before, recovery.h
// opens.

#include <map>
#include <mutex>

#include "host/guarded.h"
#include "store/embedded/embedded_store.h"
#include "store/embedded/erasure.h"
#include "store/embedded/fence.h"
#include "store/embedded/held_lane.h"
#include "store/embedded/indexer.h"

namespace entente::store {

/// Where things are in a store's directory.
struct StoreLayout {
    std::string directory;

    [[nodiscard]] std::string record() const { return directory + "/record"; }

    [[nodiscard]] std::string derived() const { return directory + "/derived"; }

    [[nodiscard]] std::string lock() const { return directory + "/lock"; }

    /// The note of an erasure that is under way.
    [[nodiscard]] std::string erasing() const { return directory + "/erasing"; }

    [[nodiscard]] std::string lane(const LaneId& lane) const {
        return record() + "/" + lane::to_hex(lane);
    }
};

class Keeper final : public Store {
public:
    /// Starts the index's thread. Nothing is loaded yet: see recovery.h. Borrows the disk.
    Keeper(host::Disk& disk, EmbeddedOptions options, std::unique_ptr<Index> index);

    /// Writes receipts that wait, as far as it can: they can be asked for again.
    ~Keeper() override;

    // What recovery does, before anybody else can call.

    [[nodiscard]] Index& index() { return *index_; }

    [[nodiscard]] Indexer& indexer() { return *indexer_; }

    void add_lane(std::unique_ptr<HeldLane> lane);

    void set_next_sequence(std::uint64_t sequence) { next_sequence_ = sequence; }

    void set_lock(std::unique_ptr<host::Lock> lock) { lock_ = std::move(lock); }

    /// fence   nothing: it is gone, and is made anew only when the doubt has ended
    /// reason  see Doubt
    void set_fence(std::optional<Fence> fence, std::string reason) {
        fence_ = std::move(fence);
        doubt_reason_ = std::move(reason);
    }

    // As in Store.

    [[nodiscard]] Result<Appended> append(const lane::SealedBatch& batch) override;
    [[nodiscard]] Result<Appended> append(const lane::VerifiedSegment& segment,
                                          const std::optional<lane::Receipt>& ours) override;
    [[nodiscard]] Result<void> add_receipts(const lane::Head& head,
                                            std::vector<lane::Receipt> receipts) override;
    [[nodiscard]] Result<void> give_receipt(const lane::Head& head,
                                            const lane::Receipt& ours) override;
    [[nodiscard]] Result<void> erase(const LaneId& lane, EntryIndex index) override;
    [[nodiscard]] Result<std::optional<EntryIndex>> find_entry(
        const LaneId& lane, const lane::EntryId& entry) const override;
    [[nodiscard]] Doubt doubt() const override;
    [[nodiscard]] Result<void> settle() override;
    [[nodiscard]] std::vector<LaneId> lanes() const override;
    [[nodiscard]] Result<lane::LaneState> state(const LaneId& lane) const override;
    [[nodiscard]] TreeSize receipted(const LaneId& lane, const PartyId& party) const override;

    [[nodiscard]] std::optional<lane::Receipt> newest_receipt(const LaneId& lane,
                                                              const PartyId& party) const override;
    [[nodiscard]] std::uint64_t receipt_time_min(const LaneId& lane) const override;
    [[nodiscard]] Result<TreeSize> entangled(const LaneId& lane,
                                             const PartyId& party) const override;
    [[nodiscard]] Result<TreeSize> named_in(const LaneId& lane,
                                            const LaneId& speaker) const override;
    [[nodiscard]] Result<EntryRange> read(const LaneId& lane, EntryIndex first,
                                          std::uint32_t count_max,
                                          std::size_t bytes_max) const override;
    [[nodiscard]] Result<std::vector<lane::Digest>> prove_consistency(
        const LaneId& lane, TreeSize old_size, TreeSize new_size) const override;
    [[nodiscard]] Result<lane::Digest> root_at(const LaneId& lane, TreeSize size) const override;
    [[nodiscard]] Result<lane::Frontier> frontier_at(const LaneId& lane,
                                                     TreeSize size) const override;
    [[nodiscard]] Result<std::vector<lane::Digest>> prove_inclusion(const LaneId& lane,
                                                                    EntryIndex index,
                                                                    TreeSize size) const override;
    [[nodiscard]] Result<std::vector<lane::Digest>> subtrees(const LaneId& lane, unsigned level,
                                                             std::uint64_t first,
                                                             unsigned count) const override;
    [[nodiscard]] Result<void> wait_indexed() const override;
    [[nodiscard]] Result<std::vector<Position>> find(std::string_view object_id) const override;
    [[nodiscard]] Result<std::vector<std::optional<Position>>> find_versions(
        const ChannelId& channel, const PartyId& writer,
        const std::vector<std::pair<std::string, std::optional<Instant>>>& versions) const override;
    [[nodiscard]] Result<std::vector<Position>> referring(
        std::string_view object_id) const override;
    [[nodiscard]] Result<Page> page(const PageQuery& query) const override;

private:
    /// A frame on its way in.
    struct Arrival {
        FrameType type;
        const lane::LaneState& after;
        EntryIndex from;
        std::uint32_t count;
        ByteView records;
        std::optional<lane::Receipt> ours;
        bool is_fenced;  ///< we signed its head, or give a receipt for it
    };

    /// A frame that is on disk.
    struct Written {
        std::uint64_t offset;
        std::uint64_t end;
    };

    [[nodiscard]] HeldLane* find_lane(const LaneId& lane) const;
    [[nodiscard]] Result<HeldLane*> known_lane(const LaneId& lane) const;

    [[nodiscard]] Result<Appended> take(const Arrival& arrival);
    [[nodiscard]] Frame make_frame(const Arrival& arrival, HeldLane* held) const;
    [[nodiscard]] Doubt doubt_now() const;
    [[nodiscard]] Result<void> check_doubt(const Arrival& arrival) const;
    [[nodiscard]] Result<void> check_fenced(const Arrival& arrival, const lane::Frontier& before,
                                            const FrameReading& reading) const;
    [[nodiscard]] bool is_to_be_fenced(const Arrival& arrival) const;
    [[nodiscard]] Result<void> reserve(const LaneId& lane);
    [[nodiscard]] Result<std::unique_ptr<HeldLane>> make_lane(const lane::LaneState& after);
    [[nodiscard]] Result<Written> write(HeldLane& held, ByteView frame, bool is_first);
    static void remember(HeldLane& held, const lane::LaneState& after, const Frame& frame,
                         const FrameReading& reading);
    [[nodiscard]] Result<void> write_receipts(HeldLane& held);
    [[nodiscard]] Result<void> check_working();
    [[nodiscard]] std::unexpected<Error> stop(const Error& error);
    void note_indexed(const LaneId& lane, TreeSize size);

    [[nodiscard]] Result<std::shared_ptr<const FramePlace>> frame_of(HeldLane& held,
                                                                     EntryIndex index) const;
    [[nodiscard]] Result<std::unique_ptr<TiledHashes>> hashes_of(const LaneId& lane,
                                                                 TreeSize size) const;
    [[nodiscard]] Result<EntryFacts> facts_at(const Position& position) const;
    [[nodiscard]] Result<std::optional<Erasure>> erasure_of(HeldLane& held, const LaneId& lane,
                                                            EntryIndex index) const;

    host::Disk& disk_;
    std::unique_ptr<host::Lock> lock_;  ///< first: released when all else is closed
    EmbeddedOptions options_;
    host::Guarded<Describe> describe_;
    std::unique_ptr<Index> index_;
    host::Guarded<std::map<LaneId, std::unique_ptr<HeldLane>>> lanes_;

    mutable std::mutex appending_;  ///< held while a frame is written; guards the four below
    std::optional<Fence> fence_;
    std::string doubt_reason_;
    std::uint64_t next_sequence_ = 0;
    std::optional<Error> failed_;  ///< once set, nothing is written any more

    std::unique_ptr<Indexer> indexer_;  ///< last: its thread uses the rest
};

/// The job that brings a frame to the index.
IndexJob make_job(const lane::LaneState& state, const Frame& frame, FrameReading reading,
                  std::uint64_t frame_offset, std::uint64_t frame_end);

}  // namespace entente::store
