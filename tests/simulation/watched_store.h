#pragma once
// The real store with somebody who looks on, and whose index is waited for after each append: then
// its thread decides nothing. It can also lie, for tests of the tests.

#include <functional>
#include <memory>

#include "store/store.h"

namespace entente::simulation {

/// What a faulty store would do.
struct StoreLies {
    bool forgets_receipts = false;   ///< does not know which receipts it gave
    bool forgets_seen = false;       ///< does not know what a `seen` has named
    bool forgets_last_time = false;  ///< does not know the time of the last header
    bool damages_proofs = false;     ///< one hash of a proof is another
};

/// What the looker-on hears.
struct StoreEvents {
    std::function<void(const lane::SealedBatch&)> sealing;  ///< before it goes to disk
    std::function<void(const store::LaneId&)> kept;         ///< it is on disk, so the store says
};

class WatchedStore final : public store::Store {
public:
    using LaneId = store::LaneId;
    using PartyId = store::PartyId;
    using TreeSize = store::TreeSize;
    using Digests = std::vector<lane::Digest>;

    WatchedStore(std::unique_ptr<store::Store> inner, StoreEvents events, StoreLies lies)
        : inner_(std::move(inner)), events_(std::move(events)), lies_(lies) {}

    [[nodiscard]] Result<store::Appended> append(const lane::SealedBatch& batch) override {
        events_.sealing(batch);
        return kept(inner_->append(batch));
    }

    [[nodiscard]] Result<store::Appended> append(
        const lane::VerifiedSegment& segment, const std::optional<lane::Receipt>& ours) override {
        return kept(inner_->append(segment, ours));
    }

    [[nodiscard]] Result<void> add_receipts(const lane::Head& head,
                                            std::vector<lane::Receipt> receipts) override {
        auto added = inner_->add_receipts(head, std::move(receipts));
        (void)inner_->wait_indexed();  // a failed index is told by the next append
        return added;
    }

    [[nodiscard]] Result<void> give_receipt(const lane::Head& head,
                                            const lane::Receipt& ours) override {
        auto given = inner_->give_receipt(head, ours);
        (void)inner_->wait_indexed();
        return given;
    }

    [[nodiscard]] Result<void> erase(const LaneId& lane, store::EntryIndex index) override {
        return inner_->erase(lane, index);
    }

    [[nodiscard]] Result<std::optional<store::EntryIndex>> find_entry(
        const LaneId& lane, const lane::EntryId& entry) const override {
        return inner_->find_entry(lane, entry);
    }

    [[nodiscard]] store::Doubt doubt() const override { return inner_->doubt(); }

    [[nodiscard]] Result<void> settle() override { return inner_->settle(); }

    [[nodiscard]] std::vector<LaneId> lanes() const override { return inner_->lanes(); }

    [[nodiscard]] Result<lane::LaneState> state(const LaneId& lane) const override {
        auto state = inner_->state(lane);
        if (state && lies_.forgets_last_time) state->last_time = Instant(0);
        return state;
    }

    [[nodiscard]] TreeSize receipted(const LaneId& lane, const PartyId& party) const override {
        return inner_->receipted(lane, party);
    }

    [[nodiscard]] std::optional<lane::Receipt> newest_receipt(const LaneId& lane,
                                                              const PartyId& party) const override {
        if (lies_.forgets_receipts) return std::nullopt;
        return inner_->newest_receipt(lane, party);
    }

    [[nodiscard]] std::uint64_t receipt_time_min(const LaneId& lane) const override {
        return lies_.forgets_receipts ? 0 : inner_->receipt_time_min(lane);
    }

    [[nodiscard]] Result<TreeSize> entangled(const LaneId& lane,
                                             const PartyId& party) const override {
        if (lies_.forgets_seen) return TreeSize(0);
        return inner_->entangled(lane, party);
    }

    [[nodiscard]] Result<store::EntryRange> read(const LaneId& lane, store::EntryIndex first,
                                                 std::uint32_t count_max,
                                                 std::size_t bytes_max) const override {
        return inner_->read(lane, first, count_max, bytes_max);
    }

    [[nodiscard]] Result<Digests> prove_consistency(const LaneId& lane, TreeSize old_size,
                                                    TreeSize new_size) const override {
        return damaged(inner_->prove_consistency(lane, old_size, new_size));
    }

    [[nodiscard]] Result<lane::Digest> root_at(const LaneId& lane, TreeSize size) const override {
        return inner_->root_at(lane, size);
    }

    [[nodiscard]] Result<lane::Frontier> frontier_at(const LaneId& lane,
                                                     TreeSize size) const override {
        return inner_->frontier_at(lane, size);
    }

    [[nodiscard]] Result<Digests> prove_inclusion(const LaneId& lane, store::EntryIndex index,
                                                  TreeSize size) const override {
        return damaged(inner_->prove_inclusion(lane, index, size));
    }

    [[nodiscard]] Result<Digests> subtrees(const LaneId& lane, unsigned level, std::uint64_t first,
                                           unsigned count) const override {
        return inner_->subtrees(lane, level, first, count);
    }

    [[nodiscard]] Result<void> wait_indexed() const override { return inner_->wait_indexed(); }

    [[nodiscard]] Result<std::vector<store::Position>> find(
        std::string_view object_id) const override {
        return inner_->find(object_id);
    }

    [[nodiscard]] Result<lane::TreeSize> named_in(const lane::LaneId& lane,
                                                  const lane::LaneId& speaker) const override {
        if (lies_.forgets_seen) return TreeSize(0);
        return inner_->named_in(lane, speaker);
    }

    [[nodiscard]] Result<std::vector<std::optional<store::Position>>> find_versions(
        const store::ChannelId& channel, const PartyId& writer,
        const std::vector<std::pair<std::string, std::optional<Instant>>>& versions)
        const override {
        return inner_->find_versions(channel, writer, versions);
    }

    [[nodiscard]] Result<std::vector<store::Position>> referring(
        std::string_view object_id) const override {
        return inner_->referring(object_id);
    }

    [[nodiscard]] Result<store::Page> page(const store::PageQuery& query) const override {
        return inner_->page(query);
    }

private:
    Result<store::Appended> kept(Result<store::Appended> appended) {
        if (!appended) return appended;
        TRY_VOID(inner_->wait_indexed());
        events_.kept(appended->lane());
        return appended;
    }

    [[nodiscard]] Result<Digests> damaged(Result<Digests> proof) const {
        if (lies_.damages_proofs && proof && !proof->empty()) proof->front()[0] ^= std::byte{1};
        return proof;
    }

    std::unique_ptr<store::Store> inner_;
    StoreEvents events_;
    StoreLies lies_;
};

}  // namespace entente::simulation
