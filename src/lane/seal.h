#pragma once
// Mine: bodies become entries under one new checkpoint. Pure: clock and randomness are arguments.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "crypto/ed25519.h"
#include "lane/header.h"
#include "lane/state.h"

namespace entente::lane {

/// A body to be sealed, canonical already.
struct Body {
    BodyKind kind;
    Bytes bytes;
    /// For a body that goes to several lanes, which are to hold equal commitments (design 02-log
    /// rule L4 and section 2.4); nothing: a fresh one. Never of another body.
    std::optional<Salt> salt = std::nullopt;
    std::optional<Origin> origin = std::nullopt;  ///< if this repeats an earlier entry
};

/// A batch that is signed but not yet on disk: no byte of it may leave the process before the store
/// has taken it (design 02-log section 4.2). Only seal and open_lane make one.
class SealedBatch {
public:
    [[nodiscard]] const LaneState& after() const { return after_; }  ///< the lane with this batch

    [[nodiscard]] EntryIndex from() const { return from_; }

    [[nodiscard]] std::uint32_t count() const { return count_; }

    [[nodiscard]] ByteView entries() const { return entries_; }  ///< records: see entry.h

    [[nodiscard]] const std::vector<EntryId>& ids() const { return ids_; }

private:
    friend class Sealer;

    SealedBatch(LaneState after, EntryIndex from) : after_(std::move(after)), from_(from) {}

    LaneState after_;
    EntryIndex from_;
    std::uint32_t count_ = 0;
    Bytes entries_;
    std::vector<EntryId> ids_;
};

/// A writer's log key, with the world it seals in. Borrows its arguments.
class Sealer {
public:
    Sealer(const crypto::KeyPair& log_key, const Clock& clock, Random& random)
        : log_key_(log_key), clock_(clock), random_(random) {}

    /// The first batch of a new lane: entry 0 is `opening`. opening.log_key must be our key.
    ///
    /// errors  invalid: the audience is not sorted, lacks the writer, or is above
    ///         limits::audience_max; refused: opening.log_key is not ours; fatal: as seal
    [[nodiscard]] Result<SealedBatch> open_lane(const LaneOpening& opening) const;

    /// Seals `bodies` after `state`: salts, commitments, headers, leaf hashes, root, signature;
    /// then hashes once more what will be written and compares ("verify before write": a flipped
    /// bit in memory must not be signed).
    ///
    /// errors  invalid: no bodies, more than limits::batch_entries_max, one above
    ///         limits::body_bytes_max or not canonical JSON; refused: the lane's log key is not
    ///         ours; conflict: the lane is signed further than `state` holds it (where:
    ///         "next <n>"); fatal: the second hash differs
    [[nodiscard]] Result<SealedBatch> seal(const LaneState& state, std::vector<Body> bodies) const;

private:
    static SealedBatch make(LaneState after, EntryIndex from, Bytes entries,
                            std::vector<EntryId> ids);

    const crypto::KeyPair& log_key_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace entente::lane
