#pragma once
// What is kept, and what its keepers promise. One conformance suite runs against every keeper:
// tests/store/store_conformance.h.
//
// The promises. When append returns, the entries are on disk, and so is the fence: no crash takes
// them back. After a crash a lane holds a whole number of batches. Nothing but append
// changes a lane, and erase takes bodies out of it. The index may lag behind the record;
// wait_indexed waits for it.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lane/seal.h"
#include "lane/state.h"
#include "lane/tree.h"
#include "lane/verify.h"
#include "store/facts.h"

namespace entente::store {

using lane::ChannelId;
using lane::EntryIndex;
using lane::LaneId;
using lane::PartyId;
using lane::TreeSize;

/// The proof that a batch is on disk, fence and all. Only a store makes one.
class Appended {
public:
    [[nodiscard]] const LaneId& lane() const { return lane_; }

    [[nodiscard]] EntryIndex from() const { return from_; }

    [[nodiscard]] TreeSize size() const { return size_; }  ///< of the lane, with the batch

private:
    friend class Store;

    Appended(const LaneId& lane, EntryIndex from, TreeSize size)
        : lane_(lane), from_(from), size_(size) {}

    LaneId lane_;
    EntryIndex from_;
    TreeSize size_;
};

/// Where an entry is.
struct Position {
    LaneId lane;
    EntryIndex index;

    friend auto operator<=>(const Position&, const Position&) = default;
};

/// Entries as they were received or sealed: records of lane/entry.h, one after the other.
struct EntryRange {
    EntryIndex first;
    std::uint32_t count;
    Bytes records;
};

/// One page of positions in the order in which the index took them in.
struct Page {
    std::vector<Position> positions;
    std::optional<std::uint64_t> next;  ///< cursor of the next page; nothing: this was the last
};

/// What to page through. Empty fields do not restrict.
struct PageQuery {
    std::optional<ChannelId> channel;
    std::string type;          ///< exactly this type
    std::uint64_t cursor = 0;  ///< 0: from the start
    std::uint32_t count_max = 100;
};

/// Why a store may hold less than this node has signed: a restored backup, a copy that runs
/// elsewhere, a lost disk (design 02-log sections 4.4, 4.6).
struct Doubt {
    std::vector<lane::Head> missing;  ///< signed or receipted by us, and not all here
    std::string reason;  ///< why the fence cannot tell what else there is; empty: it can

    [[nodiscard]] bool exists() const { return !missing.empty() || !reason.empty(); }
};

/// Keeps lanes. All functions may be called from any thread; appends to one lane come one at a
/// time.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    /// Takes a sealed batch, of a new lane too.
    ///
    /// errors  conflict: it does not continue the lane; refused: there is doubt, and a second
    ///         history might be signed; exhausted: no room, nothing was written; fatal: the device
    ///         failed: stop the process
    [[nodiscard]] virtual Result<Appended> append(const lane::SealedBatch& batch) = 0;

    /// Takes verified entries of another's lane, of a new lane too, with our receipt if we give
    /// one.
    ///
    /// errors  as above, but in doubt only a receipt is refused; conflict also: it is another
    ///         history than the one that we gave a receipt for
    [[nodiscard]] virtual Result<Appended> append(const lane::VerifiedSegment& segment,
                                                  const std::optional<lane::Receipt>& ours) = 0;

    /// Adds receipts to the newest checkpoint of a lane if they are for it; older ones are kept in
    /// the record but not shown. Durable with the lane's next append.
    [[nodiscard]] virtual Result<void> add_receipts(const lane::Head& head,
                                                    std::vector<lane::Receipt> receipts) = 0;

    /// Gives our receipt for the newest head of a lane that is here whole. Durable when it returns.
    ///
    /// errors  not_found; conflict: not that head; refused: there is doubt; as append
    [[nodiscard]] virtual Result<void> give_receipt(const lane::Head& head,
                                                    const lane::Receipt& ours) = 0;

    /// Erases body and salt of an entry from the disk; the header stays, and all proofs with it. An
    /// entry that has none any more is left as it is. Durable when it returns.
    ///
    /// errors  not_found: no such entry; refused: entry 0, which names the lane; exhausted: no room
    ///         to note what is done; fatal: the device failed
    [[nodiscard]] virtual Result<void> erase(const LaneId& lane, EntryIndex index) = 0;

    /// Where in the lane this entry is; nothing if it is not there.
    ///
    /// cost    a look at each leaf hash, from the newest back
    /// errors  not_found: no such lane
    [[nodiscard]] virtual Result<std::optional<EntryIndex>> find_entry(
        const LaneId& lane, const lane::EntryId& entry) const = 0;

    [[nodiscard]] virtual Doubt doubt() const = 0;

    /// Ends the doubt: from here on the record counts as all that we signed, and the fence says so.
    ///
    /// errors  refused: heads are still missing; fatal: the device failed
    [[nodiscard]] virtual Result<void> settle() = 0;

    /// Every lane that is here.
    [[nodiscard]] virtual std::vector<LaneId> lanes() const = 0;

    /// errors  not_found
    [[nodiscard]] virtual Result<lane::LaneState> state(const LaneId& lane) const = 0;

    /// The largest size of `lane` for which `party` gave a receipt; 0 for none.
    [[nodiscard]] virtual TreeSize receipted(const LaneId& lane, const PartyId& party) const = 0;

    /// The newest receipt of `party` for `lane`, whatever the newest checkpoint is; nothing for
    /// none.
    [[nodiscard]] virtual std::optional<lane::Receipt> newest_receipt(
        const LaneId& lane, const PartyId& party) const = 0;

    /// No receipt of ours for the lane may carry an earlier time than this, in seconds: we gave one
    /// then, though a restored record may not know it.
    [[nodiscard]] virtual std::uint64_t receipt_time_min(const LaneId& lane) const = 0;

    /// The largest size of `lane` that a `seen` in a lane of `party` names; 0 for none. Of what the
    /// index has reached.
    [[nodiscard]] virtual Result<TreeSize> entangled(const LaneId& lane,
                                                     const PartyId& party) const = 0;

    /// The largest size of `lane` that a `seen` in the lane `speaker` names; 0 for none. Of what
    /// the index has reached.
    ///
    /// errors  not_found: `speaker` is not here
    [[nodiscard]] virtual Result<TreeSize> named_in(const LaneId& lane,
                                                    const LaneId& speaker) const = 0;

    /// The longest run of entries from `first` within both limits, but at least one.
    ///
    /// errors  not_found: no such lane, or first is not below its size; corrupt: the record is
    /// damaged
    [[nodiscard]] virtual Result<EntryRange> read(const LaneId& lane, EntryIndex first,
                                                  std::uint32_t count_max,
                                                  std::size_t bytes_max) const = 0;

    /// Proves that the first old_size of new_size entries are a prefix.
    ///
    /// errors  not_found: the lane is shorter; as lane::prove_consistency
    [[nodiscard]] virtual Result<std::vector<lane::Digest>> prove_consistency(
        const LaneId& lane, TreeSize old_size, TreeSize new_size) const = 0;

    /// errors  as above
    [[nodiscard]] virtual Result<lane::Digest> root_at(const LaneId& lane, TreeSize size) const = 0;

    /// The frontier of the first `size` entries.
    ///
    /// errors  as above
    [[nodiscard]] virtual Result<lane::Frontier> frontier_at(const LaneId& lane,
                                                             TreeSize size) const = 0;

    /// errors  as above
    [[nodiscard]] virtual Result<std::vector<lane::Digest>> prove_inclusion(
        const LaneId& lane, EntryIndex index, TreeSize size) const = 0;

    /// The roots of the perfect subtrees over 2^level leaves each, from number `first` on: what
    /// tiles are made of.
    ///
    /// errors  as above
    [[nodiscard]] virtual Result<std::vector<lane::Digest>> subtrees(const LaneId& lane,
                                                                     unsigned level,
                                                                     std::uint64_t first,
                                                                     unsigned count) const = 0;

    /// Waits until the index holds everything that was appended before the call.
    ///
    /// errors  fatal: the index's thread failed
    [[nodiscard]] virtual Result<void> wait_indexed() const = 0;

    /// Every place of every version of the object, in the order of the index.
    [[nodiscard]] virtual Result<std::vector<Position>> find(std::string_view object_id) const = 0;

    /// Which of these (object id, version) are in lanes of `writer` on `channel`: a place for each
    /// that is there, nothing for the others. Cheap for many that are not there.
    [[nodiscard]] virtual Result<std::vector<std::optional<Position>>> find_versions(
        const ChannelId& channel, const PartyId& writer,
        const std::vector<std::pair<std::string, std::optional<Instant>>>& versions) const = 0;

    /// The places of objects that name this id in a reference, and of operations that name the
    /// entry of which it is the hexadecimal id.
    [[nodiscard]] virtual Result<std::vector<Position>> referring(
        std::string_view object_id) const = 0;

    [[nodiscard]] virtual Result<Page> page(const PageQuery& query) const = 0;

protected:
    static Appended appended(const LaneId& lane, EntryIndex from, TreeSize size) {
        return Appended(lane, from, size);
    }
};

}  // namespace entente::store
